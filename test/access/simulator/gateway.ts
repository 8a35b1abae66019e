import { type Applied, type AppliedResource, block, includes, list, same, type Values } from "./applied";
import type { Entra } from "./entra";
import { type ExpressionContext, isTrue, resultOf, textOf } from "./expressions";
import { namedValuesOf, type PolicyElement, readPolicy, type Section, sectionOf } from "./policies";
import { reachesFunction, sitesOf } from "./site";
import { listed, subjectOf } from "./subjects";
import { type Subject, type Token, textWithoutIssuer } from "./tokens";
import type { Questions } from "./worlds";

/** A request for an operation of an API. */
export interface GatewayRequest {
  readonly api: AppliedResource;
  /** Undefined for an operation that the stack does not tell. */
  readonly operationId?: string;
  readonly origin: "internet" | "inside";
  /** In every header where a policy looks for one. */
  readonly token?: Token;
  /** Whether a token without a signature is sent in its place. */
  readonly isForged?: boolean;
  /** The product whose key is sent; `none` for a key of the API or of all APIs. Undefined without a key. */
  readonly key?: "none" | AppliedResource;
}

/** A product that a call runs in. */
type Product = AppliedResource | undefined;

/** API Management, with the APIs and policies that were applied. */
export class Gateway {
  private readonly resource?: AppliedResource;

  public constructor(
    private readonly applied: Applied,
    private readonly entra: Entra,
    private readonly questions: Questions,
    private readonly name: string,
  ) {
    this.resource = applied.known("azurerm_api_management").find(({ values }) => same(values.name, name));
  }

  /** The Function that gets a request; nothing where it ends before. */
  public answer(request: GatewayRequest): AppliedResource | undefined {
    if (request.origin === "internet" && !this.isReachedByInternet(request)) return undefined;
    for (const product of this.contextsOf(request)) {
      const site = this.run(request, product);
      if (site) return site;
    }
    return undefined;
  }

  /** The products of an API. */
  public productsOf({ values }: AppliedResource): readonly AppliedResource[] {
    const links = this.parts("azurerm_api_management_product_api").filter((link) =>
      same(link.values.api_name, values.name),
    );
    return this.parts("azurerm_api_management_product").filter((product) =>
      links.some((link) => same(link.values.product_id, product.values.product_id)),
    );
  }

  private isReachedByInternet({ api }: GatewayRequest): boolean {
    const { virtual_network_type: network, public_network_access_enabled: isPublic } =
      this.resource?.values ?? {};
    if (network !== "Internal" && isPublic !== false) return true;
    const fronts = ["azurerm_application_gateway", "azurerm_cdn_frontdoor_origin", "azurerm_lb"];
    const isFronted = fronts.some((type) => this.applied.made(type).length > 0);
    const isHosted = this.applied
      .made("azurerm_api_management_gateway_api")
      .some(({ values }) => same(String(values.api_id).split(";")[0], String(api.values.id).split(";")[0]));
    return (isFronted || isHosted) && this.questions.unknown("something in front lets the internet in");
  }

  /**
   * In which products the call may run. Without a key it is the open one of the API, or else none if the API asks for no
   * key: https://learn.microsoft.com/azure/api-management/api-management-subscriptions
   */
  private contextsOf({ api, key }: GatewayRequest): readonly Product[] {
    if (key !== undefined) return [key === "none" ? undefined : key];
    const open = this.productsOf(api).filter(({ values }) => values.subscription_required === false);
    if (open.length > 0) return open;
    return api.values.subscription_required === false ? [undefined] : [];
  }

  private run(request: GatewayRequest, product: Product): AppliedResource | undefined {
    const levels = this.levels(request, product);
    const call = new Call(this.applied, this.entra, this.questions, this, request, product);
    const run = (section: Section) => call.run(sectionOf(section, levels));
    const end = run("inbound") ?? run("backend");
    // Somebody else's answer, which is as good as one of the Function.
    if (end === "cached") return this.applied.resources[0];
    // https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
    if (end === "failed") run("on-error");
    else if (end !== "answered") run("outbound");
    return (isSite(end) ? end : undefined) ?? call.requested;
  }

