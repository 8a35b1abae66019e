import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";

const root = join(__dirname, "../..");
const skipped = ["node_modules", "dist", "coverage", "cdktf.out", "__snapshots__"];
const extensions = [".ts", ".mjs", ".md", ".yml", ".yaml", ".hcl"];

interface Source {
  readonly file: string;
  readonly text: string;
}

interface Mention {
  readonly id: string;
  readonly file: string;
}

/** Every text of the project that may cite a rule or a threat, except this one. */
const sources: readonly Source[] = filesBelow(root)
  .filter((path) => path !== __filename && extensions.includes(extname(path)))
  .map((path) => ({ file: relative(root, path), text: readFileSync(path, "utf8") }));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !skipped.includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** The ids that a text cites: "rule 18", "rules 2 to 5 and 21b", "R8", "T14". */
function cited(text: string): string[] {
  const unwrapped = text.replace(/\s*\n\s*(\*|\/\/|#)?\s*/g, " ");
  const lists = unwrapped.matchAll(/\brules? (\d+b?(?:(?:, and |, | and | to )\d+b?)*)/gi);
  const withLetter = unwrapped.matchAll(/\b[RT]\d{1,2}\b/g);
  return [...[...lists].flatMap(([, list]) => idsOf(list)), ...[...withLetter].map(([id]) => id)];
}

function idsOf(list: string): string[] {
  return list.split(/, and |, | and /).flatMap((item) => {
    const [first, last] = item.split(" to ");
    if (last === undefined) return [first];
    const length = Number(last) - Number(first) + 1;
    return Array.from({ length }, (_, index) => String(Number(first) + index));
  });
}

/** The ids that a text defines: the first cells of its tables. */
function defined(text: string): string[] {
  return [...text.matchAll(/^\| *(\d+b?|[RT]\d+) *\|/gm)].map(([, id]) => id);
}

function mentions(idsIn: (text: string) => string[], where: readonly Source[] = sources): Mention[] {
  return where.flatMap(({ file, text }) => idsIn(text).map((id) => ({ id, file })));
}

const definitions = mentions(
  defined,
  sources.filter(({ file }) => extname(file) === ".md"),
);

describe("a text", () => {
  it.each([
    ["(rule 18)", ["18"]],
    ["Rules 4 and 5:", ["4", "5"]],
    ["rules 2, 3 and 21b, and nothing else", ["2", "3", "21b"]],
    ["rules 7 to 9 and 34 to 36", ["7", "8", "9", "34", "35", "36"]],
    [" * in both lists (rules\n   * 4 and\n   // 5)", ["4", "5"]],
    ["the header (rule 18, T14), as rule R1 says", ["18", "T14", "R1"]],
    ["PT15M on EP1, by rule", []],
  ])("%j cites %j", (text, ids) => {
    expect(cited(text)).toEqual(ids);
  });
});

describe("rules and threats", () => {
  it("are each defined once", () => {
    const first = new Set<string>();
    const again = definitions.filter(({ id }) => first.has(id) || !first.add(id));
    expect(again).toEqual([]);
  });

  it("are each defined where they belong", () => {
    const home = (id: string) => join("docs", id.startsWith("T") ? "threats.md" : "rules.md");
    expect(definitions.filter(({ id, file }) => file !== home(id))).toEqual([]);
  });

  it("are defined wherever they are cited", () => {
    const known = new Set(definitions.map(({ id }) => id));
    expect(mentions(cited).filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it("leave no number out, so that a number is never used again", () => {
    for (const letter of ["", "R", "T"]) {
      const numbers = definitions
        .map(({ id }) => id)
        .filter((id) => id.startsWith(letter) && /^\d+$/.test(id.slice(letter.length)))
        .map((id) => Number(id.slice(letter.length)));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });
});

describe("a threat that docs/threats.md calls closed", () => {
  const table = sources.find(({ file }) => file === join("docs", "threats.md"))?.text ?? "";
  const closed = [...table.matchAll(/^\| *(T\d+) *\|[^|]*\| *Closed\b/gm)].map(([, id]) => id);
  const tested = mentions(
    cited,
    sources.filter(({ file }) => file.endsWith(".test.ts")),
  ).map(({ id }) => id);

  it.each(closed)("%s has a test that is named after it", (id) => {
    expect(tested).toContain(id);
  });
});
