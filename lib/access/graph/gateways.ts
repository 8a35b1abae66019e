import { isExpression } from "../../policy/expressions/policy-expressions";
import { lazyParsers } from "../../support/lazy-parsers";
import { importedOperationId } from "../../support/operation-names";
import { addTo } from "../groups";
import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import { type OtherGatewayParts, otherGatewayParts, type ProductLink } from "./other-gateway-parts";
import { type PolicyDocument, policyDocument } from "./policy-documents";
import { identityIdsOf, type Principal, type Principals } from "./principals";
import { isKnownOf, type StackIndex } from "./stack-index";
import {
  at,
  booleanOf,
  isAbsent,
  itemsOf,
  keyOf,
  literalText,
  nameOf,
  printed,
  reference,
  referenceKey,
  revealed,
  type Ternary,
} from "./values";

/** An API Management service, in the stack or only named by it. */
export interface Gateway {
  readonly key: string;
  readonly label: string;
  readonly resource?: Resource;
  readonly policy?: PolicyDocument;
  readonly apis: Api[];
  readonly products: Product[];
  readonly backends: Map<string, Resource>;
  readonly namedValues: Map<string, Resource>;
  readonly fragments: Map<string, PolicyDocument>;
  readonly subscriptions: Resource[];
  /** Whether it stands for one of which it is not known which it is. */
  readonly isUntold?: boolean;
}

/** A product, and the APIs that are in it. */
export interface Product {
  readonly id: string;
  readonly resource?: Resource;
  readonly subscriptionRequired: Ternary;
  readonly policy?: PolicyDocument;
  /** Whether it is not known that an API is in it. */
  readonly isInDoubt?: boolean;
}

/** An API in one version and revision. */
export interface Api {
  readonly gateway: Gateway;
  readonly resource: Resource;
  readonly label: string;
  readonly subscriptionRequired: Ternary;
  readonly policy?: PolicyDocument;
  readonly products: Product[];
  readonly operations: Operation[];
  /** Whether it may have operations that the stack does not tell. */
  readonly hasOtherOperations: boolean;
}

/** An operation of an API. */
export interface Operation {
  readonly resource: Resource;
  /** What policies know it by; undefined for any operation that the stack does not tell. */
  readonly key?: string;
  /** Undefined where it is not known. */
  readonly id?: string;
  readonly method?: string;
  readonly template?: string;
  readonly policy?: PolicyDocument;
}

interface MutableGateway extends Gateway {
  policy?: PolicyDocument;
}

/** The API Management services of a stack, and what is on them. */
export class Gateways {
  public readonly all: readonly Gateway[];
  private readonly byKey = new Map<string, MutableGateway>();
  private readonly documents = new Map<string, PolicyDocument>();
  private readonly apiPolicies: ReadonlyMap<string, PolicyDocument>;
  /** By their API, and then by their operation. */
  private readonly operationPolicies = new Map<string, Map<string, PolicyDocument>>();
  private readonly operations: ReadonlyMap<string, Resource[]>;
  /** Policies of which it is not known what they belong to: they may be those of any that has none. */
  private untoldApiPolicy?: PolicyDocument;
  private untoldGatewayPolicy?: PolicyDocument;
  private untoldOperationPolicy?: PolicyDocument;
  /** Whether a gateway has a name that is not known: it may be the one that others name. */
  private hasUntoldGateways = false;
  /** Subscriptions of which it is not known to which gateway they belong. */
  public readonly untoldSubscriptions: Resource[] = [];
  /** Whether there is an operation of which it is not known which API it belongs to. */
  private hasUntoldOperations = false;
  /** Parts that are written in a way that is not read. */
  private readonly others: OtherGatewayParts;
  /** A policy among them: it may be that of any API, or of any operation. */
  private readonly otherPolicy?: PolicyDocument;

