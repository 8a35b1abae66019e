import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { compareTexts } from "../support/lists";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";
import { validationError } from "../support/validation";
import { noteDerived, noteSame } from "./derived-values";
import {
  type CacheLookupProps,
  type CorsProps,
  type ExistsAction,
  type ForwardRequestProps,
  type IpFilterProps,
  type LimitConcurrencyProps,
  PolicyPlace,
  type QuotaByKeyProps,
  type QuotaProps,
  type RateLimitByKeyProps,
  type RateLimitProps,
  type RetryProps,
  type ReturnResponseProps,
  type RewriteUriProps,
  type ValidateContentProps,
} from "./policy-props";
import type { Credentials } from "./rules/credentials";
import type { PolicyContext } from "./rules/grammar";
import { harmlessNamedValues, namedValuesIn, validateNamedValues } from "./rules/named-values";
import { validatePolicy } from "./rules/policy-validation";
import { backendElements, type Forwarding, typedCall } from "./statements/backend-section";
import { cacheLookupElement, forCallers } from "./statements/cached-responses";
import {
  corsElement,
  ipFilterElement,
  limitElement,
  policyElement,
  returnResponseElement,
  validateContentElement,
  valueElement,
} from "./statements/elements";
import type { PolicyStatement } from "./statements/statement";
import { parseRawPolicy } from "./xml/raw-policy";
import { countOf, type XmlElement } from "./xml/xml-element";

/**
 * What an API, an operation or a product does in addition to authentication and routing: limits, headers, CORS,
 * caching, responses of the gateway itself. Nothing in it can displace the steps that authenticate the caller and the
 * gateway: an attempt, in raw XML too, is rejected when an API is created with it. It is immutable: each method
 * returns another policy.
 *
 * Statements run in the order in which they were added. Values may be policy expressions, `@(…)` or `@{…}`, with
 * quotes and `<` as in C#, and contain named values, `{{name}}`. Terraform values arrive as text: the plan fails for
 * one that would begin an expression or a named value.
 *
 * @escaped for Terraform
 * @example
 * new Policy()
 *   .rateLimitByKey({ calls: 60, renewalPeriod: 60, counterKey: "@(context.Request.IpAddress)" })
 *   .cors({ allowedOrigins: ["https://shop.contoso.com"] })
 *   .setResponseHeader("X-Powered-By");
 */
export class Policy {
  private readonly statements: readonly PolicyStatement[] = [];
  private readonly problems: readonly string[] = [];
  private readonly dependables: readonly ITerraformDependable[] = [];
  private readonly forwarding: Forwarding = {};

  /**
   * `rate-limit`: how many calls each subscription may make within a short period. A call without a
   * subscription key has no limit, so it is rejected for an API that does not require one.
   */
  public rateLimit(props: RateLimitProps): Policy {
    [props] = checked("Policy.rateLimit", [props]);
    return this.add("rateLimit", PolicyPlace.AFTER_AUTHENTICATION, limitElement("rate-limit", props));
  }

  /**
   * `rate-limit-by-key`: how many calls are allowed within a short period for each value of a key. Not on
   * Consumption (rule 24).
   */
  public rateLimitByKey(props: RateLimitByKeyProps): Policy {
    [props] = checked("Policy.rateLimitByKey", [props]);
    return this.add(
      "rateLimitByKey",
      PolicyPlace.AFTER_AUTHENTICATION,
      limitElement("rate-limit-by-key", props),
    );
  }

  /** `quota`: how many calls or kilobytes each subscription may use within a long period. Only in a product's policy. */
  public quota(props: QuotaProps): Policy {
    [props] = checked("Policy.quota", [props]);
    return this.add("quota", PolicyPlace.AFTER_AUTHENTICATION, limitElement("quota", props));
  }