  private levels({ api, operationId }: GatewayRequest, product: Product): (PolicyElement | undefined)[] {
    const names = [api.values.name, `${api.values.name};rev=${api.values.revision}`];
    const ofApi = ({ values }: AppliedResource) => includes(names, values.api_name);
    const [all] = this.parts("azurerm_api_management_policy");
    const ofProduct = this.parts("azurerm_api_management_product_policy").find(
      ({ values }) => product && same(values.product_id, product.values.product_id),
    );
    const own = this.parts("azurerm_api_management_api_policy").find(ofApi);
    const ofOperation = this.parts("azurerm_api_management_api_operation_policy").find(
      (policy) => ofApi(policy) && same(policy.values.operation_id, operationId),
    );
    return [all, ofProduct, own, ofOperation].map(
      (policy) => policy && this.read(policy.values.xml_content ?? "<policies />"),
    );
  }

  private read(xml: string): PolicyElement {
    return readPolicy(
      xml,
      namedValuesOf(this.applied, (values) => this.has(values)),
    );
  }

  /** The elements of a fragment. */
  public fragment(name: string): readonly PolicyElement[] | undefined {
    const found = this.parts("azurerm_api_management_policy_fragment").find(({ values }) =>
      same(values.name, name),
    );
    return found && this.read(found.values.value ?? "<fragment />").children;
  }

  /** Whether answers to those who are let in are kept: they may have to send a token that keeps theirs out. */
  public keepsAnswers(request: GatewayRequest, keepsPrivate: boolean): boolean {
    const levels = this.levels(request, undefined);
    const isKept = sectionOf("outbound", levels).some(({ name }) => name === "cache-store");
    const isAsked = withAll(sectionOf("inbound", levels)).some(
      ({ name, attributes }) =>
        /^validate-(jwt|azure-ad-token)$/.test(name) &&
        /^(authorization)?$/i.test(attributes["header-name"] ?? ""),
    );
    return isKept && (keepsPrivate || !isAsked);
  }

  public backend(name: string): Values | undefined {
    return this.parts("azurerm_api_management_backend").find(({ values }) => same(values.name, name))?.values;
  }

  /** Who asks for a token in a step that names the client id of an identity of the gateway, or none. */
  public identity(clientId: string | undefined): Subject | undefined {
    const { applied, entra, questions } = this;
    const principal = clientId ? entra.principalWithClientId(clientId) : undefined;
    const known = principal && subjectOf(principal, entra.ownTenant, questions);
    // A gateway of another stack has the identities that its policies name.
    if (!this.resource)
      return known ?? (clientId ? listed({ applied, entra, questions }, clientId) : undefined);
    const identity = block(this.resource.values, "identity");
    if (!identity) return undefined;
    if (!clientId) return this.systemAssigned(identity);
    const resource = principal && applied.at(principal.address);
    if (resource?.mode === "managed" && resource.type === "azurerm_user_assigned_identity")
      return /UserAssigned/.test(identity.type) &&
        includes(list(identity, "identity_ids"), resource.values.id)
        ? known
        : undefined;
    return known && questions.unknown(`${clientId} is an identity of the gateway`) ? known : undefined;
  }

  private systemAssigned(identity: Values): Subject | undefined {
    const isOn = /SystemAssigned/.test(identity.type);
    const principal = isOn ? this.entra.principalAt(this.resource?.address ?? "") : undefined;
    return principal && subjectOf(principal, this.entra.ownTenant, this.questions);
  }

  private parts(type: string): readonly AppliedResource[] {
    return this.applied.once(`${type} of ${this.name}`, () =>
      this.applied.made(type).filter(({ values }) => this.has(values)),
    );
  }

  private has(values: Values): boolean {
    return (
      same(values.api_management_name, this.name) ||
      String(values.api_management_id ?? "")
        .toLowerCase()
        .endsWith(`/${this.name.toLowerCase()}`)
    );
  }
}

/** Who issues tokens that a policy validates with keys of its own. */
export const POLICY_KEYS = "the policy's keys";

