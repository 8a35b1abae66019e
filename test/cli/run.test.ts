import { runCommand, type Surroundings } from "./fixtures/command-run";
import { hostileReport } from "./fixtures/outcomes";
import { closedReport, gain, openedReport } from "./fixtures/reports";

const review = (args: readonly string[], report = closedReport, around: Surroundings = {}) =>
  runCommand(["review", "plan.json", ...args], report, around);

const accepted = (until: string) =>
  ["open-host", "new-access"]
    .map(
      (rule) =>
        `- {rule: ${rule}, address: ${openedReport.findings[0].address}, reason: A drill., until: ${until}}\n`,
    )
    .join("");

describe("the end of a review", () => {
  it("is 0 where nothing is wrong, and 1 where something is", async () => {
    expect((await review([])).exitCode).toBe(0);
    expect((await review([], openedReport)).exitCode).toBe(1);
  });

  it("is 1 from the severity of --fail-on on", async () => {
    const [finding] = openedReport.findings;
    const report = { ...closedReport, findings: [{ ...finding, severity: "medium" as const }] };
    const ends = ["critical", "high", "medium", "low", "info", "never"].map(
      async (severity) => (await review(["--fail-on", severity], report)).exitCode,
    );
    expect(await Promise.all(ends)).toEqual([0, 0, 1, 1, 1, 0]);
    expect((await review([], report)).exitCode).toBe(0);
  });

  it("is 1 for new access alone, though nothing else is wrong", async () => {
    expect((await review([], { ...closedReport, changes: [gain] })).exitCode).toBe(1);
  });

  it("is 1 for access that is meant only with --no-new-access", async () => {
    const report = { ...closedReport, changes: [{ ...gain, severity: "info" as const }] };
    expect((await review([], report)).exitCode).toBe(0);
    expect((await review(["--no-new-access"], report)).exitCode).toBe(1);
  });

  it("is 0 where everything is accepted, until the last day", async () => {
    const end = async (until: string, ...args: string[]) => {
      const files = { "accepted.yaml": accepted(until) };
      return (await review(["--accept", "accepted.yaml", ...args], openedReport, { files })).exitCode;
    };
    expect(await end("2026-11-25", "--accept-critical")).toBe(0);
    expect(await end("2026-11-24", "--accept-critical")).toBe(1);
    expect(await end("2026-11-24", "--accept-critical", "--today", "2026-11-24")).toBe(0);
    expect(await end("2026-11-25")).toBe(1);
  });

  it("is 1 where a file of expectations says otherwise, and 0 where --write-expect wrote it", async () => {
    const { written, exitCode } = await review(["--write-expect"]);
    expect(exitCode).toBe(0);
    const files = { "access.yaml": written["access.yaml"] };
    expect((await review(["--expect", "access.yaml"], closedReport, { files })).exitCode).toBe(0);
    const opened = await review(["--expect", "access.yaml", "--fail-on", "high"], openedReport, { files });
    expect(opened.stdout).toContain("unexpected-access at azurerm_linux_function_app_slot.staging");
    const { findings: _, ...unjudged } = openedReport;
    const report = { ...unjudged, findings: [], changes: [] };
    expect((await review(["--expect", "access.yaml"], report, { files })).exitCode).toBe(1);
  });

  it("is 0 for new access that the file of expectations names, and says that it is new", async () => {
    const change = {
      ...gain,
      entrance: "list",
      caller: "policy:portal",
      severity: "high",
      sentence: "This plan lets the portal reach GET /orders",
    } as const;
    const report = { ...closedReport, changes: [change] };
    const { written } = await review(["--write-expect"]);
    const files = { "access.yaml": written["access.yaml"] };
    expect((await review([], report, { files })).exitCode).toBe(1);
    const expected = await review(["--expect", "access.yaml"], report, { files });
    expect(expected.exitCode).toBe(0);
    expect(expected.stdout).toMatch(/^info +This plan lets the portal reach GET \/orders/m);
    const strict = await review(["--expect", "access.yaml", "--no-new-access"], report, { files });
    expect(strict.exitCode).toBe(1);
  });

  it("is 1 for a gate that opens, whatever the file of expectations names, but with --accept-critical", async () => {
    const report = { ...openedReport, findings: [] };
    const { written } = await review(["--write-expect"], report);
    const files = {
      "access.yaml": written["access.yaml"],
      "accepted.yaml": `- {rule: new-access, address: ${openedReport.findings[0].address}, reason: A drill., until: 2026-11-25}`,
    };
    const end = async (...args: string[]) =>
      (await review(["--expect", "access.yaml", ...args], report, { files })).exitCode;
    expect(await end()).toBe(1);
    expect(await end("--accept", "accepted.yaml")).toBe(1);
    expect(await end("--accept", "accepted.yaml", "--accept-critical")).toBe(0);
  });

  it("writes expectations to the file that --expect names", async () => {
    expect(Object.keys((await review(["--expect", "who.yaml", "--write-expect"])).written)).toEqual([
      "who.yaml",
    ]);
  });
});