  /**
   * `quota-by-key`: how many calls or kilobytes are allowed within a long period for each value of a key. Not on
   * Consumption and the v2 tiers (rule 24).
   */
  public quotaByKey(props: QuotaByKeyProps): Policy {
    [props] = checked("Policy.quotaByKey", [props]);
    return this.add("quotaByKey", PolicyPlace.AFTER_AUTHENTICATION, limitElement("quota-by-key", props));
  }

  /**
   * `cors`: which pages may call from a browser. It runs before authentication: a preflight request has no token. Only
   * in an API's policy, and not with {@link ApiVersionScheme.header}.
   */
  public cors(props: CorsProps): Policy {
    [props] = checked("Policy.cors", [props]);
    return this.add("cors", PolicyPlace.BEFORE_AUTHENTICATION, corsElement(props));
  }

  /** `ip-filter`: which addresses may call. It is not authentication (rule 37). */
  public ipFilter(props: IpFilterProps): Policy {
    [props] = checked("Policy.ipFilter", [props]);
    return this.add("ipFilter", PolicyPlace.BEFORE_AUTHENTICATION, ipFilterElement(props));
  }

  /** `set-variable`: a value for later expressions, `context.Variables["name"]`. */
  public setVariable(name: string, value: string): Policy {
    [name, value] = checked("Policy.setVariable", [name, value]);
    return this.add(
      "setVariable",
      PolicyPlace.AFTER_AUTHENTICATION,
      policyElement("set-variable", { name, value }),
    );
  }

  /**
   * `set-header` on the way to the Function.
   * @param value value of the header; without one the header is deleted
   * @param existsAction what happens to a header that the caller sent; `OVERRIDE` by default
   */
  public setRequestHeader(name: string, value?: string, existsAction?: ExistsAction): Policy {
    [name, value, existsAction] = checked("Policy.setRequestHeader", [name, value, existsAction]);
    return this.add(
      "setRequestHeader",
      PolicyPlace.AFTER_AUTHENTICATION,
      valueElement("set-header", name, value, existsAction),
    );
  }

  /**
   * `set-header` on the way back to the caller.
   * @param value value of the header; without one the header is deleted
   * @param existsAction what happens to a header that the Function sent; `OVERRIDE` by default
   */
  public setResponseHeader(name: string, value?: string, existsAction?: ExistsAction): Policy {
    [name, value, existsAction] = checked("Policy.setResponseHeader", [name, value, existsAction]);
    return this.add(
      "setResponseHeader",
      PolicyPlace.OUTBOUND,
      valueElement("set-header", name, value, existsAction),
    );
  }

  /**
   * `set-query-parameter` on the way to the Function.
   * @param value value of the parameter; without one the parameter is deleted
   * @param existsAction what happens to a parameter that the caller sent; `OVERRIDE` by default
   */
  public setQueryParameter(name: string, value?: string, existsAction?: ExistsAction): Policy {
    [name, value, existsAction] = checked("Policy.setQueryParameter", [name, value, existsAction]);
    return this.add(
      "setQueryParameter",
      PolicyPlace.AFTER_AUTHENTICATION,
      valueElement("set-query-parameter", name, value, existsAction),
    );
  }

  /**
   * `rewrite-uri`: another path at the Function.
   * @param template the path, with the parameters of the operation in braces, for example `/orders?id={id}`
   */
  public rewriteUri(template: string, props?: RewriteUriProps): Policy {
    [template, props = {}] = checked("Policy.rewriteUri", [template, props]);
    return this.add(
      "rewriteUri",
      PolicyPlace.AFTER_AUTHENTICATION,
      policyElement("rewrite-uri", { template, "copy-unmatched-params": props.copyUnmatchedParams }),
    );
  }

