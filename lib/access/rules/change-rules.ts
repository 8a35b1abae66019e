import { at, booleanOf, isAbsent, itemsOf, keyOf, literalText, printed } from "../graph/values";
import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { Reviewed } from "../verdicts/review-stack";
import { type CheckedRule, documentation, type RuleSubject, reviewedOn, type Violation } from "./rule";
import { removedPolicies, weakenedPolicy } from "./weakened-policies";

/** Rules about what a plan changes. */
export const changeRules: readonly CheckedRule[] = [
  {
    id: "gate-weakened",
    title: "The plan weakens a gate",
    severity: "critical",
    opensGate: true,
    what: "A control that kept callers out is removed or asks for less. Another may still hold, so that nobody gains access yet; then it is the last one.",
    inTerraform: "# Take the change back that the proof names.",
    withConstruct:
      "The construct writes every control again at each synthesis, and refuses overrides of them without a reason.",
    sources: [documentation.authentication, documentation.functionApp],
    reviewedOn,
    check: (subject) => (subject.before ? weakened(subject, subject.before) : []),
  },
  {
    id: "identity-replaced",
    title: "The plan replaces or destroys an identity, a registration or a gateway",
    severity: "critical",
    what: "A new identity, application or service principal has new ids. Roles and lists outside of this stack still hold the old ones, callers get tokens for what is gone, and everything breaks until all of them are changed. A gateway that is replaced loses its APIs for up to an hour, and its name.",
    inTerraform:
      "# Keep the arguments that force the replacement, or move the resource:\nmoved {\n  from = azurerm_user_assigned_identity.old\n  to   = azurerm_user_assigned_identity.new\n}",
    withConstruct:
      "The ids of the construct's resources stay the same between versions, unless the changelog says **Re-creates**.",
    sources: [documentation.replacement],
    reviewedOn,
    check: (subject) => (subject.before ? replaced(subject, subject.before) : []),
  },
  {
    id: "overwrite-on-apply",
    title: "An apply may overwrite what exists",
    severity: "critical",
    what: "With this feature azurerm does not check whether a resource exists before it creates it. An apply takes over a Function App, a gateway or an identity that somebody else made, with its callers and its rights.",
    inTerraform:
      'provider "azurerm" {\n  features {\n    # no skip_import_check_on_create_and_allow_overwriting_existing_resources\n  }\n}',
    withConstruct: "The provider is yours to configure.",
    sources: [documentation.azurermFeatures],
    reviewedOn,
    check: ({ now }) =>
      now.graph.index.stack.providers.flatMap(({ key, values }) => {
        const features = at(values, "features", 0);
        const names = features?.kind === "map" ? [...features.entries.keys()] : [];
        return names
          .filter((name) => /^skip_import_check/.test(name) && mayBeOn(at(features, name)))
          .map((name) => ({
            address: `provider.${key}`,
            argument: `features.0.${name}`,
            message: `an apply may overwrite what exists: ${name}`,
            proof: [
              {
                address: `provider.${key}`,
                argument: `features.0.${name}`,
                value: printed(at(features, name)),
                meaning: "azurerm does not check whether a resource exists",
              },
            ],
          }));
      }),
  },
];

function mayBeOn(value: Value | undefined): boolean {
  if (value?.kind === "map") return [...value.entries.values()].some(mayBeOn);
  if (value?.kind === "list") return value.items.some(mayBeOn);
  return booleanOf(value, false) !== "no";
}

interface Control {
  readonly types: RegExp;
  readonly path: readonly (string | number)[];
  /** Whether the new value asks for less than the old one. */
  readonly isWeaker: (was: Value | undefined, is: Value | undefined) => boolean;
  readonly meaning: string;
}

const turnsOff =
  (whenAbsent: boolean) =>
  (was: Value | undefined, is: Value | undefined): boolean =>
    booleanOf(was, whenAbsent) === "yes" && booleanOf(is, whenAbsent) === "no";
const turnsOn =
  (whenAbsent: boolean) =>
  (was: Value | undefined, is: Value | undefined): boolean =>
    booleanOf(was, whenAbsent) === "no" && booleanOf(is, whenAbsent) === "yes";
