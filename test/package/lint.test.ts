import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "../synthesis";

const root = join(__dirname, "..", "..");

function lint(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  try {
    writeFileSync(join(folder, "some.ts"), source);
    copyFileSync(join(root, "biome.json"), join(folder, "biome.json"));
    const arguments_ = [join(root, "node_modules/@biomejs/biome/bin/biome"), "lint", "some.ts"];
    return execFileSync(process.execPath, arguments_, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the linter", () => {
  it.each(["@cdktf/provider-azurerm", "@cdktf/provider-azuread"])(
    "refuses %s through its root",
    (provider) => {
      expect(
        messageOf(() => lint(`import * as all from "${provider}";\nexport const use = all;\n`)),
      ).toContain("Import the resource's own file");
    },
  );

  it("takes a resource's own file", () => {
    const source =
      'import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";\nexport const use = ResourceGroup;\n';
    expect(() => lint(source)).not.toThrow();
  });
});
