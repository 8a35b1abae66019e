import { readFileSync } from "node:fs";
import { join } from "node:path";
import { devDependencies, name, version } from "../../package.json";
import * as template from "../../template/package.json";

const root = join(__dirname, "../..");

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

describe("the template", () => {
  it("has the versions with which the library is tested", () => {
    const tested: Record<string, string> = { ...devDependencies, [name]: version };
    const asked = { ...template.dependencies, ...template.devDependencies };
    const expected = Object.fromEntries(
      Object.keys(asked).map((dependency) => [dependency, tested[dependency]]),
    );
    expect(asked).toEqual(expected);
  });

  it("has the example's workflow, for its own stack", () => {
    const example = read("examples/github-actions/plan.yml");
    expect(read("template/.github/workflows/plan.yml")).toBe(
      example
        .replace("# Copy to .github/workflows/plan.yml. Says on", "# Says on")
        .replace("STACK: quickstart", "STACK: orders"),
    );
  });
});
