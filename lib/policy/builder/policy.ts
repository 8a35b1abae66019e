import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { compareTexts } from "../../support/lists";
import { refusal } from "../../support/refusal";
import type { XmlElement } from "../xml";
import { backendElements, type Forwarding } from "./backend-section";
import {
  cacheLookupElement,
  corsElement,
  ipFilterElement,
  limitElement,
  policyElement,
  returnResponseElement,
  validateContentElement,
  valueElement,
} from "./elements";
import type { ForwardRequestProps, LimitConcurrencyProps, RetryProps } from "./forwarding-props";
import type { QuotaByKeyProps, QuotaProps, RateLimitByKeyProps, RateLimitProps } from "./limit-props";
import type { PolicyContext } from "./policy-context";
import type { PolicyPlace } from "./policy-place";
import type {
  CacheLookupProps,
  CorsProps,
  ExistsAction,
  IpFilterProps,
  ReturnResponseProps,
  RewriteUriProps,
  ValidateContentProps,
} from "./policy-props";
import { policyRefusals } from "./policy-refusals";
import type { Place, PolicyStatement } from "./policy-statement";
import { parseRawPolicy } from "./raw-policy";
import { statementsAt } from "./statement-order";

/**
 * What an API, an operation or a product does beside the gate: limits, headers, CORS, caching, answers of its
 * own. The gate's own steps are not in here, and nothing that is can displace them: an attempt is refused when
 * an API is made with it, raw XML included. It changes as it is built, and each method returns it.
 *
 * Statements that do not depend on each other may be added in any order, and are always written in the same
 * one: limits first, then checks, the cache, variables, headers, parameters, the path, and answers last. A
 * statement with an expression stays behind what it reads. Texts may be policy expressions, `@(…)` or `@{…}`,
 * with quotes and `<` as they are in C#, and hold named values, `{{name}}`.
 */
export class Policy {
  private readonly statements: PolicyStatement[] = [];
  private readonly problems: string[] = [];
  private readonly dependables: ITerraformDependable[] = [];
  private forwarding: Forwarding = {};
  private used = false;

  /**
   * `rate-limit`: how many calls each subscription may make within a short time. A call without a subscription's
   * key has no limit, so it is refused for an API that does not ask for one.
   */
  public rateLimit(props: RateLimitProps): Policy {
    return this.add("rateLimit", "afterAuthentication", limitElement("rate-limit", props));
  }

  /**
   * `rate-limit-by-key`: how many calls may be made within a short time for each value of a key. Not on
   * Consumption (rule 24).
   */
  public rateLimitByKey(props: RateLimitByKeyProps): Policy {
    return this.add("rateLimitByKey", "afterAuthentication", limitElement("rate-limit-by-key", props));
  }

  /** `quota`: how many calls or kilobytes each subscription has within a long time. Only in a product's policy. */
  public quota(props: QuotaProps): Policy {
    return this.add("quota", "afterAuthentication", limitElement("quota", props));
  }

  /**
   * `quota-by-key`: how many calls or kilobytes there are within a long time for each value of a key. Not on
   * Consumption and the v2 tiers (rule 24).
   */
  public quotaByKey(props: QuotaByKeyProps): Policy {
    return this.add("quotaByKey", "afterAuthentication", limitElement("quota-by-key", props));
  }

  /**
   * `cors`: which browsers' pages may call. It stands before authentication: a browser asks without a token. Only
   * in an API's policy, and not with {@link ApiVersionScheme.header}.
   */
  public cors(props: CorsProps): Policy {
    return this.add("cors", "beforeAuthentication", corsElement(props));
  }

  /** `ip-filter`: from which addresses calls are taken. It is no authentication (rule 37). */
  public ipFilter(props: IpFilterProps): Policy {
    return this.add("ipFilter", "beforeAuthentication", ipFilterElement(props));
  }

  /** `set-variable`: a value for later expressions, `context.Variables["name"]`. */
  public setVariable(name: string, value: string): Policy {
    return this.add("setVariable", "afterAuthentication", policyElement("set-variable", { name, value }));
  }

  /**
   * `set-header` on the way to the Function.
   * @param value value of the header; left out, the header is deleted
   * @param existsAction what happens to a header that the caller sent; `OVERRIDE` unless it is given
   */
  public setRequestHeader(name: string, value?: string, existsAction?: ExistsAction): Policy {
    return this.add(
      "setRequestHeader",
      "afterAuthentication",
      valueElement("set-header", name, value, existsAction),
    );
  }

  /**
   * `set-header` on the way back to the caller.
   * @param value value of the header; left out, the header is deleted
   * @param existsAction what happens to a header that the Function sent; `OVERRIDE` unless it is given
   */
  public setResponseHeader(name: string, value?: string, existsAction?: ExistsAction): Policy {
    return this.add("setResponseHeader", "outbound", valueElement("set-header", name, value, existsAction));
  }

  /**
   * `set-query-parameter` on the way to the Function.
   * @param value value of the parameter; left out, the parameter is deleted
   * @param existsAction what happens to a parameter that the caller sent; `OVERRIDE` unless it is given
   */
  public setQueryParameter(name: string, value?: string, existsAction?: ExistsAction): Policy {
    return this.add(
      "setQueryParameter",
      "afterAuthentication",
      valueElement("set-query-parameter", name, value, existsAction),
    );
  }

