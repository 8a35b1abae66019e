import { DOMParser } from "@xmldom/xmldom";
import { liveState } from "./fixtures/live-state";
import { probed } from "./fixtures/probe-run";
import type { Switches } from "./stand-ins/live-system";

jest.setTimeout(30_000);

/** A name that each format would take for something of its own. */
const HOSTILE = "orders|<b>&\"'`\u001b[2J\u202e";
const hostile = liveState({ api: { name: HOSTILE } }).replaceAll(
  '"api_name":"orders"',
  `"api_name":${JSON.stringify(HOSTILE)}`,
);

async function printed(format: string, switches: Switches = {}, state = liveState()): Promise<string> {
  const { stdout } = await probed(switches, ["--format", format, "--wait", "0"], {
    state,
    columns: 100,
    env: { NO_COLOR: "1" },
  });
  return stdout;
}

describe("a probe in Markdown", () => {
  it("begins with a mark for a bot, the sentence and the story", async () => {
    const text = await printed("markdown");
    expect(text.split("\n").slice(0, 8)).toEqual([
      "<!-- probe: state.json -->",
      "### ✅ The live system is what the access review of its state says, in 16 calls.",
      "",
      "| The story | Answer | Call |",
      "| --- | --- | --- |",
      "| Straight to the Function | 401 | `GET https://func-orders.azurewebsites.net/api/whoami` |",
      "| Through the gateway, without what it asks for | 401 | `GET https://apim-orders.azure-api.net/orders/whoami` |",
      "| Through the gateway, with what it asks for | 200 | `GET https://apim-orders.azure-api.net/orders/whoami` |",
    ]);
  });

  it("says what differs before it folds the rest", async () => {
    const text = await printed("markdown", { scm: { open: true } });
    const [before] = text.split("<details>");
    expect(before).toContain("### ❌ 2 of 16 calls differ from what the access review of the state says.");
    expect(before).toContain("- **DIFFERS** The SCM site lets anyone in: it answers 200 instead of 403");
  });
});

describe("a probe in JUnit's XML", () => {
  const elements = (xml: string, name: string) => {
    const document = new DOMParser({
      onError: (_, message) => {
        throw new Error(message);
      },
    }).parseFromString(xml, "text/xml");
    return [...document.getElementsByTagName(name)];
  };

  it("has a test for each call, with what failed, and what was not tried as skipped", async () => {
    const xml = await printed("junit", {
      scm: { open: true },
      unknownHosts: ["func-orders.azurewebsites.net"],
    });
    const suites = elements(xml, "testsuite").map((suite) =>
      ["name", "tests", "failures", "errors"].map((name) => suite.getAttribute(name)).join(" "),
    );
    expect(suites).toContain("Where code is published 2 2 0");
    expect(suites).toContain("Straight to the Function 7 0 6");
    expect(elements(xml, "failure").map((one) => one.getAttribute("message"))).toContain(
      "The SCM site lets anyone in: it answers 200 instead of 403",
    );
    expect(elements(xml, "error")).toHaveLength(7);
    expect(elements(xml, "skipped").length).toBeGreaterThan(3);
  });
});

describe("a probe in JSON", () => {
  it("has every call, what was predicted and seen, and what was not tried", async () => {
    const { formatVersion, passed, calls, notTried } = JSON.parse(await printed("json"));
    expect([formatVersion, passed]).toEqual(["1.0", true]);
    expect(calls[0]).toEqual({
      part: "direct",
      entrance: "host:azurerm_linux_function_app.this",
      how: "without a token",
      method: "GET",
      url: "https://func-orders.azurewebsites.net/api/whoami",
      story: "direct",
      predicted: "401",
      seen: "401",
      status: "as-predicted",
    });
    expect(notTried).toContainEqual(expect.objectContaining({ part: "publishing", how: "at all" }));
  });
});

describe("names of a state", () => {
  it.each(["terminal", "markdown", "junit", "json"])("command nothing in %s", async (format) => {
    const text = await printed(format, {}, hostile);
    expect(text).toContain("orders");
    for (const obeyed of ["\u001b", "\u202e"]) expect(text).not.toContain(obeyed);
    if (format === "junit") expect(text).not.toContain("<b>");
    if (format === "markdown") expect(text).not.toMatch(/^\|.*orders\|/m);
  });
});
