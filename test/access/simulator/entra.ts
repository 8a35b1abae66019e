import { type Applied, type AppliedResource, block, includes, list, same } from "./applied";
import { issuedToken, type Subject, type Token } from "./tokens";
import type { Answer, Questions } from "./worlds";

/** A managed identity or an application, by the ids that its tokens carry. */
export interface Principal {
  readonly address: string;
  readonly clientId: string;
  readonly objectId: string;
  readonly isManagedIdentity: boolean;
  /** Whether the stack makes it. */
  readonly isMade: boolean;
}

/** Entra, with the applications, assignments and identities that were applied. */
export class Entra {
  public readonly principals: readonly Principal[];
  public readonly ownTenant: string;

  public constructor(
    private readonly applied: Applied,
    private readonly questions: Questions,
  ) {
    this.principals = applied.once("principals", () => principalsOf(applied));
    this.ownTenant = this.tenant();
  }

  /** The token that Entra writes for a resource; nothing where it refuses to. */
  public token(subject: Subject, asked: string): Token | undefined {
    const resource = asked.replace(/\/?\.default$/, "");
    if (!same(subject.tenant, this.ownTenant)) return undefined;
    if (isOfMicrosoft(resource)) return issuedToken(subject, asked, 1);
    const application = this.applicationOf(resource);
    if (!application) return this.tokenOfElsewhere(subject, resource);
    const clientId = application.values.client_id;
    const servicePrincipal = this.servicePrincipalOf(clientId);
    if (!this.isIssued(subject, application, servicePrincipal)) return undefined;
    const version = this.versionOf(application);
    return issuedToken(subject, version === 2 ? clientId : resource, version);
  }

  /** The client ids of applications through which callers of other tenants may sign in too. */
  public multiTenantApplications(): string[] {
    return this.applied
      .known("azuread_application")
      .filter(({ values }) => /Multiple|PersonalMicrosoftAccount/.test(values.sign_in_audience ?? ""))
      .map(({ values }) => values.client_id);
  }

  public principalAt(address: string): Principal | undefined {
    return this.principals.find((principal) => principal.address === address);
  }

  public principalWithClientId(clientId: string): Principal | undefined {
    return this.principals.find((principal) => same(principal.clientId, clientId));
  }

  private tokenOfElsewhere(subject: Subject, resource: string): Token | undefined {
    if (this.isSomethingElse(resource)) return undefined;
    const asks = this.decidedElsewhere(subject);
    if (!asks(`Entra knows ${resource}, and issues a token for it`)) return undefined;
    const isId = /^[\da-f-]{36}$/i.test(resource);
    const version = asks(`tokens for ${resource} have version 2`) ? 2 : 1;
    return version === 2 && !isId ? undefined : issuedToken(subject, resource, version);
  }

  private decidedElsewhere({ isNamed }: Subject): Answer {
    return this.questions[isNamed ? "choice" : "unknown"];
  }

  private isIssued(
    subject: Subject,
    application: AppliedResource,
    servicePrincipal: AppliedResource | undefined,
  ): boolean {
    const { client_id: clientId } = application.values;
    if (!servicePrincipal)
      return this.decidedElsewhere(subject)(`${clientId} has a service principal, which issues tokens`);
    if (servicePrincipal.values.account_enabled === false) return false;
    if (servicePrincipal.values.app_role_assignment_required !== true) return true;
    const isAssigned = this.applied
      .made("azuread_app_role_assignment")
      .some(
        ({ values }) =>
          same(values.resource_object_id, servicePrincipal.values.object_id) &&
          subject.isPrincipal(values.principal_object_id),
      );
    if (isAssigned) return true;
    const isWhole = servicePrincipal.mode === "managed" && subject.isOfStack;
    return !isWhole && this.questions.choice("another stack assigns the caller");
  }

  private applicationOf(resource: string): AppliedResource | undefined {
    const all = [
      ...this.applied.known("azuread_application"),
      ...this.applied.known("azuread_application_registration"),
    ];
    const found = all.find(
      (application) =>
        same(application.values.client_id, resource) || includes(this.urisOf(application), resource),
    );
    if (found) return found;
    const lookedUp = this.applied
      .known("azuread_service_principal")
      .find(({ values }) => same(values.client_id, resource));
    return lookedUp && { ...lookedUp, values: { ...lookedUp.values, isVersionUnknown: true } };
  }

  private urisOf({ values }: AppliedResource): unknown[] {
    const added = this.applied
      .made("azuread_application_identifier_uri")
      .filter((uri) => same(uri.values.application_id, values.id))
      .map((uri) => uri.values.identifier_uri);
    return [...list(values, "identifier_uris"), ...added];
  }

