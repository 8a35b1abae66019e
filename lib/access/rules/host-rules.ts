import type { EntraProvider } from "../graph/easy-auth";
import { isLegacy, type Site } from "../graph/sites";
import { booleanOf, isAbsent, literalText, printed } from "../graph/values";
import type { Verdict } from "../report";
import { type CheckedRule, documentation, type RuleSubject, reviewedOn, type Violation } from "./rule";

const gate = `auth_settings_v2 {
  auth_enabled           = true
  require_authentication = true
  unauthenticated_action = "Return401"

  active_directory_v2 {
    client_id            = azuread_application.orders.client_id
    tenant_auth_endpoint = "https://login.microsoftonline.com/\${data.azuread_client_config.current.tenant_id}/v2.0"
    allowed_applications = [azurerm_user_assigned_identity.gateway.client_id]
    allowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]
  }

  login {}
}`;

const byConstruct =
  "The construct always writes the whole gate, on the app and on each slot. It has no property for this.";

/** Arguments by which the authentication is configured elsewhere. */
const elsewhere =
  /config_file_path$|runtime_version$|^app_settings\.|^(type|template_content|function_app_id|slot_id)$/;

/** Rules about App Service Authentication in front of a Function. */
export const hostRules: readonly CheckedRule[] = [
  {
    id: "open-host",
    title: "Anyone can call the Function without the gateway",
    severity: "critical",
    opensGate: true,
    what: "App Service Authentication does not turn calls without a token away: it is absent, off, or lets anonymous calls pass. Whoever reaches the host name calls the Function. A slot has a host name of its own, and inherits no authentication.",
    inTerraform: gate,
    withConstruct: byConstruct,
    sources: [documentation.authentication, documentation.functionApp],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        // The rule `gate-open-for-migration` tells of it.
        if (subject.now.graph.openGate(site)) return [];
        const [fromInternet, fromInside] = ["internet", "network"].map((caller) =>
          subject.at("host", site, caller),
        );
        if (fromInternet?.access === "reaches")
          return [ofVerdict(site, fromInternet, `anyone on the internet can call ${site.label}`)];
        if (fromInside?.access === "reaches")
          return [
            {
              ...ofVerdict(site, fromInside, `anyone inside the network can call ${site.label}`),
              severity: "high" as const,
            },
          ];
        return [];
      }),
  },
  {
    id: "excluded-path",
    title: "A path is left out of the authentication",
    severity: "high",
    opensGate: true,
    what: "Calls of an excluded path, and of every path below it, reach the Function without a token.",
    inTerraform: "auth_settings_v2 {\n  # no excluded_paths\n}",
    withConstruct: byConstruct,
    sources: [documentation.fileConfiguration, documentation.functionApp],
    reviewedOn,
    check: (subject) =>
      [...subject.all("host-path", "internet"), ...subject.all("host-path", "network")]
        .filter(({ access }) => access === "reaches")
        .filter(({ entrance }, place, all) => all.findIndex((other) => other.entrance === entrance) === place)
        .map(({ entrance, proof }) => {
          const { address, label } = subject.entrances.get(entrance) as { address: string; label: string };
          return {
            address,
            argument: "auth_settings_v2.0.excluded_paths",
            message: `anyone can call the ${label}`,
            proof,
            detail: label,
          };
        }),
  },
  {
    id: "gate-not-in-stack",
    title: "Something else than the stack's arguments configures the authentication",
    severity: "high",
    what: "A configuration file in the deployed package, an app setting, a resource that writes the site's configuration besides, a linked static web app, or a swap with a slot that has another gate decides who may call the Function. The plan does not say how, so nobody reviews it there.",
    inTerraform: "auth_settings_v2 {\n  # no config_file_path\n}",
    withConstruct: byConstruct,
    sources: [documentation.fileConfiguration],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const { unknownBecause } = subject.now.graph.easyAuth(site);
        if (!unknownBecause || !elsewhere.test(unknownBecause.argument)) return [];
        const { address, argument, value, because } = unknownBecause;
        return [subject.violation(address, argument, value, `${site.label}: ${because}`)];
      }),
  },
  {
    id: "open-to-tenant",
    title: "Any user or application of the tenant can call the Function",
    severity: "critical",
    opensGate: true,
    what: "Nothing keeps tokens of other applications or users out: Entra issues them a token for the registration, and no list of the gate leaves them out. In most tenants that is every employee and every workload.",
    inTerraform: `resource "azuread_service_principal" "orders" {
  client_id                    = azuread_application.orders.client_id
  app_role_assignment_required = true
}

# and both lists of the gate:
${gate}`,
    withConstruct:
      "The construct requires an assignment, and writes both lists from `allowedIdentities` and the gateway.",
    sources: [documentation.entraProvider, documentation.assignment],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        if (subject.at("host", site, "network")?.access === "reaches") return [];
        return (["tenant-application", "tenant-user"] as const).flatMap((caller) => {
          const verdict = subject.at("host", site, caller);
          const who = subject.callers.get(caller)?.label;
          return verdict?.access === "reaches"
            ? [{ ...ofVerdict(site, verdict, `${who} can call ${site.label}`), detail: caller }]
            : [];
        });
      }),
  },
  {
    id: "every-tenant",
    title: "Tokens of every tenant are accepted",
    severity: "critical",
    opensGate: true,
    what: "The endpoint `common`, `organizations` or `consumers` stands for no tenant, so the issuer of a token is not checked.",
    inTerraform:
      'tenant_auth_endpoint = "https://login.microsoftonline.com/${data.azuread_client_config.current.tenant_id}/v2.0"',
    withConstruct: "The construct writes the endpoint of the registration's tenant.",
    sources: [documentation.entraProvider],
    reviewedOn,
    check: (subject) =>
      eachEntra(subject, (site, entra) => {
        const text = literalText(entra.endpoint) ?? "";
        return /\/(common|organizations|consumers)(\/|$)/i.test(text)
          ? [
              subject.violation(
                site.id,
                entra.endpointArgument,
                entra.endpoint,
                `${site.label} accepts tokens of every tenant`,
              ),
            ]
          : [];
      }),
  },
  {
    id: "shared-audience",
    title: "Tokens for another service are accepted",
    severity: "critical",
    opensGate: true,
    what: "An audience that is not the Function's own lets in tokens that were issued for something else. A token for Azure Resource Manager or Microsoft Graph is one that every identity of the tenant can get.",
    inTerraform: "allowed_audiences = [azuread_application.orders.client_id]",
    withConstruct: "The construct writes the client id of the registration, and nothing else.",
    sources: [documentation.entraProvider, documentation.accessTokens],
    reviewedOn,
    check: (subject) =>
      eachEntra(subject, (site, entra) =>
        entra.audiences
          .map((audience) => subject.now.index.followed(audience))
          .filter((audience) =>
            /^https:\/\/([\w-]+\.)*(azure\.(com|net|us|cn)|windows\.net|microsoft\.com)(\/|$)|^00000003-0000-0000-c000-000000000000$/i.test(
              literalText(audience) ?? "",
            ),
          )
          .map((audience) => ({
            ...subject.violation(
              site.id,
              `${entra.path}.allowed_audiences`,
              audience,
              `${site.label} accepts tokens for ${printed(audience)}`,
            ),
            detail: printed(audience),
          })),
      ),
  },
  {
    id: "applications-not-listed",
    title: "The gate does not say which applications may call",
    severity: "high",
    what: "Without `allowed_applications` only Entra's assignment keeps other applications out. What the platform does without the list has changed over time: it admits any application, or only the registration itself.",
    inTerraform: "allowed_applications = [azurerm_user_assigned_identity.gateway.client_id]",
    withConstruct: "The construct lists the gateway's identity and `allowedIdentities`.",
    sources: [documentation.entraProvider],
    reviewedOn,
    check: (subject) =>
      withoutList(subject, ({ applications }) => applications, "allowed_applications", "applications"),
  },
  {
    id: "identities-not-listed",
    title: "The gate does not say which principals may call",
    severity: "medium",
    what: "`allowed_applications` alone also admits a user who signed in through one of these applications. `allowed_identities` pins the object id.",
    inTerraform: "allowed_identities = [azurerm_user_assigned_identity.gateway.principal_id]",
    withConstruct: "The construct writes both lists from the same identities.",
    sources: [documentation.entraProvider],
    reviewedOn,
    check: (subject) =>
      withoutList(subject, ({ identities }) => identities, "allowed_identities", "principals"),
  },
  {
    id: "wrong-id-in-list",
    title: "A list of the gate holds an id of another kind",
    severity: "high",
    what: "`allowed_applications` takes client ids and `allowed_identities` takes object ids of service principals. The principal id of an identity in the first list, its client id in the second, or the object id of an application object in either, admits nobody: every call gets 403.",
    inTerraform:
      "allowed_applications = [azurerm_user_assigned_identity.gateway.client_id]\nallowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]",
    withConstruct: "The construct takes an identity, and writes each of its ids where it belongs.",
    sources: [documentation.entraProvider],
    reviewedOn,
    check: (subject) =>
      eachEntra(subject, (site, entra) => {
        const { principals } = subject.now.graph;
        const wrong = (list: string, values: typeof entra.applications, kind: "client" | "object") =>
          values
            .filter((value) => principals.isOtherId(value, kind))
            .map((value) => ({
              ...subject.violation(
                site.id,
                `${entra.path}.${list}`,
                value,
                `${printed(value)} in ${list} of ${site.label} is no ${kind} id of a principal`,
              ),
              detail: printed(value),
            }));
        return [
          ...wrong("allowed_applications", entra.applications, "client"),
          ...wrong("allowed_identities", entra.identities, "object"),
        ];
      }),
  },
  {
    id: "other-sign-in",
    title: "Accounts of other providers can sign in",
    severity: "high",
    opensGate: true,
    what: "A further provider of App Service Authentication is a second door: whoever has an account of it, with GitHub or Google everyone, gets through without Entra.",
    inTerraform: "auth_settings_v2 {\n  active_directory_v2 { … } # and no other provider\n}",
    withConstruct: byConstruct,
    sources: [documentation.authentication],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const { otherProviders, block, enabled } = subject.now.graph.easyAuth(site);
        if (enabled === "no") return [];
        return otherProviders.map((provider) =>
          subject.violation(
            site.id,
            `${block}.0.${provider}`,
            "configured",
            `whoever has an account of ${provider} can sign in to ${site.label}`,
          ),
        );
      }),
  },
  {
    id: "sign-in-redirect",
    title: "Calls without a token are sent to a sign-in page",
    severity: "low",
    what: "An API has callers, not visitors: the answer to a call without a token is 401. A sign-in page invites users, and hides from clients why they are refused.",
    inTerraform: 'auth_settings_v2 {\n  unauthenticated_action = "Return401"\n}',
    withConstruct: byConstruct,
    sources: [documentation.authentication],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const { action, block, enabled, required } = subject.now.graph.easyAuth(site);
        const argument = `${block}.0.${block === "auth_settings" ? "unauthenticated_client_action" : "unauthenticated_action"}`;
        return enabled === "yes" && required === "yes" && action === "RedirectToLoginPage"
          ? [
              subject.violation(
                site.id,
                argument,
                action,
                `${site.label} sends calls without a token to a sign-in page`,
              ),
            ]
          : [];
      }),
  },
  {
    id: "first-version-of-authentication",
    title: "The first version of App Service Authentication is used",
    severity: "medium",
    what: "`auth_settings` knows neither which applications nor which principals may call: every token for the audience passes.",
    inTerraform: gate,
    withConstruct: byConstruct,
    sources: [documentation.authentication, documentation.functionApp],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const { block, enabled } = subject.now.graph.easyAuth(site);
        return block === "auth_settings" && enabled !== "no"
          ? [
              subject.violation(
                site.id,
                "auth_settings",
                "configured",
                `${site.label} uses the first version of App Service Authentication`,
              ),
            ]
          : [];
      }),
  },
  {
    id: "undecided-host",
    title: "It is not known whether the Function's host is closed",
    severity: "medium",
    what: "The stack does not tell whether somebody outside of the lists reaches the Function. The proof names the value or the feature that hides it.",
    inTerraform: "# Give the argument that the proof names a value that is known when the stack is planned.",
    withConstruct: "The construct writes values that are decided before the first apply.",
    sources: [documentation.authentication],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const verdict = ["internet", "network", "tenant-application", "tenant-user", "other-tenant"]
          .map((caller) => subject.at("host", site, caller))
          .find((one) => one?.access === "unknown");
        if (!verdict) return [];
        const who = subject.callers.get(verdict.caller)?.label;
        return [
          ofVerdict(
            site,
            verdict,
            `whether ${who} can call ${site.label} is not known: ${verdict.unknownBecause}`,
          ),
        ];
      }),
  },
  {
    id: "plain-http",
    title: "The Function answers over plain HTTP",
    severity: "medium",
    what: "A call over plain HTTP shows the token to everyone on the way, who can use it for about an hour.",
    inTerraform: "https_only = true",
    withConstruct: "The construct always sets it.",
    sources: [documentation.https],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const value = subject.now.index.value(site.resource, "https_only");
        return booleanOf(value, false) === "no"
          ? [subject.violation(site.id, "https_only", value, `${site.label} answers over plain HTTP`)]
          : [];
      }),
  },
  {
    id: "scm-password",
    title: "Code can be published with a password",
    severity: "high",
    what: "Basic authentication of the SCM site is on, as it is by default. The publishing password is in the Terraform state, and whoever has it replaces the code or reads its secrets.",
    inTerraform: "webdeploy_publish_basic_authentication_enabled = false",
    withConstruct: "The construct turns it off.",
    sources: [documentation.basicAuthentication],
    reviewedOn,
    check: (subject) => byPassword(subject, "scm", "webdeploy_publish_basic_authentication_enabled"),
  },
  {
    id: "ftp-password",
    title: "Code can be published over FTP with a password",
    severity: "high",
    what: "FTP is on, and so is its basic authentication. The publishing password is in the Terraform state.",
    inTerraform:
      'ftp_publish_basic_authentication_enabled = false\n\nsite_config {\n  ftps_state = "Disabled"\n}',
    withConstruct: "The construct turns both off.",
    sources: [documentation.basicAuthentication],
    reviewedOn,
    check: (subject) => byPassword(subject, "ftp", "ftp_publish_basic_authentication_enabled"),
  },
  {
    id: "open-scm-site",
    title: "The SCM site takes calls of every address",
    severity: "low",
    what: "The SCM site asks for a sign-in, but every address may try, and whoever has a role that may publish needs no network.",
    inTerraform: 'site_config {\n  scm_ip_restriction_default_action = "Deny"\n}',
    withConstruct: "The construct denies every address that `deploymentAddresses` does not name.",
    sources: [documentation.accessRestrictions],
    reviewedOn,
    check: (subject) =>
      subject.now.graph.sites.all.flatMap((site) => {
        const verdict = subject.at("scm", site, "internet");
        if (verdict?.access !== "refused" || verdict.answer !== "401" || isLegacy(site.resource)) return [];
        const argument = "site_config.0.scm_ip_restriction_default_action";
        const value = subject.now.index.value(
          site.resource,
          "site_config",
          0,
          "scm_ip_restriction_default_action",
        );
        return [
          subject.violation(
            site.id,
            argument,
            isAbsent(value) ? "absent (Allow)" : value,
            `every address may try to sign in to the SCM site of ${site.label}`,
          ),
        ];
      }),
  },
];

