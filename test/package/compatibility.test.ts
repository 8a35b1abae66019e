import {
  type Assembly,
  breakingChanges,
  changelogSince,
  compatibilityErrors,
  releasedAssembly,
  updatedList,
} from "../../tools/compatibility";

const library = "cdktf-secure-function-behind-apim";
const released = releasedAssembly();
const removal = { key: `removed:${library}.NamedValue`, message: "NamedValue: has been removed" };

function without(type: string): Assembly {
  const types = { ...released.types };
  delete types[`${library}.${type}`];
  return { ...released, types };
}

describe("the comparison with the released version", () => {
  it("finds a type that is gone", () => {
    expect(breakingChanges(released, without("NamedValue"), "")).toEqual([
      expect.objectContaining({ key: removal.key }),
    ]);
  }, 60_000);

  it("takes a type that was moved for the same type", () => {
    const moved = without("NamedValue");
    const type = {
      ...released.types?.[`${library}.NamedValue`],
      name: "KeyVaultValue",
      fqn: `${library}.KeyVaultValue`,
    };
    const renamed = { ...moved, types: { ...moved.types, [`${library}.KeyVaultValue`]: type } };
    const list = `move:${library}.NamedValue ${library}.KeyVaultValue`;
    expect(breakingChanges(released, renamed, list)).toEqual([]);
  }, 60_000);
});

describe("the list of breaking changes", () => {
  const list = `# why\n${removal.key}\n`;
  const changelog = "- `NamedValue` is gone.";

  it("has to have every change", () => {
    expect(compatibilityErrors("", [removal], changelog)).toEqual([
      `not listed: NamedValue: has been removed [${removal.key}]`,
    ]);
  });

  it("has to be in the changelog", () => {
    expect(compatibilityErrors(list, [removal], "- `NamedValues` are gone.")).toEqual([
      `listed, but CHANGELOG.md does not name NamedValue: ${removal.key}`,
    ]);
  });

  it("has no line that is out of date", () => {
    expect(compatibilityErrors(list, [], changelog)).toEqual([`listed, but compatible: ${removal.key}`]);
  });

  it("is right when it and the changelog have every change", () => {
    expect(compatibilityErrors(list, [removal], changelog)).toEqual([]);
  });

  it.each([
    [`removed:${library}.GatewayProps.sku`, "GatewayProps.sku", "- `GatewayProps.sku` → `skuName`"],
    [`removed:${library}.GatewayProps.sku`, "GatewayProps.sku", "- Of `GatewayProps`, `sku` is gone."],
    [`removed-argument:${library}.Gateway.<initializer>`, "Gateway", "- The constructor of `Gateway`"],
    [`move:${library}.Gateway ${library}.ApiManagement`, "Gateway", "- `Gateway` → `ApiManagement`"],
  ])("takes %s for a change of %s", (line, name, changes) => {
    const change = { key: line, message: "" };
    expect(compatibilityErrors(line, [change], changes)).toEqual([]);
    expect(compatibilityErrors(line, [change], "- `GatewayProps`\n- `sku`\n")).toEqual([
      `listed, but CHANGELOG.md does not name ${name}: ${line}`,
    ]);
  });

  it("keeps what people wrote when it is written anew", () => {
    const written = `# why\nmove:${library}.A ${library}.B\nremoved:${library}.Old\n`;
    expect(updatedList(written, [removal, removal])).toBe(
      `# why\nmove:${library}.A ${library}.B\n${removal.key}\n`,
    );
  });
});

describe("the changelog of what is not released", () => {
  it("ends where the released version begins", () => {
    expect(changelogSince("# Changelog\n\n## 0.2.0\n\nnew\n\n## 0.1.0\n\nold\n", "0.1.0")).toBe(
      "# Changelog\n\n## 0.2.0\n\nnew\n",
    );
  });

  it("needs the heading of the released version", () => {
    expect(() => changelogSince("# Changelog\n", "0.1.0")).toThrow('CHANGELOG.md has no heading "## 0.1.0"');
  });
});