  public constructor(
    private readonly index: StackIndex,
    private readonly principals: Principals,
  ) {
    this.others = otherGatewayParts(index);
    const [other] = this.others.policies;
    this.otherPolicy =
      other && unreadable(other, "type", `${other.address} writes policies in a way that is not read`);
    this.hasUntoldOperations = this.others.operations.length > 0;
    for (const resource of [
      ...index.managed("azurerm_api_management"),
      ...index.data("azurerm_api_management"),
    ])
      this.add(resource);
    this.addGatewayPolicies();
    [this.apiPolicies, this.untoldApiPolicy] = this.documentsBy(
      "azurerm_api_management_api_policy",
      "api_name",
    );
    this.addOperationPolicies();
    this.operations = this.operationsByApi();
    this.addParts();
    this.addProducts();
    for (const resource of index.managed("azurerm_api_management_api")) this.addApi(resource);
    for (const resource of this.others.apis) this.addOtherApi(resource);
    const all = [...new Set(this.byKey.values())];
    for (const gateway of all) gateway.policy ??= this.untoldGatewayPolicy;
    this.all = all;
  }

  /** The gateway that a resource is on, by name or by id. */
  public gatewayOf(resource: Resource): MutableGateway | undefined {
    const raw = at(resource.values, "api_management_name") ?? at(resource.values, "api_management_id");
    return this.gatewayAt(raw);
  }

  /** The policy document of a resource. */
  public documentOf(address: string): PolicyDocument | undefined {
    return this.documents.get(address);
  }

  /** Whether an identity is one of a gateway's. */
  public hasIdentity(gateway: Gateway, principal: Principal): Ternary {
    const { resource } = gateway;
    if (!resource) return "unknown";
    const type = this.index.value(resource, "identity", 0, "type");
    if (isAbsent(type)) return resource.mode === "data" ? "unknown" : "no";
    if (literalText(type) === undefined) return "unknown";
    const own = this.principals.ofResource(resource.address);
    if (own && /SystemAssigned/.test(revealed(type)) && own.id === principal.id) return "yes";
    if (!/UserAssigned/.test(revealed(type))) return principal.kind === "user-assigned" ? "no" : "unknown";
    const ids = identityIdsOf(resource);
    const found = ids.map((id) => this.hasId(principal, id));
    if (found.includes("yes")) return "yes";
    if (ids.some(mayBeMore)) return "unknown";
    return found.includes("unknown") || principal.kind !== "user-assigned" ? "unknown" : "no";
  }

  /** Whether a gateway has an identity of its own. */
  public hasSystemAssigned({ resource }: Gateway): Ternary {
    if (resource?.mode !== "managed") return "unknown";
    const type = this.index.value(resource, "identity", 0, "type");
    if (isAbsent(type)) return "no";
    const text = literalText(type);
    if (text === undefined) return "unknown";
    return /SystemAssigned/.test(text) ? "yes" : "no";
  }

  /** Whether it is not known which identities a gateway of the stack has. */
  public hasUntoldIdentities(gateway: Gateway): boolean {
    if (gateway.resource?.mode !== "managed") return false;
    const ids = itemsOf(this.index.value(gateway.resource, "identity", 0, "identity_ids"));
    return this.hasSystemAssigned(gateway) === "unknown" || ids.some((id) => keyOf(id) === undefined);
  }

  /** Whether a gateway of the stack may have more identities than those of which it is known. */
  public mayHaveOtherIdentities(gateway: Gateway): boolean {
    if (this.hasUntoldIdentities(gateway)) return true;
    return gateway.resource !== undefined && identityIdsOf(gateway.resource).some(mayBeMore);
  }

  /** Whether a resource id is that of an identity. */
  public hasId(principal: Principal, id: Value): Ternary {
    if (id.kind === "reference") {
      const resource = this.index.at(id.address);
      const other = resource && this.principals.ofResource(id.address);
      return other ? this.principals.areSame(other, principal) : "unknown";
    }
    const own = principal.resource && this.index.value(principal.resource, "id");
    if (literalText(own) && literalText(id)) return keyOf(own) === keyOf(id) ? "yes" : "no";
    const name = principal.resource && this.index.text(principal.resource, "name")?.toLowerCase();
    const last = literalText(id)?.toLowerCase().split("/").pop();
    return name !== undefined && last !== undefined && name !== last ? "no" : "unknown";
  }

