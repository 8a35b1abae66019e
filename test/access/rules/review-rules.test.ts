import { reviewAccess } from "../../../lib/access/review";
import { checkedRules, reviewRules } from "../../../lib/access/rules/review-rules";
import { type Arguments, closedStack, functionApp, inbound, policy } from "../closed-stack";
import { changePlan, firstPlan } from "../stack-input";

type Change = (resources: Arguments, data: Arguments) => void;

interface Broken {
  readonly change: Change;
  /** What there was before; a first plan without it. */
  readonly before?: Change;
  /** Whether Terraform ended the plan with errors. */
  readonly isErrored?: boolean;
  readonly address: string;
  readonly argument?: string;
}

const site = "azurerm_linux_function_app.orders";
const orders =
  (change: (app: Arguments) => void): Change =>
  (resources) =>
    change(resources.azurerm_linux_function_app.orders);
const entra = (change: (provider: Arguments) => void): Change =>
  orders((app) => change(app.auth_settings_v2.active_directory_v2));
const withPolicy =
  (steps: string): Change =>
  (resources) =>
    (resources.azurerm_api_management_api_policy.orders.xml_content = policy(steps));
const none: Change = () => {};
const provider = "auth_settings_v2.0.active_directory_v2.0";
const apiPolicy = "azurerm_api_management_api_policy.orders";
const token = inbound.slice(inbound.indexOf("<set-backend-service"));
const identity = "${azurerm_user_assigned_identity.gateway.id}";

/** Opens a gate as the construct does for a migration. */
function openForMigration(tags: Arguments = {}) {
  return (app: Arguments) => {
    Object.assign(app.auth_settings_v2, {
      require_authentication: false,
      unauthenticated_action: "AllowAnonymous",
    });
    app.tags = {
      "gate-migration-until": "2027-02-28",
      "gate-migration-reason": "Partners move to the gateway",
      ...tags,
    };
  };
}