/** Policies that change neither who gets through nor where the call goes. */
const passing =
  /^(cache-(lookup|store|lookup-value|store-value|remove-value)|cors|emit-metric|find-and-replace|json-to-xml|xml-to-json|log-to-eventhub|quota(-by-key)?|rate-limit(-by-key)?|rewrite-uri|set-body|set-method|set-query-parameter|set-status|trace|publish-to-dapr|send-service-bus-message|validate-content|validate-parameters|authentication-certificate)$/;

/** The Function that got the call, or how the call came to its end without one. */
type End = AppliedResource | "answered" | "cached" | "failed" | "elsewhere" | undefined;

function isSite(end: End): end is AppliedResource {
  return typeof end === "object";
}

/** One request on its way through the policies. */
class Call {
  private authorization: "caller's" | "none" | "other" | Token = "caller's";
  private backend: string | undefined;
  /** A Function that got a request of a policy, besides the call. */
  public requested: AppliedResource | undefined;
  private readonly tokens: Token[] = [];
  private readonly variables = new Map<string, string | boolean>();
  /** What the call has in `Authorization`, while a request of its own is made. */
  private ofCall: typeof this.authorization | undefined;
  /** Whether headers that policies wrote are there. */
  private readonly headers = new Map<string, boolean>();
  private method: string | undefined;

  public constructor(
    private readonly applied: Applied,
    private readonly entra: Entra,
    private readonly questions: Questions,
    private readonly gateway: Gateway,
    private readonly request: GatewayRequest,
    private readonly product: Product,
  ) {
    this.backend = request.api.values.service_url ?? undefined;
  }

  public run(elements: readonly PolicyElement[]): End {
    for (const element of elements) {
      const end = this.step(element);
      if (end) return end;
    }
    return undefined;
  }

  private step(element: PolicyElement): End {
    const { name, attributes, children } = element;
    switch (name) {
      case "choose":
        return this.choose(children);
      case "retry":
      case "limit-concurrency":
      case "wait":
        return this.run(children);
      case "include-fragment":
        return this.include(attributes["fragment-id"]);
      case "return-response":
      case "mock-response":
        return "answered";
      case "send-request":
      case "send-one-way-request":
        return this.send(element);
      case "validate-azure-ad-token":
      case "validate-jwt":
        return this.validates(element) ? undefined : "failed";
      case "authentication-managed-identity":
        return this.askForToken(attributes);
      case "set-header":
        return this.setHeader(element);
      case "set-variable":
        this.setVariable(attributes);
        return undefined;
      case "set-backend-service":
        return this.setBackend(attributes);
      case "set-method":
        this.method = textOf(element.text, this.context()) ?? "";
        return undefined;
      case "authentication-basic":
        this.authorization = "other";
        return undefined;
      case "ip-filter":
        return this.isAddressLetIn(element) ? undefined : "failed";
      case "check-header":
        if (children.length === 0) return undefined;
        return this.questions.unknown("the caller has what <check-header> asks for") ? undefined : "failed";
      case "cache-lookup":
        return this.isCached(element) ? "cached" : undefined;
      case "validate-graphql-request":
        if (children.length === 0) return undefined;
        return this.questions.unknown("the query is let in") ? undefined : "failed";
      case "validate-client-certificate":
        return this.questions.unknown(`the caller has what <${name}> asks for`) ? undefined : "failed";
      case "forward-request":
        return this.forward();
      default:
        if (passing.test(name)) return undefined;
        return this.questions.unknown(`<${name}> lets the call through`) ? undefined : "failed";
    }
  }

  private choose(branches: readonly PolicyElement[]): End {
    const taken = branches.find(
      ({ name, attributes }) => name === "otherwise" || isTrue(attributes.condition ?? "", this.context()),
    );
    return taken && this.run(taken.children);
  }

  private include(name: string): End {
    const elements = this.gateway.fragment(name);
    if (elements) return this.run(elements);
    return this.questions.unknown(`the fragment ${name} lets the call through`) ? undefined : "failed";
  }

