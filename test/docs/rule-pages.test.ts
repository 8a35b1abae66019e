import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rulePages } from "../../tools/rule-page";

const folder = join(__dirname, "../../docs/rules");
const pages = rulePages();

describe("the pages of the access review's rules", () => {
  it("are what npm run docs:rules writes, one for each rule", () => {
    const written = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
    expect(Object.fromEntries(written)).toEqual(pages);
  });

  it("have nothing empty", () => {
    for (const text of Object.values(pages)) expect(text).not.toMatch(/undefined|\n\n\n|```hcl\n```|^- <>$/m);
  });

  it("have the rule's id as their name, by which findings link to them", () => {
    const names = Object.keys(pages).filter((name) => name !== "README.md");
    expect(names.filter((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*\.md$/.test(name))).toEqual([]);
    expect(names.filter((name) => !pages[name].includes(`\n\`${name.slice(0, -3)}\`, `))).toEqual([]);
  });
});
