import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IFrontRegistration } from "../../registration/front-registration-interface";
import { AzureCloud } from "../../support/cloud";
import type { XmlElement } from "../xml";
import { everyone } from "./caller-authentication";
import type { CallerClaim } from "./caller-claim";
import { CallersChoice } from "./callers-choice";
import { callersChoiceRefusals } from "./callers-choice-checks";
import type {
  EntraApplicationCallers,
  FrontRegistrationCallers,
  OpenIdProviderCallers,
} from "./callers-props";
import { entraApplicationsAuthentication } from "./entra-applications";
import { frontRegistrationAuthentication } from "./front-callers";
import { openIdProviderAuthentication } from "./open-id-provider";

/** Who may call single operations of an API, instead of those who may call the rest of it. */
export interface OperationCallers {
  /** `operationId`s of the operations, at least one. */
  readonly operationIds: string[];
  /** Who may call them. `Callers.anonymous()` opens them to everyone who can reach the gateway. */
  readonly callers: Callers;
}

/**
 * Who may call an API at the gateway: a deliberate choice, since the gateway's own token opens the Function
 * to everyone whom the gateway lets through (rule 23). It does not change: each method returns another one.
 */
export class Callers {
  /** Applications of an Entra tenant, by client id and audience. The policy is `validate-azure-ad-token`. */
  public static entraApplications(callers: EntraApplicationCallers): Callers {
    return new Callers(new CallersChoice({ authentication: entraApplicationsAuthentication(callers) }));
  }

  /**
   * The clients of a front registration. The API answers after they were assigned their roles (rule 16).
   * The policy is `validate-azure-ad-token`.
   */
  public static frontRegistration(front: IFrontRegistration, callers?: FrontRegistrationCallers): Callers {
    const authentication = frontRegistrationAuthentication(front, callers ?? {});
    return new Callers(new CallersChoice({ authentication }));
  }

  /** Whoever has a token of an OpenID provider. The policy is `validate-jwt`. */
  public static openIdProvider(callers: OpenIdProviderCallers): Callers {
    return new Callers(new CallersChoice({ authentication: openIdProviderAuthentication(callers) }));
  }

  /**
   * Whoever has a subscription key, in the header `Ocp-Apim-Subscription-Key` or the query parameter
   * `subscription-key`. The key is a shared secret that says nothing about who has it: API Management keeps
   * it, and a subscription that Terraform makes has it in the state.
   */
  public static subscriptionKey(): Callers {
    return Callers.anonymous().withSubscriptionKey();
  }

  /** Everyone who can reach the gateway. The Function still answers nobody but the gateway. */
  public static anonymous(): Callers {
    return new Callers(new CallersChoice({ authentication: everyone }));
  }

  /** In words, who may call. */
  public readonly description: string;
  /** Whether a subscription key is asked for. */
  public readonly subscriptionRequired: boolean;
  private readonly choice: CallersChoice;

  private constructor(choice: unknown) {
    this.choice = choice as CallersChoice;
    this.description = this.choice.description;
    this.subscriptionRequired = this.choice.subscriptionRequired;
  }

  /** The same callers, who have to have a subscription key as well, for every operation. */
  public withSubscriptionKey(): Callers {
    return new Callers(this.choice.with({ subscriptionRequired: true }));
  }

  /**
   * The same callers, except for single operations, which others may call: a health probe opened to everyone,
   * or operations that ask for another role. Whatever is not named stays with these callers.
   */
  public exceptFor(exception: OperationCallers): Callers {
    const { operationIds, callers } = exception;
    return new Callers(this.choice.withException({ operationIds, choice: callers.choice }));
  }

  /**
   * The same callers, of whom the Function is told claims in headers. The gateway deletes what the client
   * sent in these headers, then sets them from the token that it validated: a client cannot forge them. A
   * header is absent where the token lacks the claim, and where no token was asked for. Values are
   * percent-encoded, and several values are separated by commas.
   *
   * @param headers claims by the name of their header
   */
  public forwardingClaims(headers: { [name: string]: CallerClaim }): Callers {
    return new Callers(this.choice.with({ headers }));
  }

  /** @internal */
  public _check(): readonly string[] {
    return callersChoiceRefusals(this.choice);
  }

  /** The operations that others may call: each has to be in the API's definition. @internal */
  public _operationIds(): readonly string[] {
    return this.choice.operationIds;
  }

  /** Headers in which the Function is told claims. @internal */
  public _claimHeaders(): readonly string[] {
    return this.choice.headerNames;
  }

  /** @internal */
  public _policies(tenantId: string, cloud: AzureCloud = AzureCloud.PUBLIC): readonly XmlElement[] {
    return this.choice.policies({ tenantId, cloud });
  }

  /** What has to exist before a caller asks for its first token (rule 16). @internal */
  public _callableAfter(scope: Construct): ITerraformDependable[] {
    return this.choice.callableAfter(scope);
  }
}