  private gatewayAt(raw: Value | undefined): MutableGateway | undefined {
    if (raw === undefined) return undefined;
    const followed = this.index.followed(raw);
    const known =
      (raw.kind === "reference" && this.byKey.get(raw.address)) || this.byKey.get(nameKey(followed) ?? "");
    if (known) return known;
    const key = nameKey(followed);
    if (key === undefined || this.hasUntoldGateways) return undefined;
    const label = literalText(followed)?.split("/").pop() ?? nameOf(followed);
    const gateway = emptyGateway(key, label);
    this.byKey.set(key, gateway);
    return gateway;
  }

  /** A gateway of an API's own, where it is not known on which one it is: nothing is decided of it. */
  private unknownGateway(resource: Resource): MutableGateway {
    const name = at(resource.values, "api_management_name");
    const label = !name || name.kind === "unknown" ? "an unknown gateway" : printed(name);
    const gateway: MutableGateway = { ...emptyGateway(`?${resource.address}`, label), isUntold: true };
    this.byKey.set(gateway.key, gateway);
    return gateway;
  }

  private addOperationPolicies(): void {
    for (const resource of this.index.managed("azurerm_api_management_api_operation_policy")) {
      const gateway = this.gatewayOf(resource);
      const [api, operation] = ["api_name", "operation_id"].map((name) =>
        keyOf(this.index.value(resource, name)),
      );
      if (!gateway || api === undefined || operation === undefined) {
        this.untoldOperationPolicy = untold(resource, "operation_id");
        continue;
      }
      const key = `${gateway.key} ${api}`;
      const known = this.operationPolicies.get(key) ?? new Map<string, PolicyDocument>();
      this.operationPolicies.set(key, known.set(operation, this.read(resource)));
    }
  }

  /** Policies of whole gateways: one that belongs to none that is known may be that of any. */
  private addGatewayPolicies(): void {
    for (const resource of this.index.managed("azurerm_api_management_policy")) {
      const gateway = this.gatewayOf(resource);
      if (gateway) gateway.policy = this.read(resource);
      else this.untoldGatewayPolicy = untold(resource, "api_management_id");
    }
  }

  private add(resource: Resource): void {
    const name = nameKey(this.index.value(resource, "name"));
    if (name === undefined) this.hasUntoldGateways = true;
    const key = name ?? resource.address;
    const gateway = this.byKey.get(key) ?? emptyGateway(key, this.index.nameOf(resource, "name"), resource);
    for (const alias of [key, resource.address]) this.byKey.set(alias, gateway);
  }

  private addParts(): void {
    for (const resource of this.index.managed("azurerm_api_management_backend"))
      if (!this.changeOf(resource)) this.put(resource, "name", (gateway) => gateway.backends);
    for (const resource of this.index.managed("azurerm_api_management_named_value"))
      this.put(resource, "display_name", (gateway) => gateway.namedValues);
    for (const resource of this.index.managed("azurerm_api_management_policy_fragment")) {
      const name = this.index.text(resource, "name");
      const gateway = this.gatewayOf(resource);
      if (gateway && name) gateway.fragments.set(name, this.read(resource, "value"));
    }
    for (const resource of this.index.managed("azurerm_api_management_subscription"))
      (this.gatewayOf(resource)?.subscriptions ?? this.untoldSubscriptions).push(resource);
  }

  private read(resource: Resource, argument?: string): PolicyDocument {
    const namedValue = (name: string) => this.namedValue(resource, name);
    const document = policyDocument(this.index, resource, namedValue, argument);
    this.documents.set(resource.address, document);
    return document;
  }

