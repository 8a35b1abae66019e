import { chainLayout } from "../../../../cli/review/output/html/chain-layout";
import { htmlText } from "../../../../cli/review/output/html/html";
import { functionViews } from "../../../../cli/review/view/function-view";
import { hostileNames, hostileReport, outcomeOf } from "../../fixtures/outcomes";
import { closedReport, openedReport } from "../../fixtures/reports";

const tagsOf = (page: string) => [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag);

describe("the review as a page", () => {
  const page = htmlText(outcomeOf(openedReport, { notices: ["A note."] }));

  it("loads nothing, and runs nothing", () => {
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(/);
  });

  it("links each line and each cell to a proof that is there, and each proof once", () => {
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, target]) => target);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const proofs = [...page.matchAll(/<article class="proof" id="([^"]*)"/g)].map(([, id]) => id);
    expect(proofs.filter((proof) => !targets.includes(proof))).toEqual([]);
  });

  it("draws a line for each verdict, and marks the new one", () => {
    expect(page.match(/<a class="edge /g)).toHaveLength(8);
    expect(page.match(/<a class="edge reaches new"/g)).toHaveLength(1);
    expect(page).toContain('aria-label="anyone on the internet, host: reaches, new"');
  });

  it("has a proof of its own for callers who are kept out by something else", () => {
    expect(page).toContain(">anyone on the internet, at host: 401</h3>");
    expect(page).toContain(">any application of the tenant, at host: no token</h3>");
  });

  it("shows in each proof the arguments, and what would change the verdict", () => {
    expect(page).toMatch(
      /<code>azurerm_linux_function_app_slot\.staging<\/code> <code>auth_settings_v2 = absent<\/code>: every call is let in/,
    );
    expect(page).toContain("It would change with: auth_settings_v2 with require_authentication = true");
  });

  it.each(hostileNames)("makes no tag and no attribute of %j", (name) => {
    const tags = (text: string) =>
      tagsOf(htmlText(outcomeOf(hostileReport(text), { source: text })))
        .filter((tag) => !/^<\/?text/.test(tag))
        .map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(tags(name)).toEqual(tags("harmless"));
  });
});

describe("the drawing of a chain", () => {
  const layoutOf = (index: number) => chainLayout(functionViews(closedReport)[index]);

  it("lays no box over another, and none outside", () => {
    const { frames, entrances, callers, target, width, height } = layoutOf(0);
    const apart = [...frames, ...callers, target];
    const overlaps = apart.flatMap((one, index) =>
      apart
        .slice(index + 1)
        .filter((other) => areOver(one, other))
        .map((other) => [one, other]),
    );
    expect(overlaps).toEqual([]);
    for (const entrance of entrances)
      expect(frames.filter((frame) => isWithin(entrance, frame))).toHaveLength(1);
    for (const box of apart) expect(isWithin(box, { x: 0, y: 0, width, height })).toBe(true);
  });

  it("has the gateway's identity as the line from the gateway to the gate", () => {
    const { callers, edges, frames } = layoutOf(0);
    expect(callers.map(({ caller }) => caller.id)).toEqual([
      "internet",
      "tenant-application",
      "policy:portal",
    ]);
    const [line] = edges.filter(({ caller }) => caller.id === "gateway");
    const [gateway] = frames.filter(({ title }) => title === "API Management");
    expect(line.from.x).toBe(gateway.x + gateway.width);
  });

  it("has the gateway's identity as a caller where no gateway is", () => {
    expect(layoutOf(1).callers.map(({ caller }) => caller.id)).toEqual(["internet", "gateway"]);
  });

  it("draws a Function without any entrance", () => {
    const [view] = functionViews({ ...closedReport, entrances: [], verdicts: [] });
    expect(chainLayout(view)).toMatchObject({ edges: [], joints: [], frames: [] });
  });
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function areOver(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
