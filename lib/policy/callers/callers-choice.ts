import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { compareTexts } from "../../support/lists";
import type { XmlElement } from "../xml";
import type { AuthenticationTarget, CallerAuthentication } from "./caller-authentication";
import { type ClaimHeaders, claimHeaderElements, tokenVariable } from "./claim-headers";
import { chooseByOperation } from "./operation-callers";

/** Others, who may call single operations. */
export interface CallersException {
  readonly operationIds: readonly string[];
  readonly choice: CallersChoice;
}

/** What was said about who may call. */
export interface CallersFacts {
  readonly authentication: CallerAuthentication;
  readonly subscriptionRequired?: boolean;
  readonly exceptions?: readonly CallersException[];
  readonly headers?: ClaimHeaders;
}

/** Who may call, put together: the default, a subscription key, exceptions, and what the Function is told. */
export class CallersChoice {
  public readonly subscriptionRequired: boolean;
  public readonly exceptions: readonly CallersException[];

  public constructor(public readonly facts: CallersFacts) {
    this.subscriptionRequired = facts.subscriptionRequired ?? false;
    this.exceptions = facts.exceptions ?? [];
  }

  public with(facts: Partial<CallersFacts>): CallersChoice {
    return new CallersChoice({ ...this.facts, ...facts });
  }

  /** Exceptions name different operations, so their order says nothing: it is always the same. */
  public withException({ operationIds, choice }: CallersException): CallersChoice {
    const exceptions = [...this.exceptions, { operationIds: [...operationIds].sort(), choice }];
    const key = (exception: CallersException) => exception.operationIds.join();
    return this.with({ exceptions: exceptions.sort((a, b) => compareTexts(key(a), key(b))) });
  }

  public get description(): string {
    return [this.ownDescription, ...this.exceptions.map(exceptionDescription)].join("; ");
  }

  public get operationIds(): string[] {
    return this.exceptions.flatMap(({ operationIds }) => operationIds);
  }

  /** Names of the headers in which the Function is told claims. */
  public get headerNames(): string[] {
    return Object.keys(this.facts.headers ?? {});
  }

  /** The default's way of authentication, then the exceptions'. */
  public get authentications(): CallerAuthentication[] {
    return [this.facts.authentication, ...this.exceptions.map(({ choice }) => choice.facts.authentication)];
  }

  public policies(target: AuthenticationTarget): XmlElement[] {
    const { headers, authentication } = this.facts;
    const reader = headers ? { ...target, tokenVariable } : target;
    const byDefault = authentication.policies(reader);
    const operations = this.exceptions.map(({ operationIds, choice }) => ({
      operationIds,
      policies: choice.facts.authentication.policies(reader),
    }));
    return [
      ...(operations.length > 0 ? [chooseByOperation(operations, byDefault)] : byDefault),
      ...this.tokenRemovals(),
      ...(headers ? claimHeaderElements(headers) : []),
    ];
  }

  public callableAfter(scope: Construct): ITerraformDependable[] {
    return [...new Set(this.authentications.flatMap(({ callableAfter }) => callableAfter?.(scope) ?? []))];
  }

  private get ownDescription(): string {
    const { authentication } = this.facts;
    if (!this.subscriptionRequired) return authentication.description;
    if (!authentication.tokenLocation) return "Holders of a subscription key";
    return `${authentication.description}, with a subscription key`;
  }

  // Whichever way an operation authenticates, no token reaches the Function.
  private tokenRemovals(): XmlElement[] {
    const removals = this.authentications.flatMap(({ tokenLocation }) => tokenLocation?._removal() ?? []);
    return [...new Map(removals.map((removal) => [JSON.stringify(removal), removal])).values()];
  }
}

function exceptionDescription({ operationIds, choice }: CallersException): string {
  const { authentication } = choice.facts;
  const who = authentication.tokenLocation ? authentication.description : "anyone";
  return `${who} may call ${operationIds.join(", ")}`;
}
