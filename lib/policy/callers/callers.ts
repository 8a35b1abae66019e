import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IApiAppRegistration } from "../../registration/api-app-registration-props";
import { compareTexts } from "../../support/lists";
import { checked } from "../../support/shape/checked";
import { publicClass } from "../../support/shape/public-classes";
import { allCredentials, type Credentials, subscriptionKeyCredentials } from "../rules/credentials";
import { tokenVariable } from "../rules/gate-names";
import type { XmlElement } from "../xml";
import type { CallerClaim } from "./caller-claim";
import type {
  ApiAppRegistrationCallers,
  EntraApplicationCallers,
  OpenIdProviderCallers,
} from "./callers-props";
import { type OperationAccess, operationAccess } from "./operation-access";
import { type AuthenticationTarget, type CallerAuthentication, everyone } from "./private/authentication";
import { validateCallers } from "./private/callers-validation";
import { type ClaimHeaders, claimHeaderDeletions, claimHeaderElements } from "./private/claim-headers";
import {
  apiAppRegistrationAuthentication,
  entraApplicationsAuthentication,
} from "./private/entra-applications";
import { openIdProviderAuthentication } from "./private/open-id-provider";
import { chooseByOperation } from "./private/operation-callers";

/**
 * Who may call single operations of an API, instead of those who may call the rest of it.
 * @escaped written for Terraform as it is
 */
export interface OperationCallers {
  /** `operationId`s of the operations, at least one. */
  readonly operationIds: string[];
  /** Who may call them. `Callers.anonymous()` opens them to everyone who can reach the gateway. */
  readonly callers: Callers;
}

/**
 * Who may call an API at the gateway: a deliberate choice, since the gateway's own token opens the Function
 * to everyone whom the gateway lets through (rule 23). It does not change: each method returns another one.
 *
 * @example
 * Callers.entraApplications({
 *   clientIds: ["11111111-2222-4333-8444-555555555555"],
 *   audiences: ["api://orders"],
 *   requiredRoles: ["Orders.Read"],
 * }).exceptFor({ operationIds: ["health"], callers: Callers.anonymous() });
 * @escaped written for Terraform as it is
 */
export class Callers {
  /** Applications of an Entra tenant, by client id and audience. The policy is `validate-azure-ad-token`. */
  public static entraApplications(callers: EntraApplicationCallers): Callers {
    [callers] = checked("Callers.entraApplications", [callers]);
    return new Callers({ authentication: entraApplicationsAuthentication(callers) });
  }

  /**
   * The clients of an API app registration. The API answers after they were assigned their roles (rule 16).
   * The policy is `validate-azure-ad-token`.
   */
  public static apiAppRegistration(
    registration: IApiAppRegistration,
    callers?: ApiAppRegistrationCallers,
  ): Callers {
    [registration, callers] = checked("Callers.apiAppRegistration", [registration, callers]);
    return new Callers({ authentication: apiAppRegistrationAuthentication(registration, callers ?? {}) });
  }

  /** Whoever has a token of an OpenID provider. The policy is `validate-jwt`. */
  public static openIdProvider(callers: OpenIdProviderCallers): Callers {
    [callers] = checked("Callers.openIdProvider", [callers]);
    return new Callers({ authentication: openIdProviderAuthentication(callers) });
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
    return new Callers({ authentication: everyone });
  }

  /** In words, who may call. */
  public readonly description: string;
  /** Whether a subscription key is asked for. */
  public readonly subscriptionRequired: boolean;

  private constructor(private readonly facts: CallersFacts) {
    this.subscriptionRequired = facts.subscriptionRequired ?? false;
    this.description = [this.ownDescription, ...this.exceptions.map(exceptionDescription)].join("; ");
  }

  /** The same callers, who have to have a subscription key as well, for every operation. */
  public withSubscriptionKey(): Callers {
    return this.with({ subscriptionRequired: true });
  }

  /**
   * The same callers, except for single operations, which others may call: a health probe opened to everyone,
   * or operations that ask for another role. Whatever is not named stays with these callers.
   */
  public exceptFor(exception: OperationCallers): Callers {
    [exception] = checked("Callers.exceptFor", [exception]);
    const { operationIds, callers } = exception;
    const exceptions = [...this.exceptions, { operationIds: [...operationIds].sort(), callers }];
    // Exceptions name different operations, so their order does not matter: it is always the same.
    return this.with({ exceptions: exceptions.sort((one, other) => compareTexts(keyOf(one), keyOf(other))) });
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
    [headers] = checked("Callers.forwardingClaims", [headers]);
    return this.with({ headers });
  }