  private context(): ExpressionContext {
    const { api, operationId, key } = this.request;
    const operation = this.operation();
    const members = new Map<string, string | null>([
      ["Api.Id", api.values.name],
      ["Product", this.product ? "a product" : null],
      ["Subscription", key === undefined ? null : "a subscription"],
    ]);
    if (this.product) members.set("Product.Id", this.product.values.product_id);
    const told: Record<string, unknown> = {
      "Api.Name": api.values.display_name,
      "Api.Path": api.values.path,
      "Api.Version": api.values.version,
      "Deployment.ServiceName": api.values.api_management_name,
      "Operation.Name": operation?.display_name,
      "Product.Name": this.product?.values.display_name,
    };
    for (const [path, text] of Object.entries(told)) if (typeof text === "string") members.set(path, text);
    if (operationId !== undefined) members.set("Operation.Id", operationId);
    if (operation) {
      if (operation.method !== "*") members.set("Request.Method", operation.method);
      members.set("Operation.Method", operation.method);
      members.set("Operation.UrlTemplate", operation.url_template);
    }
    if (this.method !== undefined) members.set("Request.Method", this.method);
    const header = (name: string) =>
      name === "authorization" ? this.hasAuthorization() : this.headers.get(name);
    return { members, variables: this.variables, header, questions: this.questions };
  }

  private hasAuthorization(): boolean {
    if (this.authorization !== "caller's") return this.authorization !== "none";
    return this.request.token !== undefined || this.request.isForged === true;
  }

  private operation(): Values | undefined {
    const { api, operationId } = this.request;
    return this.applied
      .made("azurerm_api_management_api_operation")
      .find(({ values }) => same(values.api_name, api.values.name) && same(values.operation_id, operationId))
      ?.values;
  }