/** Gates without one of the lists of who may call. Version 1 of the authentication has none. */
function withoutList(
  subject: RuleSubject,
  listIn: (entra: EntraProvider) => readonly unknown[],
  argument: string,
  who: string,
): Violation[] {
  return eachEntra(subject, (site, entra) => {
    if (listIn(entra).length > 0 || subject.now.graph.easyAuth(site).block !== "auth_settings_v2") return [];
    const message = `${site.label} does not say which ${who} may call it`;
    return [subject.violation(site.id, `${entra.path}.${argument}`, undefined, message)];
  });
}

function eachEntra(
  subject: RuleSubject,
  check: (site: Site, entra: EntraProvider) => readonly Violation[],
): Violation[] {
  return subject.now.graph.sites.all.flatMap((site) => {
    const { entra, enabled } = subject.now.graph.easyAuth(site);
    return entra && enabled !== "no" ? check(site, entra) : [];
  });
}

function byPassword(subject: RuleSubject, kind: "scm" | "ftp", argument: string): Violation[] {
  return subject.now.graph.sites.all.flatMap((site) => {
    const verdict = subject.at(kind, site, "publishing-password");
    if (verdict?.access !== "reaches") return [];
    return [
      {
        address: site.id,
        argument,
        message: `whoever has the publishing password of ${site.label} can replace its code`,
        proof: verdict.proof,
      },
    ];
  });
}

/** A violation that a verdict shows, at the argument that decides it. */
function ofVerdict(site: Site, { proof }: Verdict, message: string): Violation {
  const last = proof[proof.length - 1];
  return {
    address: site.id,
    argument: last?.address === site.id ? last.argument : undefined,
    message,
    proof,
  };
}
