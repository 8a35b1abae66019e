import MarkdownIt from "markdown-it";
import { markdownText } from "../../../../cli/review/output/markdown/markdown";
import { cell, code, inline } from "../../../../cli/text/markdown/inline";
import { hostileNames, hostileReport, outcomeOf } from "../../fixtures/outcomes";
import { closedReport, gain, openedReport } from "../../fixtures/reports";

const rendered = (markdown: string) => new MarkdownIt({ html: true, linkify: true }).render(markdown);

/** What a page does, rather than shows: its tags, with what they lead to. */
function tagsOf(page: string): string[] {
  return [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
}

describe("the review in Markdown", () => {
  it("says the sentence first, then a table, and folds the details", () => {
    expect(markdownText(outcomeOf(openedReport, { notices: ["A note."] }))).toMatchSnapshot();
  });

  it("begins with a mark by which a bot finds its comment, the same in each run", () => {
    const first = (source: string) => markdownText(outcomeOf(closedReport, { source })).split("\n")[0];
    expect(first("out/plan.json")).toBe("<!-- access-review: out%2Fplan.json -->");
    expect(first("--> <script>")).toBe("<!-- access-review: --%3E%20%3Cscript%3E -->");
    expect(markdownText(outcomeOf(openedReport))).toBe(markdownText(outcomeOf(openedReport)));
  });

  it("shows by a sign whether it passed", () => {
    expect(markdownText(outcomeOf(closedReport))).toContain("### ✅");
    expect(markdownText(outcomeOf(openedReport))).toContain("### ❌");
    expect(markdownText(outcomeOf(openedReport, { failOn: "never" }))).toContain("### ✅");
  });

  it("stays below 65,536 characters, and says what it leaves out", () => {
    const many = <T>(item: (index: number) => T): T[] =>
      Array.from({ length: 2_000 }, (_, index) => item(index));
    const report = {
      ...openedReport,
      functions: many((index) => ({ id: `f${index}`, label: `func-${index}` })),
      entrances: many((index) => ({
        ...openedReport.entrances[0],
        id: `e${index}`,
        functions: [`f${index}`],
      })),
      verdicts: many((index) => ({ ...openedReport.verdicts[0], entrance: `e${index}` })),
      changes: many((index) => ({ ...gain, caller: `c${index}`, sentence: `${index} ${gain.sentence}` })),
    };
    const problems = many(() => openedReport.findings[0]);
    const notices = many((index) => `Note ${index}.`);
    const text = markdownText(outcomeOf(report, { problems, notices }));
    expect(text.length).toBeLessThan(65_536);
    expect(text.length).toBeGreaterThan(40_000);
    for (const what of ["change", "row", "finding", "Function", "note"]) {
      expect(text).toMatch(new RegExp(`and \\d+ more ${what}s`));
    }
    expect(text.endsWith("\n")).toBe(true);
    expect(text.match(/<details>/g)).toHaveLength(2);
    expect(text.match(/<\/details>/g)).toHaveLength(2);
  });

  it("stays below it with one text of any length", () => {
    const text = markdownText(outcomeOf(hostileReport("x`y|".repeat(30_000))));
    expect(text.length).toBeLessThan(65_536);
  });

  it.each(hostileNames)("makes no tag and no link of %j", (name) => {
    const tags = (report: Parameters<typeof outcomeOf>[0]) =>
      tagsOf(rendered(markdownText(outcomeOf(report)))).filter((tag) => !/^<\/?code>$/.test(tag));
    expect(tags(hostileReport(name))).toEqual(tags(hostileReport("harmless")));
  });
});

describe("text in Markdown", () => {
  it.each([
    ["anyone on the internet", "anyone on the internet"],
    ["GET /orders/{id} of API orders on apim-orders", "GET `/orders/{id}` of API orders on apim-orders"],
    [
      "reach func-orders (slot staging): auth_settings_v2 is removed",
      "reach func-orders (slot staging): `auth_settings_v2` is removed",
    ],
    ["a*b* c*d*", "`a*b* c*d*`"],
    ["a ``b`` c", "a ``` ``b`` ``` c"],
    ["@team", "`@team`"],
    ["GH-12", "`GH-12`"],
    ["1. item", "`1.` item"],
    ["für Kunden", "für Kunden"],
    ["", ""],
  ])("%j is written %j", (text, markdown) => {
    expect(inline(text)).toBe(markdown);
  });

  it("ends no cell, not even after a backslash", () => {
    expect(cell("a \\| b")).toBe("a `\\\\u007c` b");
  });

  it("is shown as it is in code", () => {
    for (const text of ["`a`", "``", "a`", " x", "y ", "` ` `"]) {
      expect(rendered(code(text))).toContain(`<code>${text}</code>`);
    }
  });
});
