import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import type { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { App, Aspects, Fn, Lazy, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  FunctionApp,
  type FunctionAppProps,
  FunctionHosting,
  GateOverrides,
  type IRegistration,
} from "cdktf-secure-function-behind-apim";
import { Construct, type IConstruct } from "constructs";
import { functionAppProps } from "../fixtures/constructs";
import { gatewayIdentity, otherIdentity } from "../fixtures/ids";
import { anotherStack, messageOf, newStack, only, synthesize } from "../synthesis";

interface Made {
  readonly stack: TerraformStack;
  readonly functionApp: FunctionApp;
  readonly app: LinuxFunctionApp;
}

function made(props: Partial<FunctionAppProps> = {}, stack = newStack()): Made {
  const hosting = FunctionHosting.dedicated("S1");
  const functionApp = new FunctionApp(stack, "function", { ...functionAppProps, hosting, ...props });
  return { stack, functionApp, app: functionApp.resource as LinuxFunctionApp };
}

function another(stack: TerraformStack): FunctionApp {
  return new FunctionApp(stack, "other", {
    ...functionAppProps,
    name: "func-other",
    storageAccountName: "stother",
  });
}

/** The errors of a stack after a change that a program makes. */
function errorsAfter(change: (made: Made) => void): string {
  const parts = made();
  change(parts);
  return messageOf(() => synthesize(parts.stack));
}

const auth = "auth_settings_v2";
const address = (app: LinuxFunctionApp) => `resource.azurerm_linux_function_app.${app.friendlyUniqueId}`;

describe("T24: the gate cannot be taken away after the library wrote it, by", () => {
  it.each<[string, string, (made: Made) => void]>([
    ["an override of the block", auth, ({ app }) => app.addOverride(auth, undefined)],
    ["an override of the block with null", auth, ({ app }) => app.addOverride(auth, null)],
    [
      "an override of one value",
      `${auth}.require_authentication`,
      ({ app }) => app.addOverride(`${auth}.require_authentication`, false),
    ],
    [
      "an override that adds a path",
      `${auth}.excluded_paths`,
      ({ app }) => app.addOverride(`${auth}.excluded_paths`, ["/*"]),
    ],
    [
      "an override that adds to a list",
      `${auth}.active_directory_v2.allowed_audiences`,
      ({ app }) =>
        app.addOverride(`${auth}.active_directory_v2.allowed_audiences`, ["https://management.azure.com"]),
    ],
    [
      "an override of a nested value",
      `${auth}.active_directory_v2.tenant_auth_endpoint`,
      ({ app }) => app.addOverride(`${auth}.active_directory_v2.tenant_auth_endpoint`, "https://example.com"),
    ],
    [
      "an override of the stack",
      auth,
      ({ stack, app }) => stack.addOverride(`${address(app)}.${auth}`, undefined),
    ],
    [
      "an override of the whole resource",
      "azurerm_linux_function_app",
      ({ stack, app }) => stack.addOverride(address(app), undefined),
    ],
    ["the escape hatch that resets", auth, ({ app }) => app.resetAuthSettingsV2()],
    [
      "the escape hatch that puts",
      `${auth}.unauthenticated_action`,
      ({ app }) =>
        app.putAuthSettingsV2({
          ...app.authSettingsV2Input,
          unauthenticatedAction: "AllowAnonymous",
          login: { tokenStoreEnabled: false },
        }),
    ],
    [
      "a setter",
      "https_only",
      ({ app }) => {
        app.httpsOnly = false;
      },
    ],
    [
      "a setter of the block",
      `${auth}.auth_enabled`,
      ({ app }) => {
        app.authSettingsV2.authEnabled = false;
      },
    ],
    ["the older block beside it", "auth_settings", ({ app }) => app.putAuthSettings({ enabled: false })],
    [
      "removing the resource from the tree",
      "azurerm_linux_function_app",
      ({ functionApp }) => functionApp.node.tryRemoveChild("app"),
    ],
    [
      "moving the resource",
      "azurerm_linux_function_app",
      ({ app }) => app.moveToId("azurerm_linux_function_app.b"),
    ],
    [
      "an aspect",
      "https_only",
      ({ stack }) =>
        Aspects.of(stack).add({
          visit: (node: IConstruct) => {
            if (node.node.id === "app") (node as LinuxFunctionApp).addOverride("https_only", false);
          },
        }),
    ],
    [
      "a later validation of the tree",
      "https_only",
      ({ stack, app }) =>
        stack.node.addValidation({
          validate: () => {
            app.addOverride("https_only", false);
            return [];
          },
        }),
    ],
    [
      "a dynamic block",
      auth,
      ({ app }) => app.addOverride("dynamic.auth_settings_v2", { for_each: [], content: {} }),
    ],
    ["count", "count", ({ app }) => app.addOverride("count", 0)],
    ["for_each", "for_each", ({ app }) => app.addOverride("for_each", [])],
    [
      "FTP",
      "ftp_publish_basic_authentication_enabled",
      ({ app }) => app.addOverride("ftp_publish_basic_authentication_enabled", true),
    ],
    [
      "publishing with a password",
      "webdeploy_publish_basic_authentication_enabled",
      ({ app }) => app.addOverride("webdeploy_publish_basic_authentication_enabled", true),
    ],
    ["FTPS", "site_config.ftps_state", ({ app }) => app.addOverride("site_config.ftps_state", "AllAllowed")],
    [
      "the SCM site",
      "site_config.scm_ip_restriction_default_action",
      ({ app }) => app.addOverride("site_config.scm_ip_restriction_default_action", "Allow"),
    ],
    [
      "an older TLS",
      "site_config.minimum_tls_version",
      ({ app }) => app.addOverride("site_config.minimum_tls_version", "1.0"),
    ],
    [
      "a configuration of the site that is known later",
      "site_config.ftps_state",
      ({ app }) => app.addOverride("site_config", "${var.site}"),
    ],
    [
      "a storage key",
      "storage_account_access_key",
      ({ app }) => app.addOverride("storage_account_access_key", "${var.key}"),
    ],
    [
      "a setting of the authentication",
      "app_settings.WEBSITE_AUTH_ENABLED",
      ({ app }) => app.addOverride("app_settings.WEBSITE_AUTH_ENABLED", "false"),
    ],
    [
      "such a setting under its other name",
      "app_settings.APPSETTING_website_auth_enabled",
      ({ app }) => app.addOverride("app_settings.APPSETTING_website_auth_enabled", "false"),
    ],
    [
      "settings that are known later",
      "app_settings",
      ({ app }) => app.addOverride("app_settings", "${var.settings}"),
    ],
    [
      "ignoring changes of the block",
      "lifecycle.ignore_changes",
      ({ app }) => app.addOverride("lifecycle.ignore_changes", [auth]),
    ],
    [
      "ignoring changes of one value",
      "lifecycle.ignore_changes",
      ({ app }) => {
        app.lifecycle = { ignoreChanges: [`${auth}[0].active_directory_v2[0].allowed_identities`] };
      },
    ],
    [
      "ignoring changes of one value of the site",
      "lifecycle.ignore_changes",
      ({ app }) => app.addOverride("lifecycle.ignore_changes", ["site_config[0].ftps_state"]),
    ],
    [
      "ignoring all changes",
      "lifecycle.ignore_changes",
      ({ app }) => {
        app.lifecycle = { ignoreChanges: "all" };
      },
    ],
    [
      "ignoring all settings",
      "lifecycle.ignore_changes",
      ({ app }) => app.addOverride("lifecycle.ignore_changes", ["app_settings"]),
    ],
    [
      "ignoring what an expression says",
      "lifecycle.ignore_changes",
      ({ app }) => app.addOverride("lifecycle.ignore_changes", "${local.ignored}"),
    ],
  ])("%s", (_title, argument, change) => {
    const message = errorsAfter(change);
    expect(message).toContain(
      `stack: invalid input.\n  - \`${argument}\` of stack/function/app (azurerm_linux_`,
    );
    expect(message).toContain(`GateOverrides.of(resource).accept({ argument: "${argument}", reason: "…" })`);
  });

  it("an override of a slot", () => {
    const { stack, functionApp } = made();
    functionApp.addSlot("staging", { name: "staging" }).resource.addOverride(auth, undefined);
    expect(messageOf(() => synthesize(stack))).toContain(
      "`auth_settings_v2` of stack/function/staging/slot (azurerm_linux_function_app_slot.",
    );
  });

  it.each([
    ["Windows", FunctionHosting.dedicatedWindows(), false, "azurerm_windows_function_app"],
    ["Flex Consumption", FunctionHosting.flexConsumption(), true, "azurerm_function_app_flex_consumption"],
  ])("an override on %s", (_title, hosting, storageKeyInState, type) => {
    const { stack, app } = made({ hosting, storageKeyInState });
    app.addOverride(`${auth}.auth_enabled`, false);
    expect(messageOf(() => synthesize(stack))).toContain(
      `\`auth_settings_v2.auth_enabled\` of stack/function/app (${type}.`,
    );
  });
});

describe("the error at synth", () => {
  it("says what was written, and what Terraform would be given", () => {
    expect(errorsAfter(({ app }) => app.addOverride("https_only", false))).toContain(
      "was changed from true to false, after the library wrote it.",
    );
    expect(errorsAfter(({ app }) => app.addOverride("https_only", undefined))).toContain(
      "was removed; it was true,",
    );
    expect(errorsAfter(({ app }) => app.addOverride("auth_settings.enabled", true))).toContain(
      'was added as {"enabled":true},',
    );
  });

  it("shows a long value from shortly before its first difference", () => {
    const endpoint = `https://login.microsoftonline.com/${"x".repeat(100)}`;
    const message = errorsAfter(({ app }) =>
      app.addOverride(`${auth}.active_directory_v2.tenant_auth_endpoint`, endpoint),
    );
    expect(message).toContain(`to …microsoftonline.com/${"x".repeat(60)}…, after`);
  });

  it("shows no value of a setting, which may be a secret", () => {
    const message = errorsAfter(({ app }) =>
      app.addOverride("app_settings.AzureWebJobsStorage", "AccountKey=secret"),
    );
    expect(message).toContain("`app_settings.AzureWebJobsStorage` of stack/function/app");
    expect(message).not.toContain("secret");
  });

  it("names every argument that differs, of every Function App", () => {
    const { stack, app } = made();
    app.addOverride("https_only", false);
    app.addOverride(`${auth}.auth_enabled`, false);
    another(stack).resource.addOverride("https_only", false);
    const message = messageOf(() => synthesize(stack));
    expect(message.match(/ {2}- `(\w|\.)+` of [\w/]+/g)).toEqual([
      "  - `auth_settings_v2.auth_enabled` of stack/function/app",
      "  - `https_only` of stack/function/app",
      "  - `https_only` of stack/other/app",
    ]);
  });
});

describe("no acceptance is needed for", () => {
  it.each<[string, (made: Made) => void]>([
    ["another setting of the site", ({ app }) => app.addOverride("site_config.app_scale_limit", 3)],
    ["a setting of the code", ({ app }) => app.addOverride("app_settings.STAGE", "test")],
    ["a newer TLS", ({ app }) => app.addOverride("site_config.minimum_tls_version", "1.3")],
    ["no public network", ({ app }) => app.addOverride("public_network_access_enabled", false)],
    ["an override with what the library wrote", ({ app }) => app.addOverride("https_only", true)],
    ["null where the library wrote nothing", ({ app }) => app.addOverride("auth_settings", null)],
    [
      "ignoring what does not decide the gate",
      ({ app }) =>
        app.addOverride("lifecycle.ignore_changes", [
          "tags",
          'app_settings["STAGE"]',
          "site_config[0].application_stack",
        ]),
    ],
    [
      "removing the Function App as a whole",
      ({ stack }) => {
        stack.node.tryRemoveChild("function");
      },
    ],
    [
      "an identity that is allowed later",
      ({ functionApp }) => {
        functionApp.allowIdentity(otherIdentity);
      },
    ],
  ])("%s", (_title, change) => {
    const parts = made();
    change(parts);
    expect(() => synthesize(parts.stack)).not.toThrow();
  });
});

describe("what is checked is what Terraform is given:", () => {
  function filesOf(skipValidation: boolean): string[] {
    const outdir = mkdtempSync(join(tmpdir(), "gate-"));
    try {
      const app = new App({ outdir, skipValidation });
      const stack = new TerraformStack(app, "stack");
      new AzureadProvider(stack, "azuread");
      new AzurermProvider(stack, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });
      made({}, stack).app.addOverride("https_only", false);
      expect(messageOf(() => app.synth())).toContain("`https_only` of stack/function/app");
      const folder = join(outdir, "stacks/stack");
      return existsSync(folder) ? readdirSync(folder) : [];
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }

  it("nothing is written", () => {
    expect(filesOf(false)).toEqual([]);
  });

  it("the check is not skipped with the validations", () => {
    expect(filesOf(true)).toEqual([]);
    const { stack, app } = made();
    app.addOverride("https_only", false);
    expect(messageOf(() => Testing.synth(stack))).toContain("`https_only` of");
    expect(messageOf(() => Testing.synthHcl(stack))).toContain("`https_only` of");
  });

  it.each([0, 1, 2, 3])("a value that is another one at reading %d does not get past it", (reading) => {
    let readings = 0;
    const { stack, app } = made();
    app.httpsOnly = Lazy.anyValue({ produce: () => readings++ !== reading });
    const given = () => only(synthesize(stack), "azurerm_linux_function_app").https_only;
    try {
      expect(given()).toBe(true);
    } catch (error) {
      expect((error as Error).message).toContain("`https_only` of stack/function/app");
    }
  });
});

describe("rules 2 to 5: an id that a lazy value stands for", () => {
  const lazy = (text: string) => Lazy.stringValue({ produce: () => text });

  function withRegistration(ids: Partial<IRegistration>): TerraformStack {
    const { clientId, tenantId, cloud, assignRole } = functionAppProps.registration;
    const registration = new Construct(anotherStack(), "registration");
    return made({
      registration: Object.assign(registration, { clientId, tenantId, cloud, assignRole, ...ids }),
    }).stack;
  }

  it.each<[string, Partial<IRegistration>]>([
    ["common", { tenantId: lazy("common") }],
    ["https://management.azure.com", { clientId: lazy("https://management.azure.com") }],
    ["797f4846-ba00-4fd7-ba43-dac1f8f63013", { clientId: lazy("797f4846-ba00-4fd7-ba43-dac1f8f63013") }],
    ["${var.one}common${var.two}", { tenantId: lazy("${var.one}common${var.two}") }],
  ])("is checked once it is known: %s", (text, ids) => {
    const message = messageOf(() => synthesize(withRegistration(ids)));
    expect(message).toContain("The authentication of stack/function/app was given");
    expect(message).toContain(text);
  });

  it("is checked in the list of identities too", () => {
    const { stack } = made({ allowedIdentities: [{ ...gatewayIdentity, principalId: lazy("everyone") }] });
    expect(messageOf(() => synthesize(stack))).toContain('was given "everyone" by a lazy value.');
  });

  it("can be a GUID, or an expression of Terraform", () => {
    const stack = withRegistration({
      clientId: lazy("cccccccc-0000-4000-8000-000000000009"),
      tenantId: Fn.element(Fn.split("/", new TerraformVariable(anotherStack(), "ids", {}).stringValue), 1),
    });
    expect(() => synthesize(stack)).not.toThrow();
  });
});

describe("an override of the gate that is accepted", () => {
  const reason = "The health probe of the old load balancer sends no token, see OPS-1234";

  function accepted(argument = `${auth}.excluded_paths`): Made {
    const parts = made();
    parts.app.addOverride(`${auth}.excluded_paths`, ["/api/health"]);
    GateOverrides.of(parts.functionApp).accept({ argument, reason });
    return parts;
  }

  it("is synthesized", () => {
    const { auth_settings_v2 } = only(synthesize(accepted().stack), "azurerm_linux_function_app");
    expect(auth_settings_v2.excluded_paths).toEqual(["/api/health"]);
  });

  it("is told at every synth, with its reason", () => {
    const { functionApp } = accepted();
    const told = `Gate override accepted: auth_settings_v2.excluded_paths of stack/function: ${reason}`;
    expect(functionApp.node.metadata.map(({ data }) => data)).toContain(told);
    expect(GateOverrides.of(functionApp).descriptions).toEqual([told]);
    expect(GateOverrides.of(functionApp.node.root).descriptions).toEqual([told]);
    expect(GateOverrides.of(functionApp.storage).descriptions).toEqual([]);
  });

  it("is found by the workflow that comments a plan", () => {
    const workflow = readFileSync(join(__dirname, "../../examples/github-actions/plan.yml"), "utf8");
    const [, prefix] = /startswith\("([^"]+)"\)/.exec(workflow) ?? [];
    const [told] = GateOverrides.of(accepted().functionApp).descriptions;
    expect(told.startsWith(prefix)).toBe(true);
  });

  it("covers the parts of what was accepted, and nothing beside it", () => {
    const { stack, app } = accepted(auth);
    app.addOverride(`${auth}.auth_enabled`, false);
    expect(() => synthesize(stack)).not.toThrow();
    app.addOverride("https_only", false);
    const message = messageOf(() => synthesize(stack));
    expect(message.match(/ {2}- /g)).toHaveLength(1);
    expect(message).toContain("`https_only`");
  });

  it("does not cover an argument of which the name only starts in the same way", () => {
    const { stack, functionApp, app } = made();
    app.addOverride("auth_settings.enabled", false);
    GateOverrides.of(functionApp).accept({ argument: "auth_settings", reason });
    app.addOverride("auth_settings_v2.auth_enabled", false);
    expect(messageOf(() => synthesize(stack)).match(/ {2}- `(\w|\.)+`/g)).toEqual([
      "  - `auth_settings_v2.auth_enabled`",
    ]);
  });

  it("is of one construct alone", () => {
    const { stack } = accepted();
    another(stack).resource.addOverride(`${auth}.excluded_paths`, ["/api/health"]);
    expect(messageOf(() => synthesize(stack))).toContain("of stack/other/app");
  });

  it("can be the whole resource", () => {
    const { stack, functionApp, app } = made();
    GateOverrides.of(app).accept({ argument: "azurerm_linux_function_app", reason });
    functionApp.node.tryRemoveChild("app");
    expect(() => synthesize(stack)).not.toThrow();
  });

  it("that nothing needs is rejected, because a later override would pass unseen", () => {
    const { stack, functionApp } = made();
    GateOverrides.of(functionApp).accept({ argument: "https_only", reason });
    expect(messageOf(() => synthesize(stack))).toContain(
      "An override of `https_only` was accepted for stack/function, and nothing overrides it.",
    );
  });

  it.each(["", "because", "OPS-1234", "   ", "- - - -"])("is rejected with the reason %j", (text) => {
    const { functionApp } = made();
    expect(
      messageOf(() => GateOverrides.of(functionApp).accept({ argument: "https_only", reason: text })),
    ).toContain(`stack/function: invalid input.\n  - \`reason\` was given as ${JSON.stringify(text)}.`);
    expect(GateOverrides.of(functionApp).descriptions).toEqual([]);
  });

  it.each(["always_on", "app_settings.STAGE", "site_config.app_scale_limit", "*"])(
    "is rejected for the argument %j, naming those that decide the gate",
    (argument) => {
      const message = messageOf(() => GateOverrides.of(made().functionApp).accept({ argument, reason }));
      expect(message).toContain(
        `\`argument\` was given as ${JSON.stringify(argument)}. The gate depends on `,
      );
      expect(message).toContain("auth_settings_v2, ");
    },
  );

  it("is rejected for a construct in which nothing decides the gate", () => {
    const { functionApp } = made();
    expect(
      messageOf(() => GateOverrides.of(functionApp.servicePlan).accept({ argument: "https_only", reason })),
    ).toContain("No resource of the construct decides the gate.");
  });
});
