import type { ITerraformDependable } from "cdktf";
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
import { forwardingRefusals, numbersRefusals } from "./policy-checks";
import type { PolicyPlace } from "./policy-place";
import type {
  CacheLookupProps,
  CorsProps,
  ForwardRequestProps,
  IpFilterProps,
  LimitConcurrencyProps,
  QuotaByKeyProps,
  QuotaProps,
  RateLimitByKeyProps,
  RateLimitProps,
  RetryProps,
  ReturnResponseProps,
  ValidateContentProps,
} from "./policy-props";
import { type Place, type PolicyStatement, statementsAt } from "./policy-statement";
import { parseRawPolicy } from "./raw-policy";
import { statementRefusals } from "./statement-checks";

/**
 * What an API or an operation does beside the gate: limits, headers, CORS, caching, answers of its own. The
 * gate's own steps are not in here, and nothing that is can displace them: an attempt is refused, raw XML
 * included. It changes as it is built, and each method returns it.
 *
 * Statements of different kinds may be added in any order. Texts may be policy expressions, `@(…)` or `@{…}`.
 */
export class Policy {
  private readonly statements: PolicyStatement[] = [];
  private readonly problems: string[] = [];
  private readonly dependables: ITerraformDependable[] = [];
  private forwarding: Forwarding = {};
  private used = false;

  /** `rate-limit`: how many calls each subscription may make within a short time. */
  public rateLimit(props: RateLimitProps): Policy {
    return this.add("rateLimit", "afterAuthentication", limitElement("rate-limit", props));
  }

  /** `rate-limit-by-key`: how many calls may be made within a short time for each value of a key. */
  public rateLimitByKey(props: RateLimitByKeyProps): Policy {
    return this.add("rateLimitByKey", "afterAuthentication", limitElement("rate-limit-by-key", props));
  }

  /** `quota`: how many calls or kilobytes each subscription has within a long time. */
  public quota(props: QuotaProps): Policy {
    return this.add("quota", "afterAuthentication", limitElement("quota", props));
  }

  /** `quota-by-key`: how many calls or kilobytes there are within a long time for each value of a key. */
  public quotaByKey(props: QuotaByKeyProps): Policy {
    return this.add("quotaByKey", "afterAuthentication", limitElement("quota-by-key", props));
  }

  /** `cors`: which browsers' pages may call. It stands before authentication: a browser asks without a token. */
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
   */
  public setRequestHeader(name: string, value?: string): Policy {
    return this.add("setRequestHeader", "afterAuthentication", valueElement("set-header", name, value));
  }

  /**
   * `set-header` on the way back to the caller.
   * @param value value of the header; left out, the header is deleted
   */
  public setResponseHeader(name: string, value?: string): Policy {
    return this.add("setResponseHeader", "outbound", valueElement("set-header", name, value));
  }

  /**
   * `set-query-parameter` on the way to the Function.
   * @param value value of the parameter; left out, the parameter is deleted
   */
  public setQueryParameter(name: string, value?: string): Policy {
    return this.add(
      "setQueryParameter",
      "afterAuthentication",
      valueElement("set-query-parameter", name, value),
    );
  }

  /**
   * `rewrite-uri`: another path at the Function.
   * @param template the path, with the parameters of the operation in braces, for example `/orders?id={id}`
   */
  public rewriteUri(template: string): Policy {
    return this.add("rewriteUri", "afterAuthentication", policyElement("rewrite-uri", { template }));
  }

  /** `cache-lookup`: answers from the cache, which `cacheStore` fills. */
  public cacheLookup(props: CacheLookupProps): Policy {
    return this.add("cacheLookup", "afterAuthentication", cacheLookupElement(props));
  }

  /**
   * `cache-store`: keeps answers for `cacheLookup`.
   * @param duration how long, in seconds
   */
  public cacheStore(duration: number): Policy {
    return this.add("cacheStore", "outbound", policyElement("cache-store", { duration }));
  }

  /** `validate-content`: size and schema of the caller's body. */
  public validateContent(props: ValidateContentProps): Policy {
    return this.add("validateContent", "afterAuthentication", validateContentElement(props));
  }

  /** `mock-response`: an answer from the API's examples. The Function is not called. */
  public mockResponse(statusCode: number, contentType = "application/json"): Policy {
    return this.add(
      "mockResponse",
      "afterAuthentication",
      policyElement("mock-response", { "status-code": statusCode, "content-type": contentType }),
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

  /** `forward-request`: how the Function is called. */
  public forwardRequest(props: ForwardRequestProps): Policy {
    this.mustBeOpen();
    this.forwarding = { ...this.forwarding, forward: props };
    return this;
  }

  /** `retry`: when the Function is called again. */
  public retry(props: RetryProps): Policy {
    this.mustBeOpen();
    this.forwarding = { ...this.forwarding, retry: props };
    return this;
  }

  /** `limit-concurrency`: how many calls are at the Function at a time. */
  public limitConcurrency(props: LimitConcurrencyProps): Policy {
    this.mustBeOpen();
    this.forwarding = { ...this.forwarding, limitConcurrency: props };
    return this;
  }

  /**
   * Policies as XML, for what has no method here: one or more elements, without `<policies>` and sections. It is
   * checked like everything else, as far as the policy reference says.
   */
  public rawXml(place: PolicyPlace, xml: string): Policy {
    const { refusals, elements } = parseRawPolicy(xml);
    this.problems.push(...refusals);
    for (const { element, line } of elements) this.add(`Raw XML, line ${line},`, place, element);
    return this;
  }

  /**
   * What has to be there before the policy: named values and fragments that it uses by name, in which Terraform
   * sees no reference (R8).
   */
  public needs(dependable: ITerraformDependable): Policy {
    this.dependables.push(dependable);
    return this;
  }

  /** @internal */
  public get _needs(): readonly ITerraformDependable[] {
    return this.dependables;
  }

  /** @internal */
  public _refusals(skuName?: string): string[] {
    this.used = true;
    const raw = statementsAt(this.statements, "backend");
    return [
      ...this.problems,
      ...this.statements.flatMap((statement) => statementRefusals(statement, skuName)),
      ...[...backendElements(this.forwarding, [])].flatMap((element) =>
        element.name === "base"
          ? []
          : statementRefusals({ element, place: "backend", origin: "The call of the Function" }, skuName),
      ),
      ...numbersRefusals(this.statements, this.forwarding),
      ...forwardingRefusals(raw, this.forwarding),
    ];
  }

  /** What is refused of it as an operation's policy. @internal */
  public _operationRefusals(skuName?: string): string[] {
    const early = this.statements.filter(({ place }) => place === "beforeAuthentication");
    return [
      ...this._refusals(skuName),
      ...early.map(({ origin }) =>
        refusal(
          `${origin} was given for an operation`,
          "An operation's policy comes after the API's, which has authenticated the caller by then",
          "Put it into the API's `policy`",
        ),
      ),
    ];
  }

  /** @internal */
  public _at(place: Place): readonly XmlElement[] {
    if (place === "backend") return backendElements(this.forwarding, statementsAt(this.statements, place));
    return statementsAt(this.statements, place);
  }

  // What is added to a policy that is written already would be lost without a word.
  private mustBeOpen(): void {
    if (!this.used) return;
    throw new Error(
      refusal(
        "A policy was changed after an API was made with it",
        "An API takes a policy as it is at that time",
        "Build the policy first",
      ),
    );
  }

  private add(origin: string, place: Place, element: XmlElement): Policy {
    this.mustBeOpen();
    this.statements.push({ origin: origin.startsWith("Raw") ? origin : `\`${origin}\``, place, element });
    return this;
  }
}
