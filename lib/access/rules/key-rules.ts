import { at, printed } from "../graph/values";
import { addTo } from "../groups";
import type { Verdict } from "../report";
import { apiOf } from "../verdicts/matrix";
import { type CheckedRule, documentation, type RuleSubject, reviewedOn, type Violation } from "./rule";

/** Rules about keys and other secrets that open a Function, or what belongs to it. */
export const keyRules: readonly CheckedRule[] = [
  {
    id: "storage-key",
    title: "A key of the storage account opens the Function's host",
    severity: "high",
    what: "The host keeps its keys, and often its code, in its storage account. Whoever has a key of the account, which the Terraform state holds, reads the former and replaces the latter.",
    inTerraform:
      'resource "azurerm_storage_account" "host" {\n  shared_access_key_enabled = false\n}\n\nresource "azurerm_linux_function_app" "orders" {\n  storage_uses_managed_identity = true\n}',
    withConstruct:
      "The construct reaches the storage with the Function's identity, unless `storageKeyInState` is set.",
    sources: [documentation.storage],
    reviewedOn,
    check: (subject) =>
      ofKeys(subject, "storage-key", (label) => `a key of the storage account opens the ${label}`),
  },
  {
    id: "client-secret",
    title: "A credential opens the Function",
    severity: "high",
    what: "A password, a certificate or a federated credential of an application that the gate lets in is a second way to be that application. A password is in the Terraform state.",
    inTerraform: "# Let the caller use a managed identity, and remove the azuread_application_password.",
    withConstruct: "The construct makes no credential.",
    sources: [documentation.credentials],
    reviewedOn,
    check: (subject) =>
      ofKeys(subject, "client-secret", (label) => `a credential in this stack opens ${label}`),
  },
  {
    id: "credential-of-registration",
    title: "The Function's registration has a credential",
    severity: "medium",
    what: "The registration only validates tokens, so it needs no credential. Whoever has one acts as the registration, with all that it may do.",
    inTerraform: "# Remove the azuread_application_password of the Function's registration.",
    withConstruct: "The construct makes no credential.",
    sources: [documentation.credentials],
    reviewedOn,
    check: (subject) =>
      subject
        .all("key", "client-secret")
        .filter(({ access }) => access !== "reaches")
        .map(({ entrance, proof }) => {
          const { address, label } = subject.entrances.get(entrance) as { address: string; label: string };
          return {
            address,
            message: `${label}: the registration has a credential that it does not need`,
            proof,
            detail: label,
          };
        }),
  },
  {
    id: "function-key-in-state",
    title: "Keys of the Functions host are read into the state",
    severity: "medium",
    what: "The data source stores the master key and every function key in the Terraform state. Where the gate is closed they open nothing by themselves; where it is not, they open everything.",
    inTerraform:
      '# Remove the data source azurerm_function_app_host_keys, and use authLevel "anonymous" behind the gate.',
    withConstruct: "The construct needs no function key.",
    sources: [documentation.functionKeys],
    reviewedOn,
    check: (subject) =>
      subject.now.index
        .data("azurerm_function_app_host_keys")
        .map(({ address, values }) =>
          subject.violation(
            address,
            "name",
            at(values, "name"),
            "keys of the Functions host are stored in the Terraform state",
          ),
        ),
  },
  {
    id: "function-key-in-gateway",
    title: "The gateway sends a function key",
    severity: "medium",
    what: "A function key is a shared secret: it is in the Terraform state and in the gateway's configuration, and tells nobody apart.",
    inTerraform:
      '# Let the gateway authenticate with its managed identity:\n# <authentication-managed-identity resource="…" client-id="…" />',
    withConstruct: "The construct authenticates the gateway with its managed identity.",
    sources: [documentation.functionKeys, documentation.tokenStep],
    reviewedOn,
    check: (subject) =>
      subject.now.index.managed("azurerm_api_management_backend").flatMap((resource) => {
        const sent = ["header", "query"].flatMap((kind) => {
          const map = at(resource.values, "credentials", 0, kind);
          const names = map?.kind === "map" ? [...map.entries.keys()] : [];
          return names
            .filter((name) => /^(x-functions-key|code)$/i.test(name))
            .map((name) => `credentials.0.${kind}.${name}`);
        });
        return sent.map((argument) =>
          subject.violation(
            resource.address,
            argument,
            "(a key)",
            `${printed(at(resource.values, "name"))} is called with a function key`,
          ),
        );
      }),
  },
  {
    id: "subscription-key-alone",
    title: "A subscription key is all that a caller needs",
    severity: "medium",
    what: "A subscription key identifies nobody, does not expire, and is in the state where Terraform makes the subscription.",
    inTerraform:
      '# Validate a token in the API\'s policy, before the token step:\n# <validate-azure-ad-token tenant-id="…"> … </validate-azure-ad-token>',
    withConstruct:
      "`Callers.entraApplications` or `Callers.apiAppRegistration`, instead of `Callers.subscriptionKey`.",
    sources: [documentation.subscriptions, documentation.validateToken],
    reviewedOn,
    check: (subject) =>
      byApi(
        subject,
        subject
          .all("operation", "subscription-key")
          .filter(({ entrance, access }) => access === "reaches" && !reachesWithout(subject, entrance)),
        (count, api) => `a subscription key is all that ${count} of API ${api} ask for`,
      ),
  },
];

function reachesWithout(subject: RuleSubject, entrance: string): boolean {
  return subject.verdict(entrance, "network")?.access === "reaches";
}

function ofKeys(
  subject: RuleSubject,
  kind: "storage-key" | "client-secret",
  message: (label: string) => string,
): Violation[] {
  return subject
    .all("key", kind)
    .filter(({ access }) => access === "reaches")
    .map(({ entrance, proof }) => {
      const { address, label } = subject.entrances.get(entrance) as { address: string; label: string };
      return { address, argument: proof[0]?.argument, message: message(label), proof, detail: label };
    });
}

/** One violation for each API, however many operations it has. */
export function byApi(
  subject: RuleSubject,
  verdicts: readonly Verdict[],
  message: (operations: string, api: string) => string,
): Violation[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    addTo(groups, apiOf(verdict.entrance), verdict);
  }
  return [...groups].map(([address, found]) => {
    const resource = subject.now.index.at(address);
    const name = resource ? printed(at(resource.values, "name")) : address;
    const operations =
      found.length === 1
        ? (subject.entrances.get(found[0].entrance)?.label ?? "")
        : `${found.length} operations`;
    return {
      address,
      message:
        found.length === 1 ? message(operations.replace(/ of API .*/, ""), name) : message(operations, name),
      proof: found[0].proof,
      detail: found
        .map(({ entrance }) => entrance)
        .sort()
        .join(),
    };
  });
}