  /** A named value on the gateway of a policy. One that is an expression is evaluated during the call. */
  private namedValue(policy: Resource, name: string): Value {
    const resource = this.gatewayOf(policy)?.namedValues.get(`=${name.toLowerCase()}`);
    if (!resource) return { kind: "unknown", because: `the named value ${name} is not in this stack` };
    const value = this.index.value(resource, "value");
    if (isAbsent(value)) return reference(resource.address, "value");
    if (value.kind !== "literal") return value;
    const isSecret = booleanOf(this.index.value(resource, "secret"), false) !== "no";
    if (isExpression(printed({ ...value, sensitive: false })))
      return { kind: "unknown", because: `the named value ${name} is an expression` };
    return isSecret ? { ...value, sensitive: true } : { ...value, sensitive: false };
  }

  private put(resource: Resource, argument: string, map: (gateway: Gateway) => Map<string, Resource>): void {
    const gateway = this.gatewayOf(resource);
    const name = this.index.value(resource, argument);
    if (!gateway) return;
    map(gateway).set(keyOf(name) ?? resource.address, resource);
    map(gateway).set(`@${resource.address}#name`, resource);
  }

  private addProducts(): void {
    const [policies, lost] = this.documentsBy("azurerm_api_management_product_policy", "product_id");
    for (const resource of this.index.managed("azurerm_api_management_product")) {
      const gateway = this.gatewayOf(resource);
      if (!gateway) continue;
      const key = this.keyOf(resource, "product_id");
      const isTold = keyOf(this.index.value(resource, "product_id")) !== undefined;
      gateway.products.push({
        id: key,
        resource,
        subscriptionRequired: this.requiresSubscription(resource),
        policy:
          policies.get(`${gateway.key} ${key}`) ??
          lost ??
          (isTold || policies.size === 0 ? undefined : untold(resource, "product_id")),
      });
    }
  }

  /** What a resource is known by: what its argument says, or else what refers to it. */
  public keyOf(resource: Resource, argument: string): string {
    return keyOf(this.index.value(resource, argument)) ?? referenceKey(resource.address, argument);
  }

  private addApi(resource: Resource): void {
    const known = this.gatewayOf(resource);
    const gateway = known ?? this.unknownGateway(resource);
    const name = this.keyOf(resource, "name");
    const revision = this.index.text(resource, "revision");
    const own = `${gateway.key} ${name}`;
    const ofRevision = `${gateway.key} ${name};rev=${revision}`;
    const names = this.isCurrent(resource, own) ? [ofRevision, own] : [ofRevision];
    const policy = names.flatMap((name) => this.apiPolicies.get(name) ?? [])[0];
    // Revisions are made as copies: they have the operations of the current one too.
    const operations = [...(this.operations.get(own) ?? []), ...(this.operations.get(ofRevision) ?? [])].map(
      (operation) => this.operation(operation, names),
    );
    const imported = this.imported(resource, names, operations);
    const isNamed = keyOf(this.index.value(resource, "name")) !== undefined;
    const hasOtherOperations =
      this.hasUntoldOperations ||
      !isNamed ||
      imported === undefined ||
      operations.length + imported.length === 0;
    const api: Api = {
      gateway,
      resource,
      label: this.labelOf(resource),
      subscriptionRequired: this.requiresSubscription(resource),
      policy: known
        ? (this.changedPolicy(resource) ?? policy ?? this.untoldPolicy(resource, names.length === 1))
        : unreadable(resource, "api_management_name", "it is not known on which gateway the API is"),
      products: this.productsOf(gateway, isNamed ? name : undefined),
      operations: [
        ...operations,
        ...(imported ?? []),
        ...(hasOtherOperations ? this.operationsWithPolicy(names, [...operations, ...(imported ?? [])]) : []),
      ],
      hasOtherOperations,
    };
    gateway.apis.push(api);
  }