  /**
   * `cache-lookup`: takes responses from the cache, which `cacheStore` fills, for GET. They are cached separately for
   * each token and subscription key unless `sharedByCallers` is set, and in an operation's policy it has to be set:
   * by then what tells the callers apart is deleted. Not on Consumption, which has no internal cache.
   */
  public cacheLookup(props?: CacheLookupProps): Policy {
    [props = {}] = checked("Policy.cacheLookup", [props]);
    const statement: PolicyStatement = {
      origin: "`cacheLookup`",
      place: PolicyPlace.AFTER_AUTHENTICATION,
      element: cacheLookupElement(props),
      cached: props.sharedByCallers ? "forAll" : "byCaller",
    };
    return this.with("cacheLookup", { statements: [...this.statements, statement] });
  }

  /**
   * `cache-store`: stores responses for `cacheLookup`.
   * @param duration how long, in seconds
   */
  public cacheStore(duration: number): Policy {
    [duration] = checked("Policy.cacheStore", [duration]);
    return this.add("cacheStore", PolicyPlace.OUTBOUND, policyElement("cache-store", { duration }));
  }

  /** `validate-content`: validates the size of the caller's body, and the body by the API's OpenAPI document. */
  public validateContent(props: ValidateContentProps): Policy {
    [props] = checked("Policy.validateContent", [props]);
    return this.add("validateContent", PolicyPlace.AFTER_AUTHENTICATION, validateContentElement(props));
  }

  /**
   * `mock-response`: a response from the examples of the API definition. The Function is not called.
   * @param statusCode status code, 100 to 599
   * @param contentType content type; `application/json` by default
   */
  public mockResponse(statusCode: number, contentType?: string): Policy {
    [statusCode, contentType] = checked("Policy.mockResponse", [statusCode, contentType]);
    return this.add(
      "mockResponse",
      PolicyPlace.AFTER_AUTHENTICATION,
      policyElement("mock-response", {
        "status-code": statusCode,
        "content-type": contentType ?? "application/json",
      }),
    );
  }

  /** `return-response`: a response of the gateway itself. The Function is not called. */
  public returnResponse(props: ReturnResponseProps): Policy {
    [props] = checked("Policy.returnResponse", [props]);
    return this.add("returnResponse", PolicyPlace.AFTER_AUTHENTICATION, returnResponseElement(props));
  }

  /**
   * `include-fragment`: a policy fragment of the gateway. Its content is not checked: by this call you vouch that it
   * does not read or change the `Authorization` header, and does not change the backend or what the fixed steps set (T14, T19).
   * @param place where it is included; `AFTER_AUTHENTICATION` by default
   */
  public includeFragment(fragmentId: string, place?: PolicyPlace): Policy {
    [fragmentId, place = PolicyPlace.AFTER_AUTHENTICATION] = checked("Policy.includeFragment", [
      fragmentId,
      place,
    ]);
    const statement: PolicyStatement = {
      origin: "`includeFragment`",
      place,
      element: policyElement("include-fragment", { "fragment-id": fragmentId }),
      vouched: true,
    };
    return this.with("includeFragment", { statements: [...this.statements, statement] });
  }

  /** `forward-request`: how the Function is called. At most once. */
  public forwardRequest(props: ForwardRequestProps): Policy {
    [props] = checked("Policy.forwardRequest", [props]);
    return this.forwardWith({ forwardRequest: props });
  }

  /** `retry`: when the gateway calls the Function again. At most once. */
  public retry(props: RetryProps): Policy {
    [props] = checked("Policy.retry", [props]);
    return this.forwardWith({ retry: props });
  }

  /** `limit-concurrency`: how many calls the Function gets at the same time. At most once. */
  public limitConcurrency(props: LimitConcurrencyProps): Policy {
    [props] = checked("Policy.limitConcurrency", [props]);
    return this.forwardWith({ limitConcurrency: props });
  }

  /**
   * Policies as XML, for what has no method: one or more elements, without `<policies>` and sections. They are
   * checked like everything else, by Microsoft's policy reference, and keep their order. Comments are removed.
   */
  public rawXml(place: PolicyPlace, xml: string): Policy {
    [place, xml] = checked("Policy.rawXml", [place, xml]);
    const { errors, elements } = parseRawPolicy(xml);
    const statements = elements.map((element) => ({ origin: "Raw XML", place, element }));
    return this.with("rawXml", {
      problems: [...this.problems, ...errors],
      statements: [...this.statements, ...statements],
    });
  }

