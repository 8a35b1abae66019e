import { resolve } from "node:path";
import { configurationFolder } from "../../../cli/review/configuration-folder";

const examples = resolve(__dirname, "../../../examples");

describe("the folder of a configuration", () => {
  it("has files, and the texts of those that can be read", () => {
    const folder = configurationFolder(resolve(examples, "access-review"));
    expect(folder.files(".")).toContain("main.tf");
    expect(folder.read("main.tf")).toContain("azurerm_linux_function_app");
    expect(folder.read("missing.tf")).toBeUndefined();
    expect(folder.files("modules/missing")).toEqual([]);
  });

  it.each(["missing", "quickstart", "access-review/main.tf"])(
    "is no folder of one where it has no file of Terraform: %s",
    (name) => {
      expect(() => configurationFolder(resolve(examples, name))).toThrow(
        /is no folder with \.tf or \.tf\.json files\. Give the one in which terraform plan ran\./,
      );
    },
  );
});