  /** An API of which nothing is read but that it is there. */
  private addOtherApi(resource: Resource): void {
    const gateway = this.gatewayAt(at(resource.values, "parent_id")) ?? this.unknownGateway(resource);
    const because = `the APIs of ${resource.address} are written in a way that is not read`;
    gateway.apis.push({
      gateway,
      resource,
      label: this.index.nameOf(resource, "name"),
      subscriptionRequired: "unknown",
      policy: unreadable(resource, "type", because),
      products: [],
      operations: [],
      hasOtherOperations: true,
    });
  }

  /** What changes a part of a gateway after its own resource, in a way that is not read. */
  private changeOf(resource: Resource): Resource | undefined {
    return this.others.changes.find((change) => {
      const id = at(change.values, "resource_id");
      if (id?.kind === "reference") return id.address === resource.address;
      const name = literalText(id)?.toLowerCase().split("/").pop();
      const own = ["name", "product_id"].map((argument) =>
        this.index.text(resource, argument)?.toLowerCase(),
      );
      return name === undefined || own.includes(name);
    });
  }

  private requiresSubscription(resource: Resource): Ternary {
    if (this.changeOf(resource)) return "unknown";
    return booleanOf(this.index.value(resource, "subscription_required"), true);
  }

  /** Instead of the policy of an API: one of the kind that is not read, or what else changes the API. */
  private changedPolicy(resource: Resource): PolicyDocument | undefined {
    const change = this.changeOf(resource);
    const because = `${change?.address} changes the API in a way that is not read`;
    return this.otherPolicy ?? (change && unreadable(change, "type", because));
  }

  /** Whether an API's name without a revision means this one. */
  private isCurrent(resource: Resource, own: string): boolean {
    const revisions = this.revisions().get(own) ?? [];
    if (revisions.length < 2) return true;
    const isCurrent = this.index.value(resource, "is_current");
    if (!isAbsent(isCurrent)) return literalText(isCurrent) !== "false";
    return revisions[0] === resource;
  }

  private byName?: Map<string, Resource[]>;

  /** The revisions of each API, from the first. */
  private revisions(): Map<string, Resource[]> {
    if (this.byName) return this.byName;
    this.byName = new Map();
    for (const resource of this.index.managed("azurerm_api_management_api")) {
      const gateway = this.gatewayOf(resource);
      const key = `${gateway?.key} ${this.keyOf(resource, "name")}`;
      addTo(this.byName, key, resource);
    }
    const number = (resource: Resource) => Number(this.index.text(resource, "revision") ?? 0);
    for (const all of this.byName.values()) all.sort((a, b) => number(a) - number(b));
    return this.byName;
  }

  /** A policy that an API may have without the stack telling it: that of what it is a copy of. */
  private untoldPolicy(resource: Resource, isRevision: boolean): PolicyDocument | undefined {
    const isCopy = !isAbsent(this.index.value(resource, "source_api_id"));
    if (isCopy)
      return unreadable(
        resource,
        "source_api_id",
        "the API is a copy of another, with the policy of that one",
      );
    if (isRevision)
      return unreadable(
        resource,
        "revision",
        "the revision may have the policy of the one that it was made from",
      );
    const isNamed = keyOf(this.index.value(resource, "name")) !== undefined;
    if (isNamed || this.untoldApiPolicy) return this.untoldApiPolicy;
    return unreadable(resource, "name", "the name of the API is not known, and so which policy is its own");
  }

  private labelOf(resource: Resource): string {
    const [version, revision] = ["version", "revision"].map((argument) =>
      this.index.value(resource, argument),
    );
    const ofVersion = isKnownOf(resource, version) ? ` ${printed(version)}` : "";
    const ofRevision =
      isAbsent(revision) || literalText(revision) === "1" ? "" : ` revision ${printed(revision)}`;
    return `${this.index.nameOf(resource, "name")}${ofVersion}${ofRevision}`;
  }