describe("the output of a review", () => {
  it("is the terminal's, unless another format is asked for", async () => {
    expect((await review([])).stdout).toMatch(/^plan\.json: This plan changes nobody's access\./);
    expect(JSON.parse((await review(["--format", "json"])).stdout).source).toBe("plan.json");
    expect(JSON.parse((await review(["-f", "sarif"])).stdout).version).toBe("2.1.0");
    expect((await review(["-f", "markdown"])).stdout).toMatch(/^<!-- access-review/);
    expect((await review(["-f", "html"])).stdout).toMatch(/^<!DOCTYPE html>/);
  });

  it("goes to files by their endings, beside the terminal's", async () => {
    const { stdout, written } = await review([
      "-o",
      "a.md",
      "-o",
      "b.sarif",
      "--output",
      "c.html",
      "-o",
      "d.json",
      "-o",
      "e.txt",
    ]);
    expect(stdout).toMatch(/^plan\.json: /);
    expect(Object.entries(written).map(([file, text]) => [file, text.slice(0, 14)])).toEqual([
      ["a.md", "<!-- access-re"],
      ["b.sarif", '{\n  "$schema":'],
      ["c.html", "<!DOCTYPE html"],
      ["d.json", '{\n  "$schema":'],
      ["e.txt", "plan.json: Thi"],
    ]);
  });

  it("goes to files by formats in the same order", async () => {
    const { written } = await review(["-f", "sarif", "-f", "json", "-o", "a.json", "-o", "b.report"]);
    expect(JSON.parse(written["a.json"]).version).toBe("2.1.0");
    expect(JSON.parse(written["b.report"]).formatVersion).toBe("1.0");
  });

  it("is nothing but the file that is the standard output", async () => {
    const { stdout, written } = await review(["-f", "json", "-f", "markdown", "-o", "-", "-o", "a.md"]);
    expect(JSON.parse(stdout).source).toBe("plan.json");
    expect(Object.keys(written)).toEqual(["a.md"]);
  });

  it.each([
    [["-f", "json", "-f", "html"], "Several --format need an --output each"],
    [["-f", "json", "-o", "a.json", "-o", "b.json"], "There are 1 --format and 2 --output."],
    [["-o", "a.pdf"], "--output a.pdf ends in none of .txt, .md, .sarif, .json, .html. Give its --format."],
    [["-o", "report"], "--output report ends in none of"],
  ])("cannot be %j", async (args, message) => {
    const { exitCode, stderr, stdout, written } = await review(args);
    expect([exitCode, stdout, written]).toEqual([2, "", {}]);
    expect(stderr).toContain(`error: ${message}`);
  });

  it("has the name that the input is given", async () => {
    expect((await review(["--name", "orders"])).stdout).toMatch(/^orders: /);
    expect((await runCommand(["review", "-"], closedReport)).stdout).toMatch(/^standard input: /);
  });

  it.each([
    ["a log", {}, false],
    ["a terminal", { columns: 100 }, true],
    ["a terminal with NO_COLOR", { columns: 100, env: { NO_COLOR: "1" } }, false],
    ["a dumb terminal", { columns: 100, env: { TERM: "dumb" } }, false],
  ])("has colors or none on %s, and as --color says", async (_, around, isColorful) => {
    const hasColors = async (...args: string[]) =>
      (await review(args, closedReport, around)).stdout.includes("\u001b[");
    expect(await hasColors()).toBe(isColorful);
    expect(await hasColors("--color", "always")).toBe(true);
    expect(await hasColors("--color", "never")).toBe(false);
    expect(await hasColors("--color", "always", "-f", "markdown")).toBe(false);
  });

  it("is as wide as the terminal", async () => {
    const widest = async (columns: number) => {
      const { stdout } = await review([], openedReport, { columns, env: { NO_COLOR: "1" } });
      return Math.max(...stdout.split("\n").map((line) => line.length));
    };
    expect(await widest(70)).toBeLessThanOrEqual(70);
    expect(await widest(140)).toBeGreaterThan(90);
  });

  it("locates findings in the configuration that --source names", async () => {
    const files = { "main.tf": '\nresource "azurerm_linux_function_app_slot" "staging" {\n}' };
    const { stdout } = await review(["-f", "sarif", "--source", "main.tf"], openedReport, { files });
    expect(JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "main.tf" },
      region: { startLine: 2 },
    });
  });

  it("locates findings in a synthesized stack that it reviews", async () => {
    const text = JSON.stringify({ resource: { azurerm_linux_function_app_slot: { staging: {} } } }, null, 2);
    const report = { ...openedReport, input: { kind: "synthesized" as const, warnings: [] } };
    const { stdout } = await review(["-f", "sarif"], report, { files: { "plan.json": text } });
    expect(JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation.region.startLine).toBe(4);
  });
});