const isEmptied = (was: Value | undefined, is: Value | undefined): boolean => !isAbsent(was) && isAbsent(is);
const isAdded = (was: Value | undefined, is: Value | undefined): boolean => {
  const known = new Set(itemsOf(was).map(keyOf));
  return itemsOf(is).some((item) => !known.has(keyOf(item)));
};
const becomes =
  (bad: RegExp) =>
  (was: Value | undefined, is: Value | undefined): boolean =>
    !bad.test(literalText(was) ?? "") && bad.test(literalText(is) ?? "");

const site = /^azurerm_((linux|windows)_function_app(_slot)?|function_app(_flex_consumption|_slot)?)$/;
const gate = ["auth_settings_v2", 0];
const entra = [...gate, "active_directory_v2", 0];

const controls: readonly Control[] = [
  {
    types: site,
    path: ["auth_settings_v2"],
    isWeaker: isEmptied,
    meaning: "App Service Authentication is removed",
  },
  {
    types: site,
    path: ["auth_settings"],
    isWeaker: isEmptied,
    meaning: "App Service Authentication is removed",
  },
  {
    types: site,
    path: ["auth_settings", 0, "enabled"],
    isWeaker: turnsOff(false),
    meaning: "App Service Authentication is turned off",
  },
  {
    types: site,
    path: ["auth_settings", 0, "unauthenticated_client_action"],
    isWeaker: becomes(/^AllowAnonymous$/),
    meaning: "anonymous calls pass",
  },
  {
    types: site,
    path: [...gate, "auth_enabled"],
    isWeaker: turnsOff(false),
    meaning: "App Service Authentication is turned off",
  },
  {
    types: site,
    path: [...gate, "require_authentication"],
    isWeaker: turnsOff(false),
    meaning: "a token is no longer required",
  },
  {
    types: site,
    path: [...gate, "unauthenticated_action"],
    isWeaker: becomes(/^AllowAnonymous$/),
    meaning: "anonymous calls pass",
  },
  {
    types: site,
    path: [...gate, "excluded_paths"],
    isWeaker: isAdded,
    meaning: "a further path is left out of the authentication",
  },
  {
    types: site,
    path: [...gate, "config_file_path"],
    isWeaker: (was, is) => isAbsent(was) && !isAbsent(is),
    meaning: "a file of the package configures the authentication",
  },
  {
    types: site,
    path: [...entra, "tenant_auth_endpoint"],
    isWeaker: becomes(/\/(common|organizations|consumers)(\/|$)/),
    meaning: "tokens of every tenant are accepted",
  },
  {
    types: site,
    path: [...entra, "allowed_applications"],
    isWeaker: isEmptied,
    meaning: "every application may call",
  },
  {
    types: site,
    path: [...entra, "allowed_identities"],
    isWeaker: isEmptied,
    meaning: "every principal of these applications may call",
  },
  {
    types: site,
    path: [...entra, "allowed_groups"],
    isWeaker: (was, is) => isAbsent(was) && !isAbsent(is),
    meaning: "members of a group may call",
  },
  {
    types: site,
    path: ["client_certificate_enabled"],
    isWeaker: turnsOff(false),
    meaning: "no client certificate is asked for",
  },
  {
    types: site,
    path: ["client_certificate_mode"],
    isWeaker: becomes(/^Optional/),
    meaning: "calls without a client certificate pass",
  },
  { types: site, path: ["https_only"], isWeaker: turnsOff(false), meaning: "plain HTTP is answered" },
  {
    types: site,
    path: ["public_network_access_enabled"],
    isWeaker: turnsOn(true),
    meaning: "the internet reaches the site",
  },
  {
    types: site,
    path: ["site_config", 0, "ip_restriction_default_action"],
    isWeaker: (was, is) => literalText(was) === "Deny" && (isAbsent(is) || literalText(is) === "Allow"),
    meaning: "every address may call",
  },
  {
    types: site,
    path: ["site_config", 0, "scm_ip_restriction_default_action"],
    isWeaker: (was, is) => literalText(was) === "Deny" && (isAbsent(is) || literalText(is) === "Allow"),
    meaning: "every address may try to sign in to the SCM site",
  },
  {
    types: site,
    path: ["webdeploy_publish_basic_authentication_enabled"],
    isWeaker: turnsOn(true),
    meaning: "the publishing password is accepted",
  },
  {
    types: site,
    path: ["ftp_publish_basic_authentication_enabled"],
    isWeaker: turnsOn(true),
    meaning: "the publishing password is accepted",
  },
  {
    types: /^azuread_service_principal$/,
    path: ["app_role_assignment_required"],
    isWeaker: turnsOff(false),
    meaning: "Entra issues a token to everyone of the tenant",
  },
  {
    types: /^azurerm_storage_account$/,
    path: ["shared_access_key_enabled"],
    isWeaker: turnsOn(true),
    meaning: "the account accepts its keys",
  },
  {
    types: /^azurerm_api_management_(api|product)$/,
    path: ["subscription_required"],
    isWeaker: turnsOff(true),
    meaning: "a subscription key is no longer required",
  },
  {
    types: /^azurerm_api_management_product$/,
    path: ["approval_required"],
    isWeaker: turnsOff(false),
    meaning: "nobody approves subscriptions any more",
  },
  {
    types: /^azurerm_api_management_backend$/,
    path: ["tls", 0, "validate_certificate_chain"],
    isWeaker: turnsOff(true),
    meaning: "the backend's certificate is not checked",
  },
  {
    types: /^azurerm_api_management_backend$/,
    path: ["tls", 0, "validate_certificate_name"],
    isWeaker: turnsOff(true),
    meaning: "the backend's certificate is not checked",
  },
];