  /**
   * `rewrite-uri`: another path at the Function.
   * @param template the path, with the parameters of the operation in braces, for example `/orders?id={id}`
   */
  public rewriteUri(template: string, props: RewriteUriProps = {}): Policy {
    return this.add(
      "rewriteUri",
      "afterAuthentication",
      policyElement("rewrite-uri", { template, "copy-unmatched-params": props.copyUnmatchedParams }),
    );
  }

  /**
   * `cache-lookup`: answers from the cache, which `cacheStore` fills, for GET. Each token has answers of its own
   * unless `sharedByCallers` is given. Consumption has no cache but one of your own, beside the gateway.
   */
  public cacheLookup(props: CacheLookupProps = {}): Policy {
    return this.add("cacheLookup", "afterAuthentication", cacheLookupElement(props));
  }

  /**
   * `cache-store`: keeps answers for `cacheLookup`.
   * @param duration how long, in seconds
   */
  public cacheStore(duration: number): Policy {
    return this.add("cacheStore", "outbound", policyElement("cache-store", { duration }));
  }

  /** `validate-content`: size of the caller's body, and the schema that the API's OpenAPI document has for it. */
  public validateContent(props: ValidateContentProps): Policy {
    return this.add("validateContent", "afterAuthentication", validateContentElement(props));
  }

  /**
   * `mock-response`: an answer from the API's examples. The Function is not called.
   * @param statusCode status code, 100 to 599
   * @param contentType content type; `application/json` unless it is given
   */
  public mockResponse(statusCode: number, contentType?: string): Policy {
    return this.add(
      "mockResponse",
      "afterAuthentication",
      policyElement("mock-response", {
        "status-code": statusCode,
        "content-type": contentType ?? "application/json",
      }),
    );
  }

  /** `return-response`: an answer of the gateway's own. The Function is not called. */
  public returnResponse(props: ReturnResponseProps): Policy {
    return this.add("returnResponse", "afterAuthentication", returnResponseElement(props));
  }

  /**
   * `include-fragment`: a policy fragment of the gateway. What it holds is not checked here: it must not touch
   * the `Authorization` header or the backend.
   */
  public includeFragment(fragmentId: string): Policy {
    return this.add(
      "includeFragment",
      "afterAuthentication",
      policyElement("include-fragment", { "fragment-id": fragmentId }),
    );
  }

  /** `forward-request`: how the Function is called. At most once. */
  public forwardRequest(props: ForwardRequestProps): Policy {
    return this.forwardWith({ forwardRequest: props });
  }

  /** `retry`: when the Function is called again. At most once. */
  public retry(props: RetryProps): Policy {
    return this.forwardWith({ retry: props });
  }

  /** `limit-concurrency`: how many calls are at the Function at a time. At most once. */
  public limitConcurrency(props: LimitConcurrencyProps): Policy {
    return this.forwardWith({ limitConcurrency: props });
  }

  /**
   * Policies as XML, for what has no method here: one or more elements, without `<policies>` and sections. It is
   * checked like everything else, as far as the policy reference says, and stays in its order. Comments are left
   * out.
   */
  public rawXml(place: PolicyPlace, xml: string): Policy {
    const { refusals, elements } = parseRawPolicy(xml);
    this.problems.push(...refusals);
    this.mustBeOpen();
    this.statements.push(...elements.map((element) => ({ origin: "Raw XML", place, element })));
    return this;
  }

  /**
   * What has to be there before the policy: named values and fragments that it uses by name, in which Terraform
   * sees no reference (R8).
   */
  public needs(dependable: ITerraformDependable): Policy {
    this.mustBeOpen();
    this.dependables.push(dependable);
    return this;
  }

  /** In an order that does not depend on the calls'. @internal */
  public get _needs(): readonly ITerraformDependable[] {
    const path = (dependable: unknown) => (Construct.isConstruct(dependable) ? dependable.node.path : "");
    return [...new Set(this.dependables)].sort((one, other) => compareTexts(path(one), path(other)));
  }

  /** What is refused of it in a place; it cannot be changed any more. @internal */
  public _refusals(context: PolicyContext): string[] {
    this.used = true;
    return [...this.problems, ...policyRefusals(this.statements, this.forwarding, context)];
  }

  /** @internal */
  public _at(place: Place): readonly XmlElement[] {
    const statements = statementsAt(this.statements, place);
    return place === "backend" ? backendElements(this.forwarding, statements) : statements;
  }

  private add(method: string, place: Place, element: XmlElement): Policy {
    this.mustBeOpen();
    this.statements.push({ origin: `\`${method}\``, place, element });
    return this;
  }

  private forwardWith(setting: Forwarding): Policy {
    this.mustBeOpen();
    for (const method of Object.keys(setting).filter((name) => name in this.forwarding)) {
      this.problems.push(
        refusal(`\`${method}\` was called twice`, "The Function is called in one way", "Keep one of the two"),
      );
    }
    this.forwarding = { ...this.forwarding, ...setting };
    return this;
  }

  // What is added to a policy that is written already would be lost without a word.
  private mustBeOpen(): void {
    if (!this.used) return;
    throw new Error(
      refusal(
        "A policy was changed after something was made with it",
        "It is taken as it is at that time",
        "Build the policy first",
      ),
    );
  }
}