/** One stack for each rule that breaks it, and where. */
const broken: Record<string, Broken> = {
  "plan-with-errors": { change: none, isErrored: true, address: "plan" },
  "gate-weakened": {
    before: none,
    change: orders((app) => delete app.auth_settings_v2),
    address: site,
    argument: "auth_settings_v2",
  },
  "identity-replaced": {
    before: none,
    change: (resources) =>
      delete resources.azuread_app_role_assignment && delete resources.azurerm_user_assigned_identity,
    address: "azurerm_user_assigned_identity.gateway",
  },
  "overwrite-on-apply": {
    change: none,
    address: "provider.azurerm",
    argument: "features.0.skip_import_check_on_create_and_allow_overwriting_existing_resources",
  },
  "open-host": {
    change: orders((app) => (app.auth_settings_v2.require_authentication = false)),
    address: site,
    argument: "auth_settings_v2.0.require_authentication",
  },
  "excluded-path": {
    change: orders((app) => (app.auth_settings_v2.excluded_paths = ["/health"])),
    address: site,
    argument: "auth_settings_v2.0.excluded_paths",
  },
  "gate-not-in-stack": {
    change: orders((app) => (app.auth_settings_v2.config_file_path = "a.json")),
    address: site,
    argument: "auth_settings_v2.0.config_file_path",
  },
  "open-to-tenant": {
    change: (resources, data) => {
      entra((one) => {
        delete one.allowed_applications;
        delete one.allowed_identities;
      })(resources, data);
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
    },
    address: site,
    argument: `${provider}.allowed_identities`,
  },
  "every-tenant": {
    change: entra((one) => (one.tenant_auth_endpoint = "https://login.microsoftonline.com/common/v2.0")),
    address: site,
    argument: `${provider}.tenant_auth_endpoint`,
  },
  "shared-audience": {
    change: entra((one) => one.allowed_audiences.push("https://management.azure.com/")),
    address: site,
    argument: `${provider}.allowed_audiences`,
  },
  "applications-not-listed": {
    change: entra((one) => delete one.allowed_applications),
    address: site,
    argument: `${provider}.allowed_applications`,
  },
  "identities-not-listed": {
    change: entra((one) => (one.allowed_identities = [])),
    address: site,
    argument: `${provider}.allowed_identities`,
  },
  "wrong-id-in-list": {
    change: entra(
      (one) => (one.allowed_applications = ["${azurerm_user_assigned_identity.gateway.principal_id}"]),
    ),
    address: site,
    argument: `${provider}.allowed_applications`,
  },
  "other-sign-in": {
    change: orders((app) => (app.auth_settings_v2.google_v2 = { client_id: "x" })),
    address: site,
    argument: "auth_settings_v2.0.google_v2",
  },
  "sign-in-redirect": {
    change: orders((app) => delete app.auth_settings_v2.unauthenticated_action),
    address: site,
    argument: "auth_settings_v2.0.unauthenticated_action",
  },
  "first-version-of-authentication": {
    change: orders((app) => {
      app.auth_settings = { enabled: true, issuer: "https://sts.windows.net/x/" };
      delete app.auth_settings_v2;
    }),
    address: site,
    argument: "auth_settings",
  },
  "undecided-host": {
    change: orders((app) => (app.auth_settings_v2.auth_enabled = "${lookup(x)}")),
    address: site,
  },
  "plain-http": { change: orders((app) => delete app.https_only), address: site, argument: "https_only" },
  "scm-password": {
    change: orders((app) => {
      delete app.webdeploy_publish_basic_authentication_enabled;
      delete app.site_config.scm_ip_restriction_default_action;
    }),
    address: site,
    argument: "webdeploy_publish_basic_authentication_enabled",
  },
  "ftp-password": {
    change: orders((app) => {
      app.ftp_publish_basic_authentication_enabled = true;
      app.site_config.ftps_state = "FtpsOnly";
    }),
    address: site,
    argument: "ftp_publish_basic_authentication_enabled",
  },
  "open-scm-site": {
    change: orders((app) => delete app.site_config.scm_ip_restriction_default_action),
    address: site,
    argument: "site_config.0.scm_ip_restriction_default_action",
  },
  "gate-open-for-migration": {
    change: orders(openForMigration()),
    address: site,
    argument: "auth_settings_v2.0.unauthenticated_action",
  },
  "storage-key": {
    change: (resources) => delete resources.azurerm_storage_account.host.shared_access_key_enabled,
    address: "azurerm_storage_account.host",
    argument: "shared_access_key_enabled",
  },
  "client-secret": {
    change: (resources, data) => {
      resources.azuread_application.job = { display_name: "job" };
      resources.azuread_service_principal.orders.app_role_assignment_required = false;
      resources.azuread_application_password = { job: { application_id: "${azuread_application.job.id}" } };
      entra((one) => {
        one.allowed_applications.push("${azuread_application.job.client_id}");
        delete one.allowed_identities;
      })(resources, data);
    },
    address: "azuread_application_password.job",
    argument: "application_id",
  },
  "credential-of-registration": {
    change: (resources) =>
      (resources.azuread_application_password = {
        own: { application_id: "${azuread_application.orders.id}" },
      }),
    address: "azuread_application_password.own",
  },
  "function-key-in-state": {
    change: (_, data) => (data.azurerm_function_app_host_keys = { keys: { name: "func-orders" } }),
    address: "data.azurerm_function_app_host_keys.keys",
    argument: "name",
  },
  "function-key-in-gateway": {
    change: (resources) =>
      (resources.azurerm_api_management_backend.orders.credentials = { header: { "x-functions-key": "x" } }),
    address: "azurerm_api_management_backend.orders",
    argument: "credentials.0.header.x-functions-key",
  },
  "subscription-key-alone": {
    change: (resources, data) => {
      resources.azurerm_api_management_api.orders.subscription_required = true;
      withPolicy(`<base />${token}`)(resources, data);
    },
    address: "azurerm_api_management_api.orders",
  },
  "assignment-not-required": {
    change: (resources) => delete resources.azuread_service_principal.orders.app_role_assignment_required,
    address: "azuread_service_principal.orders",
    argument: "app_role_assignment_required",
  },
  "version-1-tokens": {
    change: (resources) => delete resources.azuread_application.orders.api,
    address: "azuread_application.orders",
    argument: "api.0.requested_access_token_version",
  },
  "owner-of-registration": {
    change: (resources, data) => {
      data.azuread_client_config = { current: {} };
      resources.azuread_application.orders.owners = [
        "${data.azuread_client_config.current.object_id}",
        "aaaaaaaa-2222-4333-8444-555555555555",
      ];
    },
    address: "azuread_application.orders",
    argument: "owners",
  },
  "anonymous-operation": {
    change: withPolicy(`<base />${token}`),
    address: "azurerm_api_management_api.orders",
  },
  "open-product": {
    change: (resources) => {
      const gateway = { api_management_name: "apim-shop", product_id: "p" };
      resources.azurerm_api_management_api.orders.subscription_required = true;
      resources.azurerm_api_management_product = { p: { ...gateway, subscription_required: false } };
      resources.azurerm_api_management_product_api = { p: { ...gateway, api_name: "orders" } };
    },
    address: "azurerm_api_management_product.p",
    argument: "subscription_required",
  },
  "policy-without-base": {
    change: withPolicy(inbound.replace("<base />", "")),
    address: apiPolicy,
    argument: "xml_content",
  },
  "token-errors-ignored": {
    change: withPolicy(inbound.replace(`ignore-error="false"`, `ignore-error="true"`)),
    address: apiPolicy,
    argument: "xml_content:9",
  },
  "computed-backend": {
    change: withPolicy(inbound.replace(`"orders"`, `"@(context.Variables[&quot;x&quot;])"`)),
    address: apiPolicy,
    argument: "xml_content:8",
  },
  "unread-policy": {
    change: withPolicy(`${inbound}<include-fragment fragment-id="x" />`),
    address: apiPolicy,
    argument: "xml_content:9",
  },
  "token-in-diagnostics": {
    change: (resources) =>
      (resources.azurerm_api_management_api_diagnostic = {
        x: { backend_request: { headers_to_log: ["authorization"] } },
      }),
    address: "azurerm_api_management_api_diagnostic.x",
    argument: "backend_request.0.headers_to_log",
  },
  "plain-http-api": {
    change: (resources) => resources.azurerm_api_management_api.orders.protocols.push("http"),
    address: "azurerm_api_management_api.orders",
    argument: "protocols",
  },
  "certificate-not-checked": {
    change: (resources) =>
      (resources.azurerm_api_management_backend.orders.tls = { validate_certificate_name: false }),
    address: "azurerm_api_management_backend.orders",
    argument: "tls.0.validate_certificate_name",
  },
  "gateway-identity-attached-elsewhere": {
    change: (resources) =>
      (resources.azurerm_linux_virtual_machine = { build: { identity: { identity_ids: [identity] } } }),
    address: "azurerm_linux_virtual_machine.build",
    argument: "identity.0.identity_ids",
  },
  "gateway-identity-federated": {
    change: (resources) =>
      (resources.azurerm_federated_identity_credential = {
        ci: { parent_id: identity, subject: "repo:x", issuer: "https://x" },
      }),
    address: "azurerm_federated_identity_credential.ci",
    argument: "subject",
  },
  "gateway-identity-operator": {
    change: (resources) =>
      (resources.azurerm_role_assignment = {
        r: { scope: identity, role_definition_name: "Managed Identity Operator", principal_id: "x" },
      }),
    address: "azurerm_role_assignment.r",
    argument: "role_definition_name",
  },
  "policy-writer": {
    change: (resources) =>
      (resources.azurerm_role_assignment = {
        r: {
          scope: "${azurerm_api_management.gateway.id}",
          role_definition_name: "API Management Service Contributor",
          principal_id: "x",
        },
      }),
    address: "azurerm_role_assignment.r",
    argument: "role_definition_name",
  },
  publisher: {
    change: (resources) =>
      (resources.azurerm_role_assignment = {
        team: {
          scope: "${azurerm_linux_function_app.orders.id}",
          role_definition_name: "Website Contributor",
          principal_id: "44444444-2222-4333-8444-555555555555",
        },
      }),
    address: "azurerm_role_assignment.team",
    argument: "role_definition_name",
  },
  "storage-operator": {
    change: (resources) =>
      (resources.azurerm_role_assignment = {
        team: {
          scope: "${azurerm_storage_account.host.id}",
          role_definition_name: "Storage Blob Data Contributor",
          principal_id: "44444444-2222-4333-8444-555555555555",
        },
      }),
    address: "azurerm_role_assignment.team",
    argument: "role_definition_name",
  },
  "caller-identity-operator": {
    change: (resources) => {
      const { active_directory_v2: gate } = resources.azurerm_linux_function_app.orders.auth_settings_v2;
      resources.azurerm_user_assigned_identity.batch = { name: "id-batch" };
      gate.allowed_applications.push("${azurerm_user_assigned_identity.batch.client_id}");
      gate.allowed_identities.push("${azurerm_user_assigned_identity.batch.principal_id}");
      resources.azuread_app_role_assignment.batch = {
        ...resources.azuread_app_role_assignment.gateway,
        principal_object_id: "${azurerm_user_assigned_identity.batch.principal_id}",
      };
      resources.azurerm_role_assignment = {
        team: {
          scope: "${azurerm_user_assigned_identity.batch.id}",
          role_definition_name: "Managed Identity Contributor",
          principal_id: "44444444-2222-4333-8444-555555555555",
        },
      };
    },
    address: "azurerm_role_assignment.team",
    argument: "role_definition_name",
  },
  "token-sent-elsewhere": {
    change: (resources) => {
      resources.azurerm_api_management_api.other = {
        ...resources.azurerm_api_management_api.orders,
        name: "other",
      };
      resources.azurerm_api_management_api_policy.other = {
        api_name: "other",
        api_management_name: "apim-shop",
        xml_content: policy(inbound.replace(`backend-id="orders"`, `base-url="https://example.com"`)),
      };
    },
    address: "azurerm_api_management_api_policy.other",
    argument: "xml_content:9",
  },
  "end-of-support": {
    change: orders((app) => (app.site_config.application_stack = { node_version: "20" })),
    address: site,
    argument: "site_config.0.application_stack",
  },
};

