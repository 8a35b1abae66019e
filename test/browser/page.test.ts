import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { htmlText } from "../../cli/review/output/html/html";
import type { AccessReport } from "../../lib/access/report";
import { hostileNames, hostileReport, outcomeOf } from "../cli/fixtures/outcomes";
import { closedReport, openedReport, unknownReport } from "../cli/fixtures/reports";
import { describeInBrowser } from "./describe-in-browser";

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

jest.setTimeout(60_000);

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Look {
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
}

/** Where on the screen the middle of the new line is. */
const MIDDLE = `(() => {
  const line = document.querySelector(".edge.new .line");
  line.scrollIntoView({ block: "center" });
  const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
  return { x, y };
})()`;

describeInBrowser("the page of a review", (browser) => {
  let pages: Page[] = [];
  const complaints: string[] = [];

  async function open(
    report: AccessReport,
    { colorScheme = "light", width = 1280 }: Look = {},
  ): Promise<Page> {
    const page = await browser().newPage({
      colorScheme,
      viewport: { width, height: 900 },
      // Without the time that scrolling takes.
      reducedMotion: "reduce",
    });
    pages.push(page);
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => complaints.push(dialog.message()));
    page.on("request", (request) => complaints.push(request.url()));
    await page.setContent(htmlText(outcomeOf(report, { notices: ["A note."] })));
    return page;
  }

  afterEach(async () => {
    await Promise.all(pages.map((page) => page.close()));
    pages = [];
    expect(complaints.splice(0)).toEqual([]);
  });

  const shownProofs = (page: Page) => page.locator(".proof:visible");
  const slotEdge = (page: Page) =>
    page.locator('a.edge[aria-label="anyone on the internet, host: reaches, new"]');

  it("shows the proof of the line that is clicked, and no other", async () => {
    const page = await open(openedReport);
    expect(await shownProofs(page).count()).toBe(0);
    const middle = (await page.evaluate(MIDDLE)) as Point;
    await page.mouse.click(middle.x, middle.y + 4);
    expect(await shownProofs(page).count()).toBe(1);
    expect(await shownProofs(page).textContent()).toContain("auth_settings_v2 = absent");
    await page.locator("td a", { hasText: "no token" }).click();
    expect(await shownProofs(page).count()).toBe(1);
    expect(await shownProofs(page).textContent()).toContain(
      "any application of the tenant, at host: no token",
    );
  });

  it("is used by keyboard: to a line, to its proof, and back", async () => {
    const page = await open(openedReport);
    await slotEdge(page).focus();
    await page.keyboard.press("Enter");
    const proof = shownProofs(page);
    expect(await page.evaluate("document.activeElement.id")).toBe(await proof.getAttribute("id"));
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Back to the drawing");
    await page.keyboard.press("Enter");
    expect(await shownProofs(page).count()).toBe(0);
  });

  it("skips to the review first", async () => {
    const page = await open(openedReport);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the review");
  });

  it("hides what is refused, and only that", async () => {
    const page = await open(openedReport);
    const [refused, reaching] = [
      page.locator(".edge.refused:visible"),
      page.locator(".edge.reaches:visible"),
    ];
    const passing = await reaching.count();
    expect(await refused.count()).toBeGreaterThan(0);
    for (const box of await page.locator(".without-refused").all()) await box.check();
    expect(await refused.count()).toBe(0);
    expect(await reaching.count()).toBe(passing);
  });

  it("prints every proof, and no control", async () => {
    const page = await open(openedReport, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await shownProofs(page).count()).toBe(await page.locator(".proof").count());
    expect(await page.locator(".controls:visible, .close:visible, .hint:visible").count()).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  });

  it.each([360, 768, 1280])("is not wider than a screen of %d pixels", async (width) => {
    const page = await open(hostileReport("x".repeat(200)), { width });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });

  it.each(["light", "dark"] as const)(
    "has no text of a drawing outside of its box, in %s",
    async (colorScheme) => {
      const page = await open(unknownReport, { colorScheme });
      const outside = await page.evaluate(`[...document.querySelectorAll("svg g")].flatMap((group) => {
      const box = group.querySelector("rect").getBoundingClientRect();
      return [...group.querySelectorAll("text")]
        .filter((text) => text.getBoundingClientRect().right > box.right)
        .map((text) => text.textContent);
    })`);
      expect(outside).toEqual([]);
    },
  );

  it.each([
    ["light", closedReport],
    ["light", openedReport],
    ["dark", openedReport],
    ["dark", unknownReport],
  ] as const)("has nothing that keeps somebody from reading it, in %s", async (colorScheme, report) => {
    const page = await open(report, { colorScheme });
    await page.locator("td a").first().click();
    // The page's own policy forbids scripts: the checker gets in by the debugger.
    await page.evaluate(axe);
    const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  });

  it("runs nothing of what names say", async () => {
    for (const name of hostileNames) {
      const page = await open(hostileReport(name));
      expect(await page.evaluate("document.scripts.length + document.images.length")).toBe(0);
      expect(await page.title()).toBe("Access review of plan.json");
    }
  });
});
