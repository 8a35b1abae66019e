import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { Principal, Principals } from "./principals";
import type { StackIndex } from "./stack-index";
import {
  booleanOf,
  isAbsent,
  itemsOf,
  keyOf,
  literalText,
  reference,
  revealed,
  type Ternary,
} from "./values";

/** Something that Entra issues tokens for: an application, and what the stack says of it. */
export interface Registration {
  readonly principal: Principal;
  readonly application?: Resource;
  readonly servicePrincipal?: Resource;
  /** The version of its access tokens; undefined if the stack does not say. */
  readonly tokenVersion?: 1 | 2;
  /** Whether Entra issues a token only to those who are assigned. */
  readonly assignmentRequired: Ternary;
  readonly assignments: readonly Assignment[];
  /** Assignments of which it is not known whether they are of a role of this application. */
  readonly untoldAssignments: readonly Assignment[];
  /** Whether another tenant may have it too. */
  readonly multiTenant: Ternary;
}

/** A role of an application, given to a principal. */
export interface Assignment {
  readonly resource: Resource;
  readonly principalId: Value;
}

/** An assignment that names no service principal of which it is known whose it is. */
interface UntoldAssignment extends Assignment {
  readonly target: Value;
}

/** The applications of a stack, by client id and by identifier URI. */
export class Registrations {
  private readonly byPrincipal = new Map<string, Registration>();
  private readonly byUri = new Map<string, string>();
  /** Whether an application of the stack may have identifier URIs that the stack does not tell. */
  private hasUntoldUris = false;
  private readonly untoldAssignments: UntoldAssignment[] = [];

  public constructor(
    private readonly index: StackIndex,
    private readonly principals: Principals,
  ) {
    const applications = this.byPrincipalId(
      [
        ...index.managed("azuread_application", "azuread_application_registration"),
        ...index.data("azuread_application"),
      ],
      (resource) => reference(resource.address, "client_id"),
    );
    const servicePrincipals = this.byPrincipalId(
      [...index.managed("azuread_service_principal"), ...index.data("azuread_service_principal")],
      (resource) => reference(resource.address, "client_id"),
    );
    const assignments = this.assignments();
    for (const id of new Set([...applications.keys(), ...servicePrincipals.keys(), ...assignments.keys()])) {
      const [application, servicePrincipal] = [applications.get(id), servicePrincipals.get(id)];
      const principal =
        (application ?? servicePrincipal)?.principal ??
        (assignments.get(id) as { principal: Principal }).principal;
      this.byPrincipal.set(
        id,
        this.registration(
          principal,
          application?.resource,
          servicePrincipal?.resource,
          assignments.get(id)?.all ?? [],
        ),
      );
      if (application) this.addUris(application.resource, id);
    }
    for (const resource of index.managed("azuread_application_identifier_uri")) this.addUri(resource);
  }

  /** What a token is asked for by a client id or an identifier URI. */
  public ofResource(value: Value): Registration | undefined {
    const followed = this.index.followed(value);
    const byUri =
      this.byUri.get(keyOf(followed) ?? "") ?? this.byUri.get(`${keyOf(withoutDefault(followed))}`);
    if (byUri !== undefined) return this.byPrincipal.get(byUri);
    const clientId = clientIdIn(withoutDefault(followed));
    const principal = clientId && this.principals.ofClientId(clientId);
    return principal && this.of(principal);
  }

  /** Whether `api://` and the client id of an application that the stack makes is an identifier URI of it. */
  public isIdentifierUri(value: Value): Ternary {
    const followed = withoutDefault(this.index.followed(value));
    const isUri = revealed(followed).startsWith("api://") && clientIdIn(followed) !== undefined;
    const isMade = this.ofResource(value)?.application?.mode === "managed";
    if (!isUri || !isMade) return "unknown";
    if (this.byUri.has(keyOf(followed) ?? "")) return "yes";
    return this.hasUntoldUris ? "unknown" : "no";
  }

  public of(principal: Principal): Registration | undefined {
    return this.byPrincipal.get(principal.id);
  }

  private registration(
    principal: Principal,
    application: Resource | undefined,
    servicePrincipal: Resource | undefined,
    assignments: readonly Assignment[],
  ): Registration {
    const required = servicePrincipal && this.index.value(servicePrincipal, "app_role_assignment_required");
    const isManaged = servicePrincipal?.mode === "managed";
    const knows = servicePrincipal !== undefined && (isManaged || !isAbsent(required));
    return {
      principal,
      application,
      servicePrincipal,
      tokenVersion: application && this.tokenVersion(application),
      assignmentRequired: knows ? booleanOf(required, false) : "unknown",
      assignments,
      untoldAssignments: this.untoldAssignments.filter(
        ({ target }) => this.principals.hasObjectId(principal, target) === "unknown",
      ),
      multiTenant: this.multiTenant(application),
    };
  }

