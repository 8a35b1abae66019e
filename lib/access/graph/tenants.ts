import { isGuid } from "../../support/guid-text";
import type { Value } from "../stack/value";
import type { StackIndex } from "./stack-index";
import { isAbsent, keyOf, literalText } from "./values";

/** Whose tokens something accepts: of the tenant that the stack is applied to, of another one, or of every tenant. */
export type TenantKind = "own" | "other" | "every" | "unknown";

/** Which tenant of Entra a stack is applied to, as far as it says so. */
export class Tenants {
  /** Literals that are known to be the own tenant's id: more than one, where the stack is applied to several. */
  private readonly own: ReadonlySet<string>;

  public constructor(private readonly index: StackIndex) {
    this.own = new Set(evidence(index).filter((key) => key?.startsWith("=")) as string[]);
  }

  /** Which tenant an id of one, or a name of one, stands for. */
  public kindOf(tenant: Value | undefined): TenantKind {
    if (isAbsent(tenant)) return "unknown";
    const value = this.index.followed(tenant as Value);
    if (value.kind === "reference") return isOwnTenantId(value.address, value.attribute) ? "own" : "unknown";
    const id = literalText(value)?.toLowerCase();
    if (id === undefined) return "unknown";
    if (/^(common|organizations|consumers)$/.test(id)) return "every";
    if (this.own.size !== 1) return "unknown";
    if (this.own.has(`=${id}`)) return "own";
    // A tenant has domain names besides its id, which the stack does not tell.
    return isGuid(id) ? "other" : "unknown";
  }

  /** The tenant of an address of Entra: an authentication endpoint, an issuer, or an OpenID configuration. */
  public kindOfEndpoint(endpoint: Value | undefined): TenantKind {
    if (isAbsent(endpoint)) return "unknown";
    const value = this.index.followed(endpoint as Value);
    if (value.kind === "text") {
      const [host, tenant, end] = value.parts;
      const isWhole = end === undefined || (typeof end === "string" && end.startsWith("/"));
      const isEndpoint = typeof host === "string" && /^https:\/\/[\w.-]+\/$/.test(host) && isWhole;
      return isEndpoint && typeof tenant === "object" ? this.kindOf(tenant) : "unknown";
    }
    const segment = /^https:\/\/[\w.-]+\/([^/]+)/.exec(literalText(value) ?? "")?.[1];
    return segment === undefined ? "unknown" : this.kindOf({ kind: "literal", value: segment });
  }
}

/** What the stack says of its own tenant: the providers' configuration, who applies it, and identities that it makes. */
function evidence(index: StackIndex): (string | undefined)[] {
  const providers = index.stack.providers
    .filter(({ name }) => /\/azure(rm|ad)$/.test(name))
    .map(({ values }) => values.entries.get("tenant_id"))
    .map((value) => value && keyOf(index.followed(value)));
  const resources = index.stack.resources.flatMap((resource) =>
    ["tenant_id", "identity.0.tenant_id"]
      .filter((attribute) => isOwnTenantId(resource.address, attribute))
      .map((attribute) => keyOf(index.value(resource, ...attribute.split(".")))),
  );
  return [...providers, ...resources];
}

const ofDeployer = /(^|\.)data\.(azurerm_client_config|azuread_client_config|azurerm_subscription)\./;

/** Whether an attribute is the id of the tenant that its provider works in. */
function isOwnTenantId(address: string, attribute: string): boolean {
  if (attribute === "tenant_id")
    return ofDeployer.test(address) || /(^|\.)azurerm_user_assigned_identity\./.test(address);
  return /^identity(\.0)?\.tenant_id$/.test(attribute) && /(^|\.)azurerm_\w+\./.test(address);
}
