import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = join(__dirname, "../..");
const pages = ["", "docs", "docs/rules", "test/terraform"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(root, folder, name)),
);

interface Link {
  readonly page: string;
  readonly target: string;
}

/** Links into the project itself; code holds none. */
function linksOf(path: string): Link[] {
  const text = readFileSync(path, "utf8").replace(/^```.*?^```/gms, "");
  return [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => ({
    page: relative(root, path),
    target,
  }));
}

/** The anchors that GitHub gives to a page's headings. */
function anchorsOf(path: string): string[] {
  const text = readFileSync(path, "utf8").replace(/^```.*?^```/gms, "");
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replace(/ /g, "-"),
  );
}

function isBroken({ page, target }: Link): boolean {
  const [file, anchor] = target.split("#");
  const path = file === "" ? join(root, page) : resolve(root, dirname(page), file);
  if (!existsSync(path)) return true;
  return anchor !== undefined && !anchorsOf(path).includes(anchor);
}

describe("the documentation", () => {
  it.each(pages.map((path) => relative(root, path)))("has no broken link in %s", (page) => {
    expect(linksOf(join(root, page)).filter(isBroken)).toEqual([]);
  });

  it("links every page of docs/ from the README", () => {
    const linked = linksOf(join(root, "README.md")).map(({ target }) => target);
    const names = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
    const all = names.map((name) => `docs/${name}`);
    expect(all.filter((page) => !linked.includes(page))).toEqual([]);
  });
});