function findings(rule: string) {
  const { change, before, isErrored } = broken[rule];
  const json = {
    ...closedStack(change),
    ...(rule === "overwrite-on-apply" && {
      provider: {
        azurerm: [
          { features: [{ skip_import_check_on_create_and_allow_overwriting_existing_resources: true }] },
        ],
      },
    }),
  };
  const input = before ? changePlan(closedStack(before), json) : firstPlan(json);
  return reviewAccess({ ...input, isErrored }).findings;
}

describe("the rules of the review", () => {
  it("find nothing in a closed stack", () => {
    expect(reviewAccess(firstPlan(closedStack())).findings).toEqual([]);
    expect(reviewAccess(changePlan(closedStack(), closedStack())).findings).toEqual([]);
  });

  it("have a broken stack each", () => {
    expect(Object.keys(broken)).toEqual(checkedRules.map(({ id }) => id));
  });

  it.each(Object.keys(broken))("find what %s is about, at its address and argument", (rule) => {
    const { address, argument } = broken[rule];
    const found = findings(rule).filter((finding) => finding.rule === rule);
    expect(found.map((finding) => [finding.address, finding.argument])).toContainEqual([
      address,
      argument ?? found[0]?.argument,
    ]);
    for (const finding of found) expect(finding.proof.length).toBeGreaterThan(0);
  });

  it("give a finding the same fingerprint when something else changes, and others another", () => {
    const [first] = findings("plain-http").filter(({ rule }) => rule === "plain-http");
    const both = reviewAccess(
      firstPlan(
        closedStack((resources) => {
          delete resources.azurerm_linux_function_app.orders.https_only;
          resources.azurerm_linux_function_app.aaa = {
            ...functionApp(),
            name: "func-aaa",
            https_only: false,
          };
        }),
      ),
    ).findings.filter(({ rule }) => rule === "plain-http");
    expect(both.map(({ fingerprint }) => fingerprint)).toContain(first.fingerprint);
    expect(new Set(both.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it("come with what their pages need", () => {
    for (const rule of reviewRules) {
      expect(rule.id).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/);
      expect(rule.reviewedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(rule.sources.every((source) => source.startsWith("https://"))).toBe(true);
      for (const text of [rule.title, rule.what, rule.inTerraform, rule.withConstruct])
        expect(text).not.toBe("");
    }
  });

  it("are sorted by severity in a report", () => {
    const severities = findings("open-host").map(({ severity }) => severity);
    const order = ["critical", "high", "medium", "low", "info"];
    expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  });
});

describe("a weakened gate", () => {
  it.each<[string, Change, Change, string]>([
    [
      "a list that is emptied",
      none,
      entra((one) => (one.allowed_identities = [])),
      `${provider}.allowed_identities`,
    ],
    [
      "an excluded path that is added",
      orders((app) => (app.auth_settings_v2.excluded_paths = ["/a"])),
      orders((app) => (app.auth_settings_v2.excluded_paths = ["/a", "/b"])),
      "auth_settings_v2.0.excluded_paths",
    ],
    [
      "anonymous calls",
      none,
      orders((app) => (app.auth_settings_v2.unauthenticated_action = "AllowAnonymous")),
      "auth_settings_v2.0.unauthenticated_action",
    ],
    [
      "a password that is accepted",
      none,
      orders((app) => delete app.webdeploy_publish_basic_authentication_enabled),
      "webdeploy_publish_basic_authentication_enabled",
    ],
    [
      "a restriction that is lifted",
      none,
      orders((app) => delete app.site_config.scm_ip_restriction_default_action),
      "site_config.0.scm_ip_restriction_default_action",
    ],
    [
      "every tenant",
      none,
      entra((one) => (one.tenant_auth_endpoint = "https://login.microsoftonline.com/common/v2.0")),
      `${provider}.tenant_auth_endpoint`,
    ],
    [
      "an assignment that is not required",
      none,
      (resources) => (resources.azuread_service_principal.orders.app_role_assignment_required = false),
      "app_role_assignment_required",
    ],
    ["a policy without its authentication", none, withPolicy(`<base />${token}`), "xml_content"],
    ["a policy without <base />", none, withPolicy(inbound.replace("<base />", "")), "xml_content"],
    [
      "a token step that ignores errors",
      none,
      withPolicy(inbound.replace(`ignore-error="false"`, `ignore-error="true"`)),
      "xml_content",
    ],
    [
      "keys that are accepted",
      none,
      (resources) => (resources.azurerm_storage_account.host.shared_access_key_enabled = true),
      "shared_access_key_enabled",
    ],
  ])("is %s, whether or not somebody gains access", (_, before, change, argument) => {
    const { findings: found } = reviewAccess(changePlan(closedStack(before), closedStack(change)));
    const weakened = found.filter(({ rule }) => rule === "gate-weakened");
    expect(weakened.map((finding) => finding.argument)).toEqual([argument]);
    expect(weakened[0].severity).toBe("critical");
  });

  it("is a policy that is removed, and with it what it asks for", () => {
    const removed: Change = (resources) => delete resources.azurerm_api_management_api_policy;
    const { findings: found } = reviewAccess(changePlan(closedStack(), closedStack(removed)));
    expect(found.filter(({ rule }) => rule === "gate-weakened")).toMatchObject([
      {
        severity: "critical",
        address: apiPolicy,
        argument: "xml_content",
        message: "the policy is removed, and with it its <validate-azure-ad-token>",
      },
    ]);
  });

  it.each<[string, Change, Change]>([
    [
      "whose API is removed too",
      none,
      (resources) => {
        delete resources.azurerm_api_management_api_policy;
        delete resources.azurerm_api_management_api_operation;
        delete resources.azurerm_api_management_api;
      },
    ],
    [
      "of an operation, that asked for what the API's asks for",
      (resources) => {
        resources.azurerm_api_management_api_operation_policy = {
          list: {
            api_name: "orders",
            api_management_name: "apim-shop",
            operation_id: "list",
            xml_content: policy("<base />"),
          },
        };
      },
      none,
    ],
  ])("is no policy that is removed %s", (_, before, after) => {
    const { findings: found } = reviewAccess(changePlan(closedStack(before), closedStack(after)));
    expect(found.filter(({ rule }) => rule === "gate-weakened")).toEqual([]);
  });

  it("is not one that asks for more, or that is new", () => {
    const stricter = changePlan(
      closedStack(orders((app) => (app.auth_settings_v2.excluded_paths = ["/a"]))),
      closedStack(),
    );
    expect(reviewAccess(stricter).findings).toEqual([]);
    const other = closedStack((resources) => {
      resources.azurerm_linux_function_app.other = { ...functionApp(), name: "func-other" };
    });
    const found = reviewAccess(changePlan(closedStack(), other)).findings;
    // Both have one registration.
    expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(["token-sent-elsewhere medium"]);
  });
});

describe("a replaced identity", () => {
  const plan = changePlan(closedStack(), closedStack());
  const replacing = (address: string) => ({
    ...plan,
    after: {
      ...plan.after,
      resources: plan.after.resources.map((resource) =>
        resource.address === address
          ? { ...resource, actions: ["delete", "create"] as const, replacedBy: ["name"] }
          : resource,
      ),
    },
  });

  it.each([
    "azurerm_user_assigned_identity.gateway",
    "azuread_application.orders",
    "azuread_service_principal.orders",
    "azurerm_api_management.gateway",
  ])("is critical: %s", (address) => {
    const found = reviewAccess(replacing(address)).findings.filter(
      ({ rule }) => rule === "identity-replaced",
    );
    expect(found.map((finding) => [finding.address, finding.argument, finding.severity])).toEqual([
      [address, "name", "critical"],
    ]);
  });

  it("is none of what has no identity", () => {
    expect(reviewAccess(replacing("azurerm_storage_account.host")).findings).toEqual([]);
  });
});

describe("an end of support", () => {
  const ends = (change: Change) =>
    reviewAccess(firstPlan(closedStack(change))).findings.map(
      ({ rule, severity, message }) => `${rule} ${severity}: ${message}`,
    );

  it("is medium once it is past, as of the day on which its source was looked at", () => {
    const [found, ...others] = ends(
      orders((app) => (app.site_config.application_stack = { python_version: "3.9" })),
    );
    expect(found).toMatch(
      /^end-of-support medium: Support of Python 3\.9 ended on 2025-10-31 \(https:.*as of /,
    );
    expect(others).toEqual([]);
  });

  it("is low while it is near", () => {
    const plan = { name: "asp", os_type: "Linux", sku_name: "Y1" };
    const [found] = ends((resources) => (resources.azurerm_service_plan = { asp: plan }));
    expect(found).toMatch(/^end-of-support low: Support of the Consumption plan on Linux ends on 2028-09-30/);
  });

  it("is none of a version with years to go, of one that is not known, or of a tier without an end", () => {
    for (const node_version of ["24", "99", "${var.version}"])
      expect(ends(orders((app) => (app.site_config.application_stack = { node_version })))).toEqual([]);
  });
});

it("an owner whom a resource of its own adds owns the registration too", () => {
  const change: Change = (resources) => {
    resources.azuread_application.other = { display_name: "other" };
    const owner_object_id = "aaaaaaaa-2222-4333-8444-555555555555";
    resources.azuread_application_owner = {
      orders: { application_id: "${azuread_application.orders.id}", owner_object_id },
      other: { application_id: "${azuread_application.other.id}", owner_object_id },
    };
  };
  const { findings } = reviewAccess(firstPlan(closedStack(change)));
  expect(findings.map(({ rule, address }) => `${rule} ${address}`)).toEqual([
    "owner-of-registration azuread_application_owner.orders",
  ]);
});

describe("a role, an owner or a diagnostic that is as it should be", () => {
  it.each<[string, Change]>([
    [
      "the deployer owns the registration",
      (resources, data) => {
        data.azuread_client_config = { current: {} };
        resources.azuread_application.orders.owners = ["${data.azuread_client_config.current.object_id}"];
      },
    ],
    [
      "a diagnostic that hides the header",
      (resources) => {
        resources.azurerm_api_management_api_diagnostic = {
          x: {
            backend_request: {
              headers_to_log: ["Authorization"],
              data_masking: { headers: [{ mode: "Hide", value: "authorization" }] },
            },
          },
        };
      },
    ],
    [
      "a fragment of the stack",
      (resources, data) => {
        withPolicy(`${inbound}<include-fragment fragment-id="x" />`)(resources, data);
        resources.azurerm_api_management_policy_fragment = {
          x: {
            name: "x",
            api_management_id: "${azurerm_api_management.gateway.id}",
            value: "<fragment><cors /></fragment>",
          },
        };
      },
    ],
  ])("is no finding: %s", (_, change) => {
    expect(reviewAccess(firstPlan(closedStack(change))).findings).toEqual([]);
  });
});
