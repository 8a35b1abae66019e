import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { FunctionApp, Gateway, HostStorage, UniqueSuffix } from "cdktf-secure-function-behind-apim";
import { functionAppProps } from "../fixtures/constructs";
import { addProviders, messageOf, newStack, only, synthesize } from "../synthesis";

const publisher = { name: "Contoso", email: "api@contoso.com" };
const placement = { resourceGroupName: "rg-platform", location: "westeurope" };

describe("a unique suffix", () => {
  it("stands in names as what Terraform keeps of its first apply", () => {
    const stack = newStack();
    const suffix = new UniqueSuffix(stack, "suffix");
    new Gateway(stack, "gateway", { name: `apim-${suffix.value}`, ...placement, publisher });
    const json = synthesize(stack);
    const [id] = Object.keys(json.resource.terraform_data);
    expect(only(json, "terraform_data").lifecycle).toEqual({ ignore_changes: ["input"] });
    expect(only(json, "azurerm_api_management").name).toBe(`apim-\${terraform_data.${id}.input}`);
  });

  it("differs by what distinguishes it", () => {
    const stack = newStack();
    new UniqueSuffix(stack, "suffix", { distinguishedBy: ["production"] });
    expect(Object.values(synthesize(stack).locals)).toEqual([
      expect.stringMatching(/:\$\{terraform\.workspace\}:stack\/suffix:production$/),
    ]);
  });

  it("is read by other stacks", () => {
    const app = Testing.app();
    const [stack, other] = ["stack", "other"].map((id) => new TerraformStack(app, id));
    for (const each of [stack, other]) addProviders(each);
    const { value } = new UniqueSuffix(stack, "suffix");
    new HostStorage(other, "storage", { name: `storders${value}`, ...placement });
    // As synthesizing an app does.
    for (const each of [stack, other]) each.prepareStack();
    expect(only(synthesize(other), "azurerm_storage_account").name).toMatch(
      /^storders\$\{data\.terraform_remote_state\..+\}$/,
    );
  });

  it("looks the deployer up once for a provider of a stack", () => {
    const stack = newStack();
    const provider = new AzurermProvider(stack, "hub", { alias: "hub", features: [{}] });
    for (const id of ["one", "two"]) new UniqueSuffix(stack, id);
    new UniqueSuffix(stack, "three", { provider });
    const json = synthesize(stack);
    expect(json.data.azurerm_client_config).toMatchObject({
      "azure-deployer": {},
      "azure-deployer-hub": { provider: "azurerm.hub" },
    });
    const deployers = Object.values<string>(json.locals).map(
      (parts) => /azure-deployer[\w-]*/.exec(parts)?.[0],
    );
    expect(deployers.sort()).toEqual(["azure-deployer", "azure-deployer", "azure-deployer-hub"]);
  });

  it("is no host id: two Function Apps of one name before it share theirs from 32 characters on", () => {
    const stack = newStack();
    const storage = new HostStorage(stack, "storage", { name: "stshared", ...placement });
    const { storageAccountName, ...props } = functionAppProps;
    const add = (id: string, before: string, { value } = new UniqueSuffix(stack, `${id}-suffix`)) =>
      new FunctionApp(stack, id, { ...props, name: `${before}-${value}`, servicePlanName: id, storage });
    add("one", "f".repeat(31));
    add("two", "f".repeat(30));
    expect(messageOf(() => add("three", "f".repeat(31)))).toContain(
      `The name "${"f".repeat(31)}-{unique suffix}" was given, and stack/one has one with the same first 32 characters`,
    );
    const shared = new UniqueSuffix(stack, "shared");
    add("four", "f", shared);
    expect(messageOf(() => add("five", "f", shared))).toContain("stack/four has one with the same first 32");
  });
});
