import type { CallerAuthentication } from "./caller-authentication";
import type { EntraApplicationCallers, OpenIdProviderCallers } from "./callers-props";
import { entraApplicationsAuthentication } from "./entra-applications";
import { openIdProviderAuthentication } from "./open-id-provider";
import type { XmlElement } from "./xml";

/**
 * Who may call an API at the gateway: a deliberate choice, since the gateway's own token opens the Function
 * to everyone whom the gateway lets through (rule 23).
 */
export class Callers {
  /** Applications of an Entra tenant, by client id and audience. The policy is `validate-azure-ad-token`. */
  public static entraApplications(callers: EntraApplicationCallers): Callers {
    return new Callers(entraApplicationsAuthentication(callers));
  }

  /** Whoever has a token of an OpenID provider. The policy is `validate-jwt`. */
  public static openIdProvider(callers: OpenIdProviderCallers): Callers {
    return new Callers(openIdProviderAuthentication(callers));
  }

  /**
   * Whoever has a subscription key, in the header `Ocp-Apim-Subscription-Key` or the query parameter
   * `subscription-key`. The key is a shared secret that says nothing about who has it: API Management keeps
   * it, and a subscription that Terraform makes has it in the state.
   */
  public static subscriptionKey(): Callers {
    return new Callers({
      description: "Holders of a subscription key",
      subscriptionRequired: true,
      refusals: [],
      policies: () => [],
    });
  }

  /** Everyone who can reach the gateway. The Function still answers nobody but the gateway. */
  public static anonymous(): Callers {
    return new Callers({
      description: "Everyone",
      subscriptionRequired: false,
      refusals: [],
      policies: () => [],
    });
  }

  /** In words, who may call. */
  public readonly description: string;
  /** Whether a subscription key is asked for. */
  public readonly subscriptionRequired: boolean;
  private readonly authentication: CallerAuthentication;

  private constructor(authentication: unknown) {
    this.authentication = authentication as CallerAuthentication;
    this.description = this.authentication.description;
    this.subscriptionRequired = this.authentication.subscriptionRequired;
  }

  /** @internal */
  public _check(): readonly string[] {
    return this.authentication.refusals;
  }

  /** @internal */
  public _policies(tenantId: string): readonly XmlElement[] {
    return this.authentication.policies(tenantId);
  }
}