  private operation(resource: Resource, apis: readonly string[]): Operation {
    const key = this.keyOf(resource, "operation_id");
    const id = this.index.text(resource, "operation_id");
    return {
      resource,
      key,
      id,
      method: this.index.text(resource, "method"),
      template: this.index.text(resource, "url_template"),
      policy: this.operationPolicy(apis, key) ?? this.policyOfUntold(resource, apis),
    };
  }

  private operationPolicy(apis: readonly string[], key: string): PolicyDocument | undefined {
    if (this.otherPolicy) return this.otherPolicy;
    return apis
      .map((api) => this.operationPolicies.get(api)?.get(key))
      .concat(this.untoldOperationPolicy)
      .find((policy) => policy !== undefined);
  }

  /** A policy that an operation may have whose id is not known: any of its API's. */
  private policyOfUntold(resource: Resource, apis: readonly string[]): PolicyDocument | undefined {
    const isTold = keyOf(this.index.value(resource, "operation_id")) !== undefined;
    if (isTold || !apis.some((api) => this.operationPolicies.has(api))) return undefined;
    return unreadable(
      resource,
      "operation_id",
      "the operation's id is not known, and so which policy is its own",
    );
  }

  /** Operations of which the stack tells nothing but a policy. */
  private operationsWithPolicy(apis: readonly string[], known: readonly Operation[]): Operation[] {
    const keys = new Set(known.map(({ key }) => key));
    return apis
      .flatMap((api) => [...(this.operationPolicies.get(api) ?? [])])
      .filter(([key]) => !keys.has(key))
      .map(([key, policy]) => {
        const id = this.index.text(policy.resource, "operation_id");
        return { resource: policy.resource, key, id, policy };
      });
  }

  /** The operations of an imported document; undefined if it cannot be told. */
  private imported(
    resource: Resource,
    apis: readonly string[],
    own: readonly Operation[],
  ): readonly Operation[] | undefined {
    const content = this.index.value(resource, "import", 0, "content_value");
    if (isAbsent(content)) return [];
    const format = this.index.text(resource, "import", 0, "content_format") ?? "";
    const found = /^(openapi(\+json)?|swagger-json)$/.test(format) && operationsIn(literalText(content));
    if (!found) return undefined;
    const known = new Set(own.map(({ key }) => key));
    return found
      .map((operation) => ({ ...operation, key: `=${operation.id.toLowerCase()}` }))
      .filter(({ key }) => !known.has(key))
      .map((operation) => ({ ...operation, resource, policy: this.operationPolicy(apis, operation.key) }));
  }

  /** The products of an API; where its name is not known, it may be in any. */
  private productsOf(gateway: Gateway, api: string | undefined): Product[] {
    const links = this.productLinks();
    const of = (key: string) => links.get(key) ?? [];
    const certain = api === undefined ? [] : [...of(`${gateway.key} ${api}`), ...of(`${ANY} ${api}`)];
    const others = api === undefined ? [...links.values()].flat() : of(ANY);
    return [
      ...certain.map((link) => this.productOf(gateway, link)),
      ...others.map((link) => inDoubt(this.productOf(gateway, link))),
    ];
  }

  private productOf({ products }: Gateway, { resource, product }: ProductLink): Product {
    // A product that is not known is none of those that are, and may require nothing.
    const id = product ?? resource.address;
    const policy = unreadable(
      resource,
      "product_id",
      `the product ${id.replace(/^=/, "")} is not in this stack`,
    );
    return products.find((one) => one.id === id) ?? { id, subscriptionRequired: "unknown", policy };
  }

  private links?: Map<string, ProductLink[]>;

  private productLinks(): ReadonlyMap<string, readonly ProductLink[]> {
    if (this.links) return this.links;
    this.links = new Map();
    for (const resource of this.index.managed("azurerm_api_management_product_api")) {
      const gateway = this.gatewayOf(resource);
      const [api, product] = ["api_name", "product_id"].map((name) =>
        keyOf(this.index.value(resource, name)),
      );
      addTo(this.links, gateway && api ? `${gateway.key} ${api}` : ANY, { resource, product });
    }
    for (const { resource, api, product } of this.others.productLinks)
      addTo(this.links, api === undefined ? ANY : `${ANY} ${api}`, { resource, product });
    return this.links;
  }

