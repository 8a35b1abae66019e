import type { Caller, Entrance, Severity, Verdict } from "../report";
import { type CheckedRule, documentation, type RuleSubject, reviewedOn, type Violation } from "./rule";

/** Resources that give a role of Azure to somebody. */
const roleAssignment = /^(azurerm_(pim_\w+_)?role_assignment|azapi_resource)$/;

/** Rules about who can become the gateway, or another caller that the gate lets in. */
export const identityRules: readonly CheckedRule[] = [
  {
    id: "gateway-identity-attached-elsewhere",
    title: "The gateway's identity is attached to something else",
    severity: "high",
    what: "Whatever the identity is attached to can get the gateway's token and call the Function directly, past every policy.",
    inTerraform:
      '# Give the other resource an identity of its own.\nresource "azurerm_user_assigned_identity" "worker" { … }',
    withConstruct: "The construct makes an identity that only the gateway uses.",
    sources: [documentation.managedIdentities],
    reviewedOn,
    check: (subject) => becoming(subject, /^azurerm_(?!role_assignment|pim_|federated)/, "identity-operator"),
  },
  {
    id: "gateway-identity-federated",
    title: "An outside workload can become the gateway",
    severity: "critical",
    what: "A federated credential of the gateway's identity exchanges a token of its issuer for one of the identity: the workload calls the Function directly.",
    inTerraform: "# Remove the azurerm_federated_identity_credential of the gateway's identity.",
    withConstruct: "The construct makes no federated credential.",
    sources: [documentation.federation],
    reviewedOn,
    check: (subject) => becoming(subject, /^azurerm_federated_identity_credential$/, "identity-operator"),
  },
  {
    id: "gateway-identity-operator",
    title: "A role lets somebody attach the gateway's identity",
    severity: "medium",
    what: "Who may assign the identity can attach it to a machine, and who may write its federated credentials can let a workload act as it: both call the Function as the gateway.",
    inTerraform:
      "# Assign the role on what it is needed for, and not on the identity, its group or the subscription;\n# or use the gateway's system-assigned identity, which cannot be attached elsewhere.",
    withConstruct: "`gatewayIdentityType: GatewayIdentityType.SYSTEM_ASSIGNED`",
    sources: [documentation.roles, documentation.managedIdentities],
    reviewedOn,
    check: (subject) => becoming(subject, roleAssignment, "identity-operator"),
  },
  {
    id: "policy-writer",
    title: "A role lets somebody write the gateway's policies",
    severity: "low",
    what: "All APIs of a gateway share its identity. Who may write one policy of it can ask for the Function's token there.",
    inTerraform: "# Assign the role to few, or give a sensitive Function a gateway of its own.",
    withConstruct: "A gateway of its own is the default.",
    sources: [documentation.roles, documentation.policies],
    reviewedOn,
    check: (subject) => becoming(subject, roleAssignment, "policy-writer"),
  },
  {
    id: "publisher",
    title: "A role lets somebody replace the Function's code",
    severity: "low",
    what: "Who may write the site deploys code to it, reads its publishing password and its keys, and turns its authentication off: no control of the site itself holds.",
    inTerraform: "# Assign the role to the pipeline that deploys the Function, on the Function alone.",
    withConstruct: "The construct assigns no such role.",
    sources: [documentation.roles, documentation.basicAuthentication],
    reviewedOn,
    check: (subject) => [
      ...subject
        .all("scm", "publisher")
        .map((verdict) =>
          byHolder(subject, verdict, "deploy code to the", "may be able to deploy code to the"),
        ),
      ...subject
        .all("scm", "publishing-password")
        .filter(({ caller, access }) => caller !== "publishing-password" && access === "reaches")
        .map((verdict) => byHolder(subject, verdict, "deploy code with the password of the")),
    ],
  },
  {
    id: "storage-operator",
    title: "A role lets somebody replace the Function's code in its storage",
    severity: "low",
    what: "The host keeps its keys, and often its code, in its storage account. Who may write the blobs of the account, or read its keys, replaces the code and runs as the Function. The Function's own identity is not named.",
    inTerraform:
      "# Assign the role on what it is needed for: a container of its own, in an account of its own.",
    withConstruct: "The construct assigns roles on the storage account to the Function's own identity alone.",
    sources: [documentation.roles, documentation.storage],
    reviewedOn: "2026-11-29",
    check: (subject) =>
      subject
        .all("key", "storage-operator")
        .filter(({ access }) => access !== "refused")
        .map((verdict) =>
          byHolder(subject, verdict, "replace what is in the", "may be able to replace what is in the"),
        ),
  },
  {
    id: "caller-identity-operator",
    title: "A role lets somebody become a caller of the Function",
    severity: "low",
    what: "Who may assign an identity that the gate lets in, or write its federated credentials, calls the Function as that identity.",
    inTerraform:
      "# Assign the role on what it is needed for, and not on the identity, its group or the subscription.",
    withConstruct: "The construct makes no such role; `grantInvoke` names who gets in.",
    sources: [documentation.roles, documentation.managedIdentities],
    reviewedOn: "2026-11-29",
    check: (subject) =>
      subject
        .all("key", "identity-operator")
        .filter(({ access }) => access !== "refused")
        .map((verdict) => byHolder(subject, verdict, "call", "may be able to call")),
  },
  {
    id: "token-sent-elsewhere",
    title: "The gateway sends the Function's token to something else",
    severity: "critical",
    what: "A policy asks for a token for the Function, and its calls go elsewhere. Whoever runs that place has a token by which it can call the Function as the gateway. Functions that share one registration are such places to each other.",
    inTerraform: "# Ask for a token for the backend that is called, or none.",
    withConstruct:
      "The construct asks for the token and sets the backend in one step, and refuses a policy that changes either.",
    sources: [documentation.tokenStep, documentation.backendService],
    reviewedOn,
    check: (subject) => becoming(subject, /./, "token-receiver"),
  },
];

