import { fingerprintOf } from "../fingerprint";
import type { Site } from "../graph/sites";
import { printed } from "../graph/values";
import { addTo } from "../groups";
import type { Caller, Entrance, Finding, ProofStep, Severity, Verdict } from "../report";
import type { ReviewRule } from "../rules";
import type { ReviewInput } from "../stack/stack";
import type { Value } from "../stack/value";
import type { Reviewed } from "../verdicts/review-stack";

/** A rule, and what it looks for. */
export interface CheckedRule extends ReviewRule {
  readonly check: (subject: RuleSubject) => readonly Violation[];
}

/** Where a stack breaks a rule. */
export interface Violation {
  readonly address: string;
  readonly argument?: string;
  readonly message: string;
  readonly proof: readonly ProofStep[];
  /** What tells several at one argument apart. */
  readonly detail?: string;
  /** The rule's own by default. */
  readonly severity?: Severity;
}

/** What rules are checked against: a stack and what was decided of it. */
export class RuleSubject {
  private readonly verdicts = new Map<string, Verdict>();
  private readonly byKinds = new Map<string, Verdict[]>();
  public readonly callers: ReadonlyMap<string, Caller>;
  public readonly entrances: ReadonlyMap<string, Entrance>;

  public constructor(
    public readonly input: ReviewInput,
    public readonly now: Reviewed,
    public readonly before?: Reviewed,
    /** The day of the review, UTC: `2026-11-25`. */
    public readonly today?: string,
  ) {
    this.callers = new Map(now.matrix.callers.map((caller) => [caller.id, caller]));
    this.entrances = new Map(now.matrix.entrances.map((entrance) => [entrance.id, entrance]));
    for (const verdict of now.matrix.verdicts) {
      const { entrance, caller } = verdict;
      this.verdicts.set(`${entrance}\n${caller}`, verdict);
      const kinds = `${this.entrances.get(entrance)?.kind} ${this.callers.get(caller)?.kind}`;
      addTo(this.byKinds, kinds, verdict);
    }
  }

  /** The verdict of a caller at an entrance, by their ids. */
  public verdict(entrance: string, caller: string): Verdict | undefined {
    return this.verdicts.get(`${entrance}\n${caller}`);
  }

  /** The verdict of a caller at a site's own entrance. */
  public at(kind: Entrance["kind"], site: Site, caller: string): Verdict | undefined {
    return this.verdict(`${kind}:${site.id}`, caller);
  }

  /** Verdicts of a kind of entrance, with a kind of caller. */
  public all(entrance: Entrance["kind"], caller: Caller["kind"]): readonly Verdict[] {
    return this.byKinds.get(`${entrance} ${caller}`) ?? [];
  }

  /** A violation at an argument of a resource. */
  public violation(
    address: string,
    argument: string,
    value: Value | string | undefined,
    message: string,
  ): Violation {
    const text = typeof value === "string" ? value : printed(value);
    return { address, argument, message, proof: [{ address, argument, value: text, meaning: message }] };
  }
}

export const reviewedOn = "2026-11-25";

const learn = "https://learn.microsoft.com";

/** Microsoft's and the provider's documentation. */
export const documentation = {
  authentication: `${learn}/azure/app-service/overview-authentication-authorization`,
  entraProvider: `${learn}/azure/app-service/configure-authentication-provider-aad`,
  fileConfiguration: `${learn}/azure/app-service/configure-authentication-file-based`,
  basicAuthentication: `${learn}/azure/app-service/configure-basic-auth-disable`,
  accessRestrictions: `${learn}/azure/app-service/overview-access-restrictions`,
  https: `${learn}/azure/app-service/configure-ssl-bindings`,
  storage: `${learn}/azure/azure-functions/storage-considerations`,
  functionKeys: `${learn}/azure/azure-functions/function-keys-how-to`,
  assignment: `${learn}/entra/identity-platform/howto-restrict-your-app-to-a-set-of-users`,
  accessTokens: `${learn}/entra/identity-platform/access-tokens`,
  credentials: `${learn}/entra/identity-platform/security-best-practices-for-app-registration`,
  federation: `${learn}/entra/workload-id/workload-identity-federation`,
  managedIdentities: `${learn}/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations`,
  roles: `${learn}/azure/role-based-access-control/built-in-roles`,
  policies: `${learn}/azure/api-management/api-management-howto-policies`,
  policyReference: `${learn}/azure/api-management/api-management-policies`,
  validateToken: `${learn}/azure/api-management/validate-azure-ad-token-policy`,
  tokenStep: `${learn}/azure/api-management/authentication-managed-identity-policy`,
  backendService: `${learn}/azure/api-management/set-backend-service-policy`,
  fragments: `${learn}/azure/api-management/policy-fragments`,
  subscriptions: `${learn}/azure/api-management/api-management-subscriptions`,
  backends: `${learn}/azure/api-management/backends`,
  diagnostics: `${learn}/azure/api-management/api-management-howto-app-insights`,
  functionApp:
    "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/linux_function_app",
  azurermFeatures:
    "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/features-block",
  planFormat: "https://developer.hashicorp.com/terraform/internals/json-format",
  replacement: "https://developer.hashicorp.com/terraform/language/resources/behavior",
};

/** The finding of a violation. Its fingerprint holds only what stays the same while the violation does. */
export function findingOf(
  rule: CheckedRule,
  violation: Violation,
  constructPath: string | undefined,
): Finding {
  const { address, argument, message, proof, detail = "" } = violation;
  const parts = [rule.id, address, argument?.replace(/:\d+$/, "") ?? "", detail];
  return {
    rule: rule.id,
    severity: violation.severity ?? rule.severity,
    address,
    argument,
    constructPath,
    message,
    proof,
    fingerprint: fingerprintOf(...parts),
  };
}