  /** Whether a resource is an id of the stack that is not an application's, or a URI that an application lacks. */
  private isSomethingElse(resource: string): boolean {
    const ids = this.applied.resources.flatMap(({ values }) => [values.object_id, values.principal_id]);
    const clientId = resource.replace(/^api:\/\//, "");
    const ofMade = this.applied
      .made("azuread_application")
      .some(({ values }) => same(values.client_id, clientId));
    return includes(ids, resource) || ofMade;
  }

  private servicePrincipalOf(clientId: string): AppliedResource | undefined {
    const all = this.applied
      .known("azuread_service_principal")
      .filter(({ values }) => same(values.client_id, clientId));
    return all.find(({ mode }) => mode === "managed") ?? all[0];
  }

  private versionOf({ type, values }: AppliedResource): 1 | 2 {
    if (values.isVersionUnknown)
      return this.questions.unknown(`tokens for ${values.client_id} have version 2`) ? 2 : 1;
    const isRegistration = type === "azuread_application_registration";
    const asked = isRegistration
      ? values.requested_access_token_version
      : block(values, "api")?.requested_access_token_version;
    return Number(asked ?? (isRegistration ? 2 : 1)) === 2 ? 2 : 1;
  }

  private tenant(): string {
    const told = this.applied.once("tenants", () => this.toldTenants());
    if (told.size === 1) return [...told][0];
    for (const tenant of this.namedTenants())
      if (this.questions.unknown(`the stack is applied to the tenant ${tenant}`)) return tenant;
    return "00000000-0000-4000-8000-00000000000a";
  }

  private toldTenants(): ReadonlySet<string> {
    return new Set(
      this.applied.resources.flatMap(({ type, values }) => {
        const ofDeployer = /^(azuread_client_config|azurerm_client_config|azurerm_subscription)$/.test(type);
        const isIdentity = type === "azurerm_user_assigned_identity";
        return [
          ...(ofDeployer || isIdentity ? [values.tenant_id] : []),
          ...(type.startsWith("azurerm_") ? [block(values, "identity")?.tenant_id] : []),
        ].filter((id) => typeof id === "string" && id !== "");
      }),
    );
  }

  /** Tenants that endpoints and policies name. */
  private namedTenants(): string[] {
    const text = this.applied.text;
    const pattern =
      /(?:microsoftonline\.com\/|sts\.windows\.net\/|tenant-id=\\?")([\da-f]{8}-[\da-f-]{27})/gi;
    return [...new Set([...text.matchAll(pattern)].map(([, id]) => id.toLowerCase()))];
  }
}

function isOfMicrosoft(resource: string): boolean {
  return /^https:\/\/([\w-]+\.)*(azure\.(com|net)|windows\.net|microsoft\.com)(\/|$)/i.test(resource);
}

function principalsOf(applied: Applied): Principal[] {
  const identities = applied.known("azurerm_user_assigned_identity").map(({ address, mode, values }) => ({
    address,
    isMade: mode === "managed",
    clientId: values.client_id,
    objectId: values.principal_id,
    isManagedIdentity: true,
  }));
  const systemAssigned = applied.resources.flatMap(({ address, mode, type, values }) => {
    const identity = block(values, "identity");
    if (!type.startsWith("azurerm_") || !/SystemAssigned/.test(identity?.type ?? "")) return [];
    const objectId = identity.principal_id;
    const lookedUp = applied
      .known("azuread_service_principal")
      .find((one) => same(one.values.object_id, objectId) || isNamedAfter(one, values));
    const clientId = lookedUp?.values.client_id ?? `client id of ${address}`;
    return [{ address, clientId, objectId, isManagedIdentity: true, isMade: mode === "managed" }];
  });
  const servicePrincipals = applied.known("azuread_service_principal").map(({ address, mode, values }) => ({
    address,
    isMade: mode === "managed",
    clientId: values.client_id,
    objectId: values.object_id,
    isManagedIdentity: values.type === "ManagedIdentity",
  }));
  const applications = applied.known("azuread_application").map(({ address, mode, values }) => ({
    address,
    isMade: mode === "managed",
    clientId: values.client_id,
    objectId:
      servicePrincipals.find((one) => same(one.clientId, values.client_id))?.objectId ??
      `object id of ${address}`,
    isManagedIdentity: false,
  }));
  return [...identities, ...systemAssigned, ...applications, ...servicePrincipals];
}

/** Azure names the service principal of an identity after what has it. */
function isNamedAfter(servicePrincipal: AppliedResource, owner: { readonly name?: string }): boolean {
  return servicePrincipal.mode === "data" && same(servicePrincipal.values.display_name, owner.name);
}
