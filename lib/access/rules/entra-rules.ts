import type { Registration } from "../graph/registrations";
import { at, isAbsent, itemsOf, keyOf, printed } from "../graph/values";
import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import { type CheckedRule, documentation, type RuleSubject, reviewedOn } from "./rule";

/** Rules about the applications that Entra issues the tokens for. */
export const entraRules: readonly CheckedRule[] = [
  {
    id: "assignment-not-required",
    title: "Entra issues a token to everyone of the tenant",
    severity: "medium",
    what: "Without a required assignment every application and user of the tenant gets a token for the Function. Only the lists of the gate keep them out then, and an error in one of them opens it.",
    inTerraform: 'resource "azuread_service_principal" "orders" {\n  app_role_assignment_required = true\n}',
    withConstruct:
      "The construct requires an assignment, and assigns the role to each identity that may call.",
    sources: [documentation.assignment],
    reviewedOn,
    check: (subject) =>
      registrations(subject).flatMap(({ servicePrincipal, assignmentRequired }) => {
        if (!servicePrincipal || assignmentRequired !== "no") return [];
        const argument = "app_role_assignment_required";
        const value = subject.now.index.value(servicePrincipal, argument);
        return [
          subject.violation(
            servicePrincipal.address,
            argument,
            value,
            "Entra issues a token for the Function to everyone of the tenant",
          ),
        ];
      }),
  },
  {
    id: "version-1-tokens",
    title: "The registration gets version 1 tokens",
    severity: "medium",
    what: "azuread asks for version 1 where the argument is absent. Such a token has another issuer, so a gate with a version 2 endpoint answers 401 to every caller.",
    inTerraform:
      'resource "azuread_application" "orders" {\n  api {\n    requested_access_token_version = 2\n  }\n}',
    withConstruct: "The construct always sets version 2.",
    sources: [documentation.accessTokens],
    reviewedOn,
    check: (subject) =>
      registrations(subject).flatMap(({ application, tokenVersion }) => {
        if (!application || tokenVersion !== 1) return [];
        const argument = "api.0.requested_access_token_version";
        const value = subject.now.index.value(application, "api", 0, "requested_access_token_version");
        return [
          subject.violation(
            application.address,
            argument,
            value,
            "Entra issues version 1 tokens for the Function",
          ),
        ];
      }),
  },
  {
    id: "owner-of-registration",
    title: "Others than the deployer own the registration",
    severity: "low",
    what: "An owner of the application or of its service principal may add credentials and roles, and turn the required assignment off.",
    inTerraform: "owners = [data.azuread_client_config.current.object_id]",
    withConstruct: "The construct makes the deployer the only owner, unless `owners` says otherwise.",
    sources: [documentation.credentials],
    reviewedOn,
    check: (subject) =>
      registrations(subject)
        .flatMap((registration) => ownersOf(subject, registration))
        .filter(
          ({ owner }) =>
            subject.now.graph.principals.ofObjectId(owner)?.kind !== "deployer" &&
            !isDeployer(subject, keyOf(subject.now.index.followed(owner))),
        )
        .map(({ resource, argument, owner }) => ({
          ...subject.violation(
            resource.address,
            argument,
            owner,
            `${printed(owner)} owns the Function's registration`,
          ),
          detail: printed(owner),
        })),
  },
];

interface Owner {
  readonly resource: Resource;
  readonly argument: string;
  readonly owner: Value;
}

/** Who owns an application or its service principal, as these say or as a resource of its own adds. */
function ownersOf({ now }: RuleSubject, { application, servicePrincipal }: Registration): Owner[] {
  const listed = [application, servicePrincipal].flatMap((resource) =>
    resource?.mode === "managed"
      ? itemsOf(at(resource.values, "owners")).map((owner) => ({ resource, argument: "owners", owner }))
      : [],
  );
  const added = now.index.managed("azuread_application_owner").flatMap((resource) => {
    const [of, owner] = ["application_id", "owner_object_id"].map((argument) =>
      at(resource.values, argument),
    );
    const isOwn = application !== undefined && now.index.resourceWithId(of) === application;
    return isOwn && owner ? [{ resource, argument: "owner_object_id", owner }] : [];
  });
  return [...listed, ...added];
}

function isDeployer(subject: RuleSubject, key: string | undefined): boolean {
  return subject.now.index
    .data("azuread_client_config", "azurerm_client_config")
    .some((resource) => key !== undefined && keyOf(subject.now.index.value(resource, "object_id")) === key);
}

/** What the gates of the stack validate tokens for. */
function registrations(subject: RuleSubject): Registration[] {
  const { graph } = subject.now;
  const found = new Map<string, Registration>();
  for (const site of graph.sites.all) {
    const clientId = graph.easyAuth(site).entra?.clientId;
    const registration = isAbsent(clientId)
      ? undefined
      : clientId && graph.registrations.ofResource(clientId);
    if (registration) found.set(registration.principal.id, registration);
  }
  return [...found.values()];
}
