import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IApiAppRegistration } from "../../registration/api-app-registration-props";
import { compareTexts } from "../../support/lists";
import { checked } from "../../support/shape/checked";
import { publicClass } from "../../support/shape/public-classes";
import { noteDerived, noteUsed } from "../derived-values";
import { tokenVariable } from "../fixed-names";
import { allCredentials, type Credentials, subscriptionKeyCredentials } from "../rules/credentials";
import type { XmlElement } from "../xml/xml-element";
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
 * Who may call single operations of an API, instead of the callers of the API.
 * @escaped for Terraform
 */
export interface OperationCallers {
  /** `operationId`s of the operations, at least one. */
  readonly operationIds: string[];
  /** Who may call them. `Callers.anonymous()` opens them to everyone who can reach the gateway. */
  readonly callers: Callers;
}

/**
 * Who may call an API at the gateway. There is no default, since the gateway calls the Function for every caller that
 * it lets through (rule 23). It is immutable: each method returns other callers.
 *
 * @escaped for Terraform
 * @example
 * Callers.entraApplications({
 *   clientIds: ["11111111-2222-4333-8444-555555555555"],
 *   audiences: ["api://orders"],
 *   requiredRoles: ["Orders.Read"],
 * }).exceptFor({ operationIds: ["health"], callers: Callers.anonymous() });
 */
export class Callers {
  /** Applications of an Entra tenant, by client id and audience. The policy is `validate-azure-ad-token`. */
  public static entraApplications(callers: EntraApplicationCallers): Callers {
    [callers] = checked("Callers.entraApplications", [callers]);
    return new Callers({ authentication: entraApplicationsAuthentication(callers) });
  }

  /**
   * The clients of an API app registration. The API is callable after they were assigned their roles (rule 16).
   * The policy is `validate-azure-ad-token`.
   */
  public static apiAppRegistration(
    registration: IApiAppRegistration,
    callers?: ApiAppRegistrationCallers,
  ): Callers {
    [registration, callers] = checked("Callers.apiAppRegistration", [registration, callers]);
    return new Callers({ authentication: apiAppRegistrationAuthentication(registration, callers ?? {}) });
  }

  /** Holders of a token of an OpenID provider. The policy is `validate-jwt`. */
  public static openIdProvider(callers: OpenIdProviderCallers): Callers {
    [callers] = checked("Callers.openIdProvider", [callers]);
    return new Callers({ authentication: openIdProviderAuthentication(callers) });
  }

  /**
   * Holders of a subscription key, in the header `Ocp-Apim-Subscription-Key` or the query parameter
   * `subscription-key`. The key is a shared secret that does not identify its holder. API Management stores it, and so
   * does the Terraform state, for a subscription that Terraform creates.
   */
  public static subscriptionKey(): Callers {
    return Callers.anonymous().withSubscriptionKey();
  }

  /** Everyone who can reach the gateway. The Function still accepts only calls of the gateway. */
  public static anonymous(): Callers {
    return new Callers({ authentication: everyone });
  }

  /** Description of who may call. */
  public readonly description: string;
  /** Whether a subscription key is required. */
  public readonly subscriptionRequired: boolean;

  private constructor(private readonly facts: CallersFacts) {
    this.subscriptionRequired = facts.subscriptionRequired ?? false;
    this.description = [this.ownDescription, ...this.exceptions.map(exceptionDescription)].join("; ");
  }

  /** The same callers, who also need a subscription key, for every operation. */
  public withSubscriptionKey(): Callers {
    return this.with("withSubscriptionKey", { subscriptionRequired: true });
  }

  /**
   * The same callers, except for single operations: a health probe that everyone may call, or operations that require
   * another role. Operations that are not named keep these callers.
   */
  public exceptFor(exception: OperationCallers): Callers {
    [exception] = checked("Callers.exceptFor", [exception]);
    const { operationIds, callers } = exception;
    noteUsed(callers);
    const exceptions = [...this.exceptions, { operationIds: [...operationIds].sort(), callers }];
    // Exceptions name different operations, so their order does not matter: it is always the same.
    return this.with("exceptFor", {
      exceptions: exceptions.sort((one, other) => compareTexts(keyOf(one), keyOf(other))),
    });
  }

  /**
   * The same callers, whose claims are passed to the Function in headers. The gateway deletes these headers from the
   * call, then sets them from the validated token, so a client cannot forge them. A header is missing if the token
   * lacks the claim, or if no token is required. Values are percent-encoded, and several values are separated by
   * commas.
   *
   * @param headers claims by the name of their header
   */
  public forwardingClaims(headers: { [name: string]: CallerClaim }): Callers {
    [headers] = checked("Callers.forwardingClaims", [headers]);
    return this.with("forwardingClaims", { headers });
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

  /** The operations that others may call; each has to be in the API definition. @internal */
  public get _operationIds(): readonly string[] {
    return this.exceptions.flatMap(({ operationIds }) => operationIds);
  }

  /** What an operation asks of its callers. @internal */
  public _accessTo(operationId: string): OperationAccess {
    const exception = this.exceptions.find(({ operationIds }) => operationIds.includes(operationId));
    const { authentication } = (exception?.callers ?? this).facts;
    return operationAccess(authentication, this.subscriptionRequired, this._claimHeaders);
  }

  /** Names of the headers that pass claims to the Function. @internal */
  public get _claimHeaders(): readonly string[] {
    return Object.keys(this.facts.headers ?? {});
  }

  /** The policies that authenticate a caller, and pass its claims to the Function. @internal */
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

  private with(method: string, facts: Partial<CallersFacts>): Callers {
    const callers = new Callers({ ...this.facts, ...facts });
    noteDerived(callers, this, method);
    return callers;
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

/** The parts of callers: the default, a subscription key, exceptions, and claims that are passed on. */
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
