import type { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { Aspects, Fn, TerraformVariable } from "cdktf";
import {
  FunctionApp,
  type FunctionAppProps,
  FunctionHosting,
  FunctionRuntime,
  GateMigration,
  GateOverrides,
  HostStorage,
  ServicePlan,
} from "cdktf-secure-function-behind-apim";
import type { IConstruct } from "constructs";
import { functionAppProps, newPattern } from "../fixtures/constructs";
import { expectGated, functionApps } from "../function/private/easy-auth-assertions";
import { type Json, messageOf, newStack, only, synthesize, warningsOf } from "../synthesis";

const reason = "Partners move to the gateway, CHANGE-1234";
const until = "2027-02-28";
const functionKey = { secretUrl: "https://kv-orders.vault.azure.net/secrets/function-key" };
const observing = GateMigration.observe({ reason, until, functionKey });

function made(props: Partial<FunctionAppProps> = {}) {
  const stack = newStack();
  const hosting = FunctionHosting.dedicated("S1");
  const functionApp = new FunctionApp(stack, "function", {
    ...functionAppProps,
    hosting,
    migration: observing,
    ...props,
  });
  return { stack, functionApp, app: functionApp.resource as LinuxFunctionApp };
}

type Made = ReturnType<typeof made>;

function errorsAfter(change: (made: Made) => void): string {
  const parts = made();
  change(parts);
  return messageOf(() => synthesize(parts.stack));
}

describe("a gate that observes", () => {
  it("knows its callers and lets every call through, on the app and on each slot", () => {
    const { stack, functionApp } = made();
    functionApp.addSlot("staging", { name: "staging" });
    const sites = functionApps(synthesize(stack));
    expect(sites).toHaveLength(2);
    for (const [, { auth_settings_v2: gate }] of sites) {
      expect(gate).toMatchObject({
        auth_enabled: true,
        require_authentication: false,
        unauthenticated_action: "AllowAnonymous",
      });
    }
  });

  it("differs from a closed one in nothing else", () => {
    const { stack } = made({ tags: { team: "retail" } });
    const json = synthesize(stack);
    const app = only(json, "azurerm_linux_function_app");
    Object.assign(app.auth_settings_v2, {
      require_authentication: true,
      unauthenticated_action: "Return401",
    });
    app.tags = { team: app.tags.team };
    delete app.lifecycle;
    expectGated(json);
    expect(app).toEqual(only(synthesize(closed()), "azurerm_linux_function_app"));
  });

  it("says until when, and why, in tags of the app and each slot, where plan, state and Azure show it", () => {
    const { stack, functionApp } = made({ tags: { team: "retail" } });
    functionApp.addSlot("staging", { name: "staging" });
    for (const [, { tags }] of functionApps(synthesize(stack))) {
      expect(tags).toEqual({
        team: "retail",
        "gate-migration-until": until,
        "gate-migration-reason": reason,
      });
    }
  });

  it("writes a reason as it was given, whatever Terraform would make of it", () => {
    const migration = GateMigration.observe({ reason: "Wait for ${team} to move", until });
    expect(only(synthesize(made({ migration }).stack), "azurerm_linux_function_app").tags).toMatchObject({
      "gate-migration-reason": "Wait for $${team} to move",
    });
  });

  it("warns at every synth, with path, reason and day, and stands in the chains", () => {
    const { stack, orders } = newPattern({ migration: observing });
    const warning = `Gate open until ${until}: every call reaches stack/orders/function: ${reason}`;
    expect(warningsOf(stack)).toContain(warning);
    expect(orders.chains).toContain(warning);
  });

  it("lets no plan pass from the day after, in UTC", () => {
    const json = synthesize(made().stack);
    const [condition] = only(json, "azurerm_linux_function_app").lifecycle.precondition;
    const [[name, end]] = Object.entries(json.locals);
    expect(end).toBe("2027-03-01T00:00:00.000Z");
    expect(condition).toEqual({
      condition: `\${(timecmp(plantimestamp(), local.${name}) == -1)}`,
      error_message: expect.stringMatching(/^The gate of stack\/function may be open until 2027-02-28\. /),
    });
  });
});

function closed() {
  return made({ migration: undefined, tags: { team: "retail" } }).stack;
}

describe("a gate that is enforced while gateways still send a key", () => {
  const migration = GateMigration.enforce({ functionKey });

  it("is a closed one, which says nothing and warns of nothing", () => {
    const { stack } = made({ migration, tags: { team: "retail" } });
    const json = synthesize(stack);
    expectGated(json);
    expect(json).toEqual(synthesize(closed()));
    expect(warningsOf(stack)).toEqual(warningsOf(closed()));
  });

  it("can be overridden as without a migration: with a reason", () => {
    const { stack, functionApp, app } = made({ migration });
    GateOverrides.of(functionApp).accept({ argument: "https_only", reason: "The proxy asks for it" });
    app.addOverride("https_only", false);
    expect(() => synthesize(stack)).not.toThrow();
  });
});

describe("T24: while the gate observes, it cannot be opened further, or in silence, by", () => {
  const auth = "auth_settings_v2";
  const change = (argument: string, value: unknown) => (parts: Made) =>
    parts.app.addOverride(argument, value);
  const accepted = (argument: string) => (parts: Made) => {
    GateOverrides.of(parts.functionApp).accept({ argument, reason: "It has to be so" });
  };
  const both = (argument: string, value: unknown) => (parts: Made) => {
    change(argument, value)(parts);
    accepted(argument)(parts);
  };

  it.each<[string, string, (parts: Made) => void]>([
    ["no authentication", `${auth}.auth_enabled`, change(`${auth}.auth_enabled`, false)],
    [
      "a sign-in page",
      `${auth}.unauthenticated_action`,
      change(`${auth}.unauthenticated_action`, "RedirectToLoginPage"),
    ],
    ["an excluded path", `${auth}.excluded_paths`, change(`${auth}.excluded_paths`, ["/health"])],
    ["another tenant", auth, change(`${auth}.active_directory_v2.tenant_auth_endpoint`, "https://x")],
    ["an override that is accepted", `${auth}.auth_enabled`, both(`${auth}.auth_enabled`, false)],
    ["one of the hardening that is accepted", "https_only", both("https_only", false)],
    ["the removal of a tag", "tags.gate-migration-until", change("tags.gate-migration-until", undefined)],
    ["another day", "tags.gate-migration-until", change("tags.gate-migration-until", "2099-01-01")],
    ["tags that are known later", "tags", change("tags", "${var.tags}")],
    ["the accepted removal of a tag", "tags", both("tags", null)],
    [
      "ignored changes",
      "lifecycle.ignore_changes",
      both("lifecycle.ignore_changes", ["auth_settings_v2", "tags"]),
    ],
    [
      "an aspect that replaces tags",
      "tags.gate-migration-reason",
      ({ stack }) =>
        Aspects.of(stack).add({
          visit: (node: IConstruct) => {
            if (node.node.id === "app") (node as LinuxFunctionApp).tags = {};
          },
        }),
    ],
  ])("%s", (_what, argument, open) => {
    const message = errorsAfter(open);
    expect(message).toContain(`\`${argument}`);
    expect(message).toContain(
      "While its gate is open for a migration, nothing else of what closes the Function can be given up (T24). Remove the override, and the line that accepts it if there is one.",
    );
    expect(message).not.toContain("nothing overrides it");
  });

  it("an acceptance that duplicates it", () => {
    expect(errorsAfter(accepted(`${auth}.unauthenticated_action`))).toContain("nothing overrides it");
  });

  it("an override of a slot", () => {
    const { stack, functionApp } = made();
    const slot = functionApp.addSlot("staging", { name: "staging" });
    slot.resource.addOverride(`${auth}.auth_enabled`, false);
    GateOverrides.of(slot).accept({ argument: `${auth}.auth_enabled`, reason: "It has to be so" });
    expect(messageOf(() => synthesize(stack))).toContain("nothing else of what closes the Function");
  });

  it("but it can have more tags", () => {
    const { stack, app } = made();
    app.addOverride("tags.team", "retail");
    expect(() => synthesize(stack)).not.toThrow();
  });
});

describe("a migration is refused", () => {
  const observe = (props: Json) => messageOf(() => GateMigration.observe({ reason, until, ...props }));

  it.each(["migration", "12-34"])("with a reason that is not in words: %j", (text) => {
    expect(observe({ reason: text })).toContain(
      `\`reason\` was given as ${JSON.stringify(text)}. Those who review the stack read there why its gate is open.`,
    );
  });

  it("without a reason or a day", () => {
    expect(observe({ reason: " " })).toContain(
      '`reason` was given as " ". Allowed is a string that is not blank.',
    );
    expect(observe({ until: "" })).toContain(
      '`until` was given as "". Allowed is a string that is not blank.',
    );
  });

  it("with a reason that is known later, or longer than a tag", () => {
    expect(observe({ reason: new TerraformVariable(newStack(), "reason", {}).stringValue })).toContain(
      "`reason` was given as",
    );
    expect(observe({ reason: `A reason ${"x".repeat(248)}` })).toContain(
      "A `reason` of 257 characters was given. It is a tag of the Function App, for which Azure allows 256.",
    );
    expect(() => GateMigration.observe({ reason: `A reason ${"x".repeat(247)}`, until })).not.toThrow();
  });

  it.each([
    "soon",
    "2027-2-28",
    "28.02.2027",
    "2027-02-29",
    "2027-13-01",
    "2027-02-28T00:00:00Z",
    " 2027-02-28",
  ])("with a last day that is none of the calendar: %j", (text) => {
    expect(observe({ until: text })).toContain(
      `\`until\` was given as ${JSON.stringify(text)}. Allowed is a day of the calendar, year, month and day, known at synth.`,
    );
  });

  it("with a last day that Terraform knows later", () => {
    expect(observe({ until: "${TfToken[TOKEN.0]}" })).toContain("Allowed is a day of the calendar");
  });

  it("takes a leap day", () => {
    expect(() => GateMigration.observe({ reason, until: "2028-02-29" })).not.toThrow();
  });

  it("with a key's text instead of its address in Key Vault", () => {
    const secret = { functionKey: { secretUrl: "c2VjcmV0" } };
    expect(observe(secret)).toContain('The secret\'s address "c2VjcmV0" was given.');
    expect(messageOf(() => GateMigration.enforce(secret))).toContain(
      'The secret\'s address "c2VjcmV0" was given.',
    );
  });

  it("with something else than action groups to tell", () => {
    expect(observe({ actionGroupIds: ["api@contoso.com"] })).toContain(
      'The action group id "api@contoso.com" was given.',
    );
  });

  it("with tags that Terraform knows later", () => {
    const tags = Fn.merge([{ team: "retail" }]);
    expect(messageOf(() => made({ tags }))).toContain(
      "`tags` were given as a map that Terraform knows later, together with `GateMigration.observe`.",
    );
    expect(() => made({ tags, migration: GateMigration.enforce({ functionKey }) })).not.toThrow();
    expect(() => made({ tags, migration: undefined })).not.toThrow();
  });

  it("for an adopted Function App whose tags are not given, since it would keep those that it has", () => {
    const group = "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-orders/providers";
    const parts = newStack();
    const adopted = {
      importId: `${group}/Microsoft.Web/sites/func-orders`,
      runtime: FunctionRuntime.node("22"),
      hosting: undefined,
      servicePlanName: undefined,
      servicePlan: ServicePlan.fromServicePlanAttributes(parts, "plan", {
        servicePlanId: `${group}/Microsoft.Web/serverFarms/asp-orders`,
        hosting: FunctionHosting.dedicated(),
      }),
      storageAccountName: undefined,
      storage: HostStorage.fromHostStorageAttributes(parts, "storage", {
        storageAccountId: `${group}/Microsoft.Storage/storageAccounts/storders`,
      }),
    };
    expect(messageOf(() => made(adopted))).toContain(
      "`GateMigration.observe` was given for a Function App that is adopted, without `tags`.",
    );
    const { stack } = made({ ...adopted, tags: {} });
    const { lifecycle } = only(synthesize(stack), "azurerm_linux_function_app");
    expect(lifecycle).toMatchObject({ prevent_destroy: true, precondition: [{}] });
    expect(lifecycle.ignore_changes).not.toContain("tags");
  });

  it.each([undefined, observing])("by its own tags on a gate that is closed or open (%#)", (migration) => {
    const tags = { "Gate-Migration-Until": "2099-01-01" };
    expect(messageOf(() => made({ tags, migration }))).toContain(
      'The tag "Gate-Migration-Until" was given. Only a gate that is open for a migration has it, and the library writes it.',
    );
  });
});