/** What a holder of a role can do at an entrance, or may be able to. */
function byHolder(subject: RuleSubject, verdict: Verdict, does: string, mayDo = does): Violation {
  const { caller: id, entrance, access, proof } = verdict;
  const caller = subject.callers.get(id) as Caller;
  const { label } = subject.entrances.get(entrance) as Entrance;
  const deed = access === "unknown" ? mayDo : `can ${does}`;
  const [{ address, argument }] = proof;
  return { address, argument, message: `${caller.label} ${deed} ${label}`, proof, detail: label };
}

/** One violation for each way to become the gateway that a resource of the stack opens. */
function becoming(subject: RuleSubject, type: RegExp, kind: Caller["kind"]): Violation[] {
  const found = new Map<string, Violation>();
  for (const { caller: id, entrance, access, proof } of subject.all("gateway-token", kind)) {
    const caller = subject.callers.get(id) as Caller;
    const resource = caller.address === undefined ? undefined : subject.now.index.at(caller.address);
    if (access === "refused" || !resource || !type.test(resource.type) || caller.id === kind) continue;
    if (resource.type === "azurerm_user_assigned_identity") continue;
    const { label } = subject.entrances.get(entrance) as { label: string };
    // Functions that share a registration get tokens that open each other.
    const isFunction =
      /^token-receiver:functions:/.test(id) ||
      subject.now.graph.sites.at(id.replace("token-receiver:", "")) !== undefined;
    const severity: { severity?: Severity } =
      access === "unknown" || isFunction ? { severity: "medium" } : {};
    if (!found.has(resource.address))
      found.set(resource.address, {
        address: resource.address,
        argument: proof[0]?.argument,
        message: `${caller.label} can call ${label}`,
        proof,
        ...severity,
      });
  }
  return [...found.values()];
}
