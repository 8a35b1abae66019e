import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allLifeCycles, reviewedOn } from "../../lib/support/life-cycles";
import { behaviorChanges, providerChanges } from "../../lib/support/provider-versions/provider-changes";
import { AZURERM_VERSIONS } from "../terraform/facts/facts-files";

const page = readFileSync(join(__dirname, "../../docs/provider-versions.md"), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| "));
const rowOf = (first: string) => rows.filter((row) => row.split("|")[1].trim() === first).join("\n");

describe("docs/provider-versions.md", () => {
  it("says how each version is verified that every example is applied with", () => {
    const table = page.slice(page.indexOf("## What is supported"), page.indexOf("## What came and went"));
    const supported = [...table.matchAll(/^\| (\d\S+)/gm)].map(([, version]) => version);
    expect(supported).toEqual([...AZURERM_VERSIONS]);
  });

  it("has a row for each version in which something came or went, or behaves otherwise", () => {
    const versions = new Set([...providerChanges, ...behaviorChanges].map(({ version }) => version));
    expect([...versions].filter((version) => rowOf(version) === "")).toEqual([]);
  });

  it("names what came with a version, by its title or its argument", () => {
    const added = providerChanges.filter(({ change, version }) => change === "added" && version !== "5.0.0");
    const missing = added.filter(({ version, title, argument }) => {
      const name = title ?? `\`${argument.split(".").at(-1)}\``;
      return !rowOf(version).includes(name);
    });
    expect(missing).toEqual([]);
  });

  it("has the end of support of everything whose life cycle is known, and when that was looked at", () => {
    expect(page).toContain(`last looked at on ${reviewedOn}`);
    const missing = allLifeCycles().filter(({ subject, endOfSupport, source }) => {
      if (endOfSupport === undefined) return !page.includes(source);
      const [, name, version] = /^(.+?)(?: (\d[\d.]*))?$/.exec(subject) ?? [];
      const end = version === undefined ? endOfSupport : `${version}: ${endOfSupport}`;
      return !rowOf(name).includes(end) || !rowOf(name).includes(`(${source})`);
    });
    expect(missing).toEqual([]);
  });
});