  /** Policies by what they belong to, and one of which that is not known, if there is any. */
  private documentsBy(
    type: string,
    name: string,
  ): [found: Map<string, PolicyDocument>, lost: PolicyDocument | undefined] {
    const found = new Map<string, PolicyDocument>();
    let lost: PolicyDocument | undefined;
    for (const resource of this.index.managed(type)) {
      const gateway = this.gatewayOf(resource);
      const owner = keyOf(this.index.value(resource, name));
      if (gateway && owner !== undefined) found.set(`${gateway.key} ${owner}`, this.read(resource));
      else lost = untold(resource, name);
    }
    return [found, lost];
  }

  private operationsByApi(): Map<string, Resource[]> {
    const found = new Map<string, Resource[]>();
    for (const resource of this.index.managed("azurerm_api_management_api_operation")) {
      const gateway = this.gatewayOf(resource);
      const api = keyOf(this.index.value(resource, "api_name"));
      if (gateway && api) addTo(found, `${gateway.key} ${api}`, resource);
      else this.hasUntoldOperations = true;
    }
    return found;
  }
}

/** Of a product that may have any API. */
const ANY = "*";

/** An API may not be in a product that requires nothing: then it lets nobody in. */
/** Whether it is an item of a set of which only a reference is known: the set may have more in it. */
function mayBeMore(id: Value): boolean {
  return id.kind === "reference" && id.inferred === true;
}

function inDoubt(product: Product): Product {
  const { subscriptionRequired } = product;
  return {
    ...product,
    subscriptionRequired: subscriptionRequired === "no" ? "unknown" : subscriptionRequired,
    isInDoubt: true,
  };
}

/** A policy of which nothing is known but why. */
function unreadable(resource: Resource, argument: string, unknownBecause: string): PolicyDocument {
  return { resource, argument, unknownBecause, toValue: (text) => ({ kind: "literal", value: text }) };
}

/** A policy of which it is not known whose it is. */
function untold(resource: Resource, argument: string): PolicyDocument {
  return unreadable(resource, argument, `it is not known what ${resource.address} belongs to`);
}

function emptyGateway(key: string, label: string, resource?: Resource): MutableGateway {
  return {
    key,
    label,
    resource,
    apis: [],
    products: [],
    backends: new Map(),
    namedValues: new Map(),
    fragments: new Map(),
    subscriptions: [],
  };
}

/** A service's name by its name or its resource id. */
function nameKey(value: Value | undefined): string | undefined {
  const text = literalText(value)?.toLowerCase();
  if (text === undefined) return keyOf(value);
  const service = /\/service\/([^/]+)$/.exec(text)?.[1];
  return `=${service ?? text}`;
}

interface ImportedOperation {
  readonly id: string;
  readonly method: string;
  readonly template: string;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** The operations of an OpenAPI document; undefined if it cannot be read. */
function operationsIn(text: string | undefined): ImportedOperation[] | undefined {
  const document = text === undefined ? undefined : parsed(text);
  const paths = (document as { paths?: unknown } | undefined)?.paths;
  if (typeof paths !== "object" || paths === null) return undefined;
  return Object.entries(paths).flatMap(([template, item]) =>
    Object.entries((item ?? {}) as Record<string, { operationId?: unknown }>)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({
        id: importedOperationId(String(operation?.operationId ?? `${method}${template}`)),
        method: method.toUpperCase(),
        template,
      })),
  );
}

function parsed(text: string): unknown {
  try {
    return /^\s*\{/.test(text) ? JSON.parse(text) : lazyParsers.yaml().parse(text);
  } catch {
    return undefined;
  }
}