  private validates({ name, attributes, children }: PolicyElement): boolean {
    const list = (parent: string): string[] =>
      children
        .filter((child) => child.name === parent)
        .flatMap((child) => child.children.map(({ text }) => text));
    if (/^false$/i.test(attributes["require-signed-tokens"] ?? "") && this.request.isForged) return true;
    const computed = attributes["token-value"] ?? "";
    if (computed && !/^@\(context\.Request\.(?!.*Variables)/s.test(computed))
      return this.questions.unknown("the computed token is valid");
    const token = this.shownToken(attributes);
    if (token === "other") return this.questions.unknown("the token that the policy set is valid");
    if (!token) return false;
    const configurations = children.filter((child) => child.name === "openid-config");
    const byJwt = configurations.map(({ attributes: { url } }) => tenantOf(url));
    const tenants =
      name === "validate-azure-ad-token"
        ? [attributes["tenant-id"] ?? ""]
        : byJwt.length > 0
          ? byJwt
          : [POLICY_KEYS];
    const issuers = list("issuers").map(tenantOf);
    const addresses = [...configurations.map(({ attributes: { url } }) => url), ...list("issuers")];
    return (
      this.isIssuer(token, tenants, issuers) &&
      (name === "validate-azure-ad-token" || this.hasIssuersVersion(token, addresses)) &&
      isAny(list("audiences"), (audience) => token.isFor(audience)) &&
      isAny([...list("client-application-ids"), ...list("application-ids")], (id) =>
        token.isOfApplication(id),
      ) &&
      children
        .filter((child) => child.name === "required-claims")
        .every((claims) => claims.children.every((claim) => hasClaim(token, claim)))
    );
  }

  private isIssuer(token: Token, tenants: readonly string[], issuers: readonly string[]): boolean {
    const issued = (tenant: string) => {
      if (/^(common|organizations|consumers)$/.test(tenant)) return token.isOfEntra;
      // A domain of a tenant; an address is another provider's.
      if (!/^https:/i.test(tenant) && !/^[\da-f-]{36}$/i.test(tenant))
        return (
          token.issuedBy(tenant) ||
          (token.issuedBy(this.entra.ownTenant) && this.questions.choice(`${tenant} is the own tenant`))
        );
      return token.issuedBy(tenant);
    };
    return tenants.some(issued) && (issuers.length === 0 || issuers.some(issued));
  }

  /** Whether a token is of a version whose issuer one of some addresses of Entra is. */
  private hasIssuersVersion(token: Token, addresses: readonly string[]): boolean {
    const isOfEntra = (address: string) => !/^https:/i.test(tenantOf(address));
    if (addresses.length === 0 || !addresses.every(isOfEntra)) return true;
    return addresses.some((address) => {
      if (/\/v2\.0(\/|$)/i.test(address)) return token.hasVersion(2);
      return (
        token.hasVersion(1) || this.questions.unknown("an issuer of version 1 is that of version 2 tokens")
      );
    });
  }

  private shownToken(attributes: Readonly<Record<string, string>>): Token | "other" | undefined {
    const computed = attributes["token-value"];
    const header =
      computed === undefined
        ? (attributes["header-name"] ?? (attributes["query-parameter-name"] ? "" : "Authorization"))
        : (/Headers.*?"([\w-]+)"/.exec(computed)?.[1] ?? "");
    if (header.toLowerCase() !== "authorization" || this.authorization === "caller's")
      return this.request.token;
    return this.authorization === "none" ? undefined : "other";
  }

  private askForToken(attributes: Readonly<Record<string, string>>): End {
    const resource = attributes.resource ?? "";
    const identity = this.gateway.identity(attributes["client-id"]);
    const isComputed = /^@|\{\{/.test(resource);
    const token = identity && !isComputed ? this.entra.token(identity, resource) : undefined;
    if (!token && isComputed && this.questions.unknown(`a token for ${resource}`))
      this.authorization = "other";
    else if (!token) return /^true$/i.test(attributes["ignore-error"] ?? "") ? undefined : "failed";
    else {
      const variable = attributes["output-token-variable-name"];
      if (variable) this.variables.set(variable, `token ${this.tokens.push(token) - 1}`);
      else this.authorization = token;
    }
    return undefined;
  }

  private setVariable({ name, value }: Readonly<Record<string, string>>): void {
    const text = resultOf(value ?? "", this.context());
    if (text === undefined) this.variables.delete(name);
    else this.variables.set(name, text);
  }

  private setHeader({ attributes, children }: PolicyElement): End {
    const action = (attributes["exists-action"] ?? "override").toLowerCase();
    if (!/^authorization$/i.test(attributes.name ?? "")) {
      this.headers.set((attributes.name ?? "").toLowerCase(), action !== "delete");
      return undefined;
    }
    if (action === "delete") this.authorization = "none";
    else if (action !== "skip" || !this.hasAuthorization())
      this.authorization = this.written(children[0]?.text ?? "");
    return undefined;
  }

  /** What a text makes of `Authorization`: a token of a variable, the caller's own, or something else. */
  private written(value: string): typeof this.authorization {
    const text = textOf(value.replace(/\$"(Bearer )\{(.*)\}"/, '"$1" + $2'), this.context()) ?? "";
    const token = /^Bearer token (\d+)$/.exec(text)?.[1];
    if (token !== undefined) return this.tokens[Number(token)];
    const isOwn = /^@\(context\.Request\.Headers.*"Authorization".*\)$/.test(value);
    return isOwn ? (this.ofCall ?? this.authorization) : "other";
  }

  private setBackend(attributes: Readonly<Record<string, string>>): End {
    const id = attributes["backend-id"];
    if (id === undefined) {
      const url = textOf(attributes["base-url"] ?? "", this.context());
      this.backend = url ?? "https://somewhere.invalid";
      return undefined;
    }
    const backend = this.gateway.backend(id);
    this.backend = backend?.url;
    const credentials = backend && block(backend, "credentials");
    if (credentials && JSON.stringify(credentials).toLowerCase().includes("authorization"))
      this.authorization = "other";
    return undefined;
  }

  /**
   * Whether the answer that somebody else got is given: of GET alone, and of calls with `Authorization` if the policy
   * says so. https://learn.microsoft.com/azure/api-management/cache-lookup-policy
   */
  private isCached({ attributes, children }: PolicyElement): boolean {
    const varies = children.some(({ text }) => /^authorization$/i.test(text));
    const isPrivate = !/^(false)?$/i.test(attributes["allow-private-response-caching"] ?? "");
    const isGet = (this.operation()?.method ?? "GET") === "GET";
    const isOther = this.request.token === undefined || isPrivate;
    return (
      isGet &&
      isOther &&
      !varies &&
      this.gateway.keepsAnswers(this.request, isPrivate) &&
      this.questions.unknown("the cache has an answer to somebody else")
    );
  }

  private isAddressLetIn({ attributes, children }: PolicyElement): boolean {
    const isOfAll = children.some(
      ({ attributes: { from, to } }) => from === "0.0.0.0" && to === "255.255.255.255",
    );
    if (/^forbid$/i.test(attributes.action ?? "")) return !isOfAll;
    if (isOfAll) return true;
    const isNarrow = children.every(
      ({ name, attributes: { from = "", to = "" } }) =>
        name === "address" || from.split(".")[0] === to.split(".")[0],
    );
    const isStranger = this.request.origin === "internet" && isNarrow;
    return !isStranger && this.questions.unknown("the caller has an address that <ip-filter> lets in");
  }

  private forward(): End {
    const host = /^(?:https?|wss?):\/\/([^/:]+)/i.exec(this.backend ?? "")?.[1]?.toLowerCase();
    const site = sitesOf(this.applied).find((one) => includes(hostsOf(this.applied, one), host));
    if (!site) return "elsewhere";
    const token = this.tokenAtSite();
    const request = { origin: "gateway", path: "", token } as const;
    return reachesFunction(this.applied, this.entra, site, request, this.questions) ? site : "elsewhere";
  }

  /**
   * A request of its own, which has nothing of the call's unless it is a copy of it:
   * https://learn.microsoft.com/azure/api-management/send-request-policy
   */
  private send({ name, attributes, children }: PolicyElement): End {
    const [authorization, backend] = [this.authorization, this.backend];
    this.ofCall = authorization;
    if (!/^copy$/i.test(attributes.mode ?? "")) {
      this.authorization = "none";
      const url = children.find((child) => child.name === "set-url")?.text ?? "";
      this.backend = textOf(url, this.context()) ?? "https://somewhere.invalid";
    }
    const parts = /^(set-header|authentication-(managed-identity|basic))$/;
    const end = this.run(children.filter((child) => parts.test(child.name))) ?? this.forward();
    if (isSite(end)) this.requested ??= end;
    [this.authorization, this.backend, this.ofCall] = [authorization, backend, undefined];
    const isIgnored = name === "send-one-way-request" || /^true$/i.test(attributes["ignore-error"] ?? "");
    return end === "failed" && !isIgnored ? "failed" : undefined;
  }

  private tokenAtSite(): Token | undefined {
    if (this.authorization === "none") return undefined;
    if (this.authorization === "caller's") return this.request.token;
    return this.authorization === "other" ? textWithoutIssuer() : this.authorization;
  }
}

function withAll(elements: readonly PolicyElement[]): PolicyElement[] {
  return elements.flatMap((element) => [element, ...withAll(element.children)]);
}

function isAny(allowed: readonly string[], is: (one: string) => boolean): boolean {
  return allowed.length === 0 || allowed.some(is);
}

function hasClaim(token: Token, { attributes, children }: PolicyElement): boolean {
  const values = children.map(({ text }) => text);
  const has = (value: string) =>
    attributes.name === "iss"
      ? token.issuedBy(tenantOf(value))
      : token.hasClaim(attributes.name ?? "", value);
  // Without a value the claim has to be there.
  if (values.length === 0) return has("");
  return attributes.match === "any" ? values.some(has) : values.every(has);
}

/** The tenant in an address of Entra; the address itself where it is another one. */
export function tenantOf(url = ""): string {
  return (
    /^https:\/\/(?:login\.(?:microsoft(?:online)?\.com|microsoftonline\.us|windows\.net|(?:partner\.microsoftonline|chinacloudapi)\.cn)|sts\.windows\.net)\/([^/]+)/i.exec(
      url,
    )?.[1] ?? url
  );
}

/** The host names of a site. */
function hostsOf(applied: Applied, { address, values }: AppliedResource): unknown[] {
  const bound = applied
    .made("azurerm_app_service_custom_hostname_binding")
    .filter((binding) => same(binding.values.app_service_name, values.name))
    .map((binding) => binding.values.hostname);
  const isSlot = /_slot\b/.test(address);
  return [values.default_hostname, ...(isSlot ? [] : [`${values.name}.azurewebsites.net`, ...bound])];
}