  private tokenVersion(application: Resource): 1 | 2 | undefined {
    const isRegistration = application.type === "azuread_application_registration";
    const value = isRegistration
      ? this.index.value(application, "requested_access_token_version")
      : this.index.value(application, "api", 0, "requested_access_token_version");
    if (isAbsent(value)) {
      if (application.mode === "data") return undefined;
      // azuread sends 1 where the argument is absent, and 2 in the newer resource.
      return isRegistration ? 2 : 1;
    }
    const text = literalText(value);
    return text === "1" || text === "2" ? (Number(text) as 1 | 2) : undefined;
  }

  private multiTenant(application: Resource | undefined): Ternary {
    if (!application) return "unknown";
    const value = this.index.value(application, "sign_in_audience");
    if (isAbsent(value)) return application.mode === "managed" ? "no" : "unknown";
    const text = literalText(value);
    if (text === undefined) return "unknown";
    return text === "AzureADMyOrg" ? "no" : "yes";
  }

  private byPrincipalId(
    resources: readonly Resource[],
    clientId: (resource: Resource) => Value,
  ): Map<string, { resource: Resource; principal: Principal }> {
    const found = new Map<string, { resource: Resource; principal: Principal }>();
    for (const resource of resources) {
      const principal = this.principals.ofClientId(clientId(resource));
      if (!principal) continue;
      const known = found.get(principal.id);
      if (!known || (known.resource.mode === "data" && resource.mode === "managed"))
        found.set(principal.id, { resource, principal });
    }
    return found;
  }

  private assignments(): Map<string, { principal: Principal; all: Assignment[] }> {
    const found = new Map<string, { principal: Principal; all: Assignment[] }>();
    for (const resource of this.index.managed("azuread_app_role_assignment")) {
      const target = this.index.value(resource, "resource_object_id");
      const principalId = this.index.value(resource, "principal_object_id");
      if (!target || !principalId) continue;
      const principal = this.principals.ofObjectId(target);
      if (!principal || /^(looked-up|unresolved)$/.test(principal.kind))
        this.untoldAssignments.push({ resource, principalId, target });
      if (!principal) continue;
      const known = found.get(principal.id);
      if (known) known.all.push({ resource, principalId });
      else found.set(principal.id, { principal, all: [{ resource, principalId }] });
    }
    return found;
  }

  private addUris(application: Resource, id: string): void {
    for (const uri of itemsOf(this.index.value(application, "identifier_uris"))) {
      const key = keyOf(this.index.followed(uri));
      if (key !== undefined) this.byUri.set(key, id);
      else this.hasUntoldUris = true;
    }
  }

  private addUri(resource: Resource): void {
    const uri = keyOf(this.index.value(resource, "identifier_uri"));
    const application = this.index.resourceWithId(resource.values.entries.get("application_id"));
    const principal = application && this.principals.ofResource(application.address);
    if (uri !== undefined && principal) this.byUri.set(uri, principal.id);
    else this.hasUntoldUris = true;
  }
}

/** A resource without the suffix by which version 2 of the endpoint asks for all of its permissions. */
function withoutDefault(value: Value): Value {
  const end = /\/?\.default$/;
  if (value.kind === "literal") return { ...value, value: String(value.value).replace(end, "") };
  if (value.kind !== "text") return value;
  const last = value.parts[value.parts.length - 1];
  if (typeof last !== "string" || !end.test(last)) return value;
  const rest = last.replace(end, "");
  const parts = [...value.parts.slice(0, -1), ...(rest === "" ? [] : [rest])];
  const [only] = parts;
  return parts.length === 1 && typeof only !== "string" ? only : { kind: "text", parts };
}

/** The client id in a value: itself, or after `api://`. */
export function clientIdIn(value: Value): Value | undefined {
  if (value.kind === "reference") return value;
  if (value.kind === "text") {
    const [first, second, ...rest] = value.parts;
    return first === "api://" && typeof second === "object" && rest.length === 0 ? second : undefined;
  }
  const guid = /^(?:api:\/\/)?([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})$/i.exec(revealed(value))?.[1];
  return value.kind === "literal" && guid ? { ...value, value: guid } : undefined;
}