function weakened({ now }: RuleSubject, before: Reviewed): Violation[] {
  return [...weakenedResources(now, before), ...removedPolicies(now, before)];
}

function weakenedResources(now: Reviewed, before: Reviewed): Violation[] {
  return now.index.stack.resources.flatMap((resource) => {
    const old = resource.mode === "managed" ? before.index.at(resource.address) : undefined;
    if (!old) return [];
    const byControl = controls
      .filter(({ types }) => types.test(resource.type))
      .flatMap((control) => {
        const [was, is] = [
          before.index.value(old, ...control.path),
          now.index.value(resource, ...control.path),
        ];
        // What is above it is gone as a whole, and said so.
        const hasParent =
          control.path.length === 1 || !isAbsent(at(resource.values, ...control.path.slice(0, -1)));
        return hasParent && control.isWeaker(was, is) ? [ofControl(resource, control, was, is)] : [];
      });
    return [...byControl, ...weakenedPolicy(now, before, resource)];
  });
}

function ofControl(
  resource: Resource,
  control: Control,
  was: Value | undefined,
  is: Value | undefined,
): Violation {
  const { address } = resource;
  const argument = control.path.join(".");
  const name = control.path.filter((step) => typeof step === "string").join(".");
  const how = isAbsent(is)
    ? "is removed"
    : isAbsent(was)
      ? `becomes ${brief(is)}`
      : `changes from ${brief(was)} to ${brief(is)}`;
  return {
    address,
    argument,
    message: `${name} ${how}: ${control.meaning}`,
    proof: [
      { address, argument, value: brief(was), meaning: "before the plan" },
      { address, argument, value: brief(is), meaning: `after it: ${control.meaning}` },
    ],
  };
}

function brief(value: Value | undefined): string {
  const text = isAbsent(value) ? "absent" : printed(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

const identities =
  /^(azurerm_user_assigned_identity|azuread_application(_registration)?|azuread_service_principal|azurerm_api_management)$/;

function replaced({ now, input }: RuleSubject, before: Reviewed): Violation[] {
  return before.index.stack.resources
    .filter(({ mode, type }) => mode === "managed" && identities.test(type))
    .flatMap((old) => {
      const resource = now.index.at(old.address);
      const isReplaced = resource?.actions.includes("delete") && resource.actions.includes("create");
      if (resource && !isReplaced) return [];
      const [argument] = resource?.replacedBy ?? [];
      const how = resource ? `is replaced${argument ? ` because ${argument} changes` : ""}` : "is destroyed";
      const value = argument && resource ? brief(at(resource.values, ...argument.split("."))) : how;
      return input.kind === "plan"
        ? [
            {
              address: old.address,
              argument,
              message: `${old.address} ${how}: its ids and what is assigned to it are lost`,
              proof: [
                {
                  address: old.address,
                  argument: argument ?? "actions",
                  value,
                  meaning: "callers that know its old ids get in no more",
                },
              ],
            },
          ]
        : [];
    });
}