describe("the explanation of a verdict", () => {
  const explain = (...words: string[]) => review(["--explain", ...words], openedReport);

  it("says what, because of what, and what would change it", async () => {
    const { stdout, exitCode } = await explain("host of func-orders (slot staging)", "internet");
    expect(stdout).toMatchSnapshot();
    expect(exitCode).toBe(0);
  });

  it("says by which control a caller is refused", async () => {
    expect((await explain("scm", "anyone on the internet")).stdout).toMatch(
      /^anyone on the internet -> SCM site of func-orders: refused with 401 by basic authentication is off\n/,
    );
  });

  it("says what there was before the plan, where it was otherwise", async () => {
    const report = { ...openedReport, before: closedReport };
    const text = async (entrance: string) =>
      (await review(["--explain", entrance, "internet"], report)).stdout;
    expect(await text("slot-host")).toContain(
      "\nBefore this plan: refused with 401 by App Service Authentication",
    );
    expect(await text("scm")).not.toContain("Before this plan");
  });

  it("takes words of a label, in any case", async () => {
    expect((await explain("scm SITE", "Internet")).stdout).toMatch(/^anyone on the internet -> SCM site/);
  });

  it("may be asked for before the input is named", async () => {
    const { stdout } = await runCommand(
      ["review", "--explain", "scm", "internet", "plan.json"],
      openedReport,
    );
    expect(stdout).toMatch(/^anyone on the internet -> SCM site/);
  });

  it("says that a caller does not come this way", async () => {
    expect((await explain("scm", "gateway")).stdout).toContain(
      "not judged, because this caller does not come this way",
    );
  });

  it.each([
    [
      ["host of", "internet"],
      'Several entrances are called "host of". Give one\'s id:\n  host of func-orders  (host)\n',
    ],
    [["nowhere", "internet"], 'No entrance is called "nowhere". There are:\n  host of func-orders  (host)\n'],
    [["scm", "nobody"], 'No caller is called "nobody". There are:\n  anyone on the internet  (internet)\n'],
    [["scm"], "--explain takes an entrance and a caller, each in quotes, after the input; it got 1"],
  ])("asks for one entrance and one caller: %j", async (words, message) => {
    const { exitCode, stderr } = await explain(...words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("the command line", () => {
  it("helps", async () => {
    const { stdout, exitCode } = await runCommand(["review", "--help"], closedReport);
    expect(stdout).toMatchSnapshot();
    expect(exitCode).toBe(0);
  });

  it("helps, and ends with 2, where it is not told what to do", async () => {
    const { stderr, exitCode } = await runCommand([], closedReport);
    expect(stderr).toContain("Usage: secure-function-behind-apim [options] [command]");
    expect(exitCode).toBe(2);
  });

  it("obeys nothing of what it complains about", async () => {
    const { stderr } = await runCommand(
      ["review", "plan.json", "--explain", "\u009b2J", "internet"],
      hostileReport("\u001b[2J\r\nforged"),
    );
    expect(stderr.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(stderr).not.toMatch(/^forged/m);
  });

  it("says its version", async () => {
    expect((await runCommand(["--version"], closedReport)).stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it.each([
    [["review"], "missing required argument 'input'"],
    [["review", "a.json", "b.json"], "too many arguments"],
    [["revue", "a.json"], "unknown command 'revue'"],
    [
      ["review", "a.json", "--fail-on", "hihg"],
      "Allowed choices are critical, high, medium, low, info, never.",
    ],
    [["review", "a.json", "--format", "pdf"], "Allowed choices are terminal, markdown, sarif, json, html."],
    [["review", "a.json", "--today", "2026-02-30"], "It must be a day, as 2026-12-31."],
    [["review", "a.json", "--fial-on", "high"], "Did you mean --fail-on?"],
  ])("ends %j with 2, and says what is wrong", async (args, message) => {
    const { exitCode, stderr, stdout } = await runCommand(args, closedReport);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