  /**
   * Adds a resource that has to exist before the policy: a named value or fragment that it uses by name, in which
   * Terraform sees no reference (R8). A named value that is used when the gateway has its token must be given here, so
   * that it is known to hold no expression (T19).
   */
  public needs(dependable: ITerraformDependable): Policy {
    [dependable] = checked("Policy.needs", [dependable]);
    return this.with("needs", { dependables: [...this.dependables, dependable] });
  }

  /** The same policy, which needs resources that the library makes for it. @internal */
  public _needing(dependables: readonly ITerraformDependable[]): Policy {
    const policy = this.copy({ dependables: [...this.dependables, ...dependables] });
    noteSame(policy, this);
    return policy;
  }

  /** What has to exist before it, sorted, so that the order of calls does not matter. @internal */
  public get _needs(): readonly ITerraformDependable[] {
    const path = (dependable: unknown) => (Construct.isConstruct(dependable) ? dependable.node.path : "");
    return [...new Set(this.dependables)].sort((one, other) => compareTexts(path(one), path(other)));
  }

  /** What is wrong with it where it is used. @internal */
  public _validate(context: PolicyContext): string[] {
    const statements = this.statements.map((statement) => forCallers(statement, context.credentials));
    const ofConstruct = context.namedValues ?? [];
    const namedValues = [...ofConstruct, ...harmlessNamedValues(this.dependables)];
    return [
      ...this.problems,
      ...validatePolicy(statements, this.forwarding, { ...context, namedValues }),
      ...(context.isNewGateway ? validateNamedValues(this._namedValues, this.dependables, ofConstruct) : []),
    ];
  }

  /** Names of the named values that it uses. @internal */
  public get _namedValues(): readonly string[] {
    const call = typedCall(this.forwarding);
    const elements = [...this.statements.map(({ element }) => element), ...(call ? [call] : [])];
    return [...new Set(elements.flatMap(namedValuesIn))];
  }

  /** Whether it looks responses up in the cache. @internal */
  public get _looksUpCache(): boolean {
    return this.statements.some(({ element }) => countOf(element, "cache-lookup") > 0);
  }

  /** Its elements in a place, as they are written for callers with these credentials. @internal */
  public _at(place: PolicyPlace, credentials?: Credentials): readonly XmlElement[] {
    const statements = this.statements
      .filter((statement) => statement.place === place)
      .map((statement) => forCallers(statement, credentials).element);
    return place === PolicyPlace.BACKEND ? backendElements(this.forwarding, statements) : statements;
  }

  private add(method: string, place: PolicyPlace, element: XmlElement): Policy {
    return this.with(method, {
      statements: [...this.statements, { origin: `\`${method}\``, place, element }],
    });
  }

  private forwardWith(setting: Forwarding): Policy {
    const [method] = Object.keys(setting);
    const repeated = method in this.forwarding ? [method] : [];
    const problems = repeated.map(() =>
      validationError(
        `\`${method}\` was called twice`,
        "It may be called once in a policy",
        "Keep one of the calls",
      ),
    );
    return this.with(method, {
      problems: [...this.problems, ...problems],
      forwarding: { ...this.forwarding, ...setting },
    });
  }

  private with(method: string, changes: Partial<PolicyParts>): Policy {
    const policy = this.copy(changes);
    noteDerived(policy, this, method);
    return policy;
  }

  private copy(changes: Partial<PolicyParts>): Policy {
    return Object.assign(new Policy(), this, changes);
  }
}

publicClass("Policy", Policy);

interface PolicyParts {
  readonly statements: readonly PolicyStatement[];
  readonly problems: readonly string[];
  readonly dependables: readonly ITerraformDependable[];
  readonly forwarding: Forwarding;
}