  /** @internal */
  public _validate(): readonly string[] {
    const { authentication, headers } = this.facts;
    const exceptions = this.exceptions.map(({ operationIds, callers }) => ({
      operationIds,
      authentication: callers.facts.authentication,
      subscriptionRequired: callers.subscriptionRequired,
      isNested: callers.exceptions.length > 0 || callers.facts.headers !== undefined,
    }));
    const { subscriptionRequired } = this;
    return validateCallers({ authentication, subscriptionRequired, exceptions, headers });
  }

  /** The operations that others may call: each has to be in the API's definition. @internal */
  public get _operationIds(): readonly string[] {
    return this.exceptions.flatMap(({ operationIds }) => operationIds);
  }

  /** What an operation asks of its callers. @internal */
  public _accessTo(operationId: string): OperationAccess {
    const exception = this.exceptions.find(({ operationIds }) => operationIds.includes(operationId));
    return operationAccess((exception?.callers ?? this).facts.authentication, this.subscriptionRequired);
  }

  /** Names of the headers in which the Function is told claims. @internal */
  public get _claimHeaders(): readonly string[] {
    return Object.keys(this.facts.headers ?? {});
  }

  /** The policies that authenticate a caller, and tell the Function who called. @internal */
  public _policies(target: AuthenticationTarget): readonly XmlElement[] {
    const byDefault = this.authenticate(this.facts.authentication, target);
    const operations = this.exceptions.map(({ operationIds, callers }) => ({
      operationIds,
      policies: this.authenticate(callers.facts.authentication, target),
    }));
    return [
      ...claimHeaderDeletions(this._claimHeaders),
      ...(operations.length > 0 ? [chooseByOperation(operations, byDefault)] : byDefault),
    ];
  }

  /** Where callers send what tells them apart. @internal */
  public get _credentials(): Credentials {
    return allCredentials([
      ...this.authentications.flatMap(({ tokenLocation }) => tokenLocation?._credentials ?? []),
      ...(this.subscriptionRequired ? [subscriptionKeyCredentials] : []),
    ]);
  }

  /** Whether a token is required. @internal */
  public get _hasToken(): boolean {
    return this.facts.authentication.tokenLocation !== undefined;
  }

  /** What has to exist before a caller requests its first token (rule 16). @internal */
  public _callableAfter(scope: Construct): ITerraformDependable[] {
    return [...new Set(this.authentications.flatMap(({ callableAfter }) => callableAfter?.(scope) ?? []))];
  }

  private get exceptions(): readonly OperationCallers[] {
    return this.facts.exceptions ?? [];
  }

  private get authentications(): CallerAuthentication[] {
    return [this.facts.authentication, ...this.exceptions.map(({ callers }) => callers.facts.authentication)];
  }

  private get ownDescription(): string {
    const { description, tokenLocation } = this.facts.authentication;
    if (!this.subscriptionRequired) return description;
    return tokenLocation ? `${description}, with a subscription key` : "Holders of a subscription key";
  }

  private with(facts: Partial<CallersFacts>): Callers {
    return new Callers({ ...this.facts, ...facts });
  }

  // Claims are set right after the token was validated, and nowhere else: nobody else's variable is read (T21).
  private authenticate(
    { policies, tokenLocation }: CallerAuthentication,
    target: AuthenticationTarget,
  ): readonly XmlElement[] {
    const { headers } = this.facts;
    if (!headers || !tokenLocation) return policies(target);
    return [...policies({ ...target, tokenVariable }), ...claimHeaderElements(headers)];
  }
}

publicClass("Callers", Callers);

/** What callers are made of: the default, a subscription key, exceptions, and what the Function is told. */
interface CallersFacts {
  readonly authentication: CallerAuthentication;
  readonly subscriptionRequired?: boolean;
  readonly exceptions?: readonly OperationCallers[];
  readonly headers?: ClaimHeaders;
}

function keyOf({ operationIds }: OperationCallers): string {
  return operationIds.join();
}

function exceptionDescription({ operationIds, callers }: OperationCallers): string {
  const who = callers._hasToken ? callers.description : "anyone";
  return `${who} may call ${operationIds.join(", ")}`;
}
