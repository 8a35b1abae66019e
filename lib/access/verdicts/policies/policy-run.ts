import { headerKey } from "../../../policy/fixed-names";
import { attribute, textOf } from "../../../policy/xml/xml-element";
import type { Api } from "../../graph/gateways";
import { attributeValue } from "../../graph/policy-documents";
import { literalText, printed } from "../../graph/values";
import {
  after,
  allOf,
  anyOf,
  type Check,
  type Decision,
  decide,
  farthestOf,
  passes,
  unknown,
  unsure,
} from "../decision";
import { backendOf } from "./backends";
import { behindCache } from "./cached-answers";
import {
  type CallState,
  changed,
  firstState,
  isOutput,
  withAuthorization,
  withoutVariables,
  withSetVariable,
  withToken,
} from "./call-state";
import { type ConditionContext, readBy, sendsAuthorization, truthOf } from "./conditions";
import { type ForwardingApi, forwarded, requested } from "./forwarded-call";
import type { GatewayCall } from "./gateway-call";
import { isCopy, isOwnRequest, makesRequests, requestBackend } from "./own-requests";
import { answersByItself, checkOf, isHarmless, notUnderstood, refusal, switchInDoubt } from "./policy-checks";
import { type Instruction, type OperationProgram, type Program, policyStep, program } from "./program";
import { withAnswers, withPart } from "./request-state";
import { afterSetHeader } from "./set-header";
import { identityOf } from "./token-requests";
import { isTokenPolicy, tokenRequirement } from "./token-requirement";
import { checkTokenStep } from "./token-step";
import { checkToken } from "./tokens-at-gateway";

interface Continuation {
  readonly program: Program;
  readonly place: number;
  readonly next?: Continuation;
  /** Whether the call has got its answer, so that what runs can only make requests of its own. */
  readonly isAnswered?: boolean;
}

const containers = /^(retry|limit-concurrency|wait)$/;

/** What a run of policies is about. */
export interface RunSubject extends ForwardingApi {
  readonly conditions: ConditionContext;
}

/** Runs the policies of an operation for one caller, and follows the call to the Function. */
export class PolicyRun {
  private readonly known = new Map<string, Decision>();

  public constructor(
    private readonly subject: RunSubject,
    private readonly call: GatewayCall,
    private readonly program: OperationProgram,
  ) {}

  public decide(): Decision {
    return this.run({ program: this.program, place: 0 }, firstState(this.program.conditions));
  }

  private run(continuation: Continuation, state: CallState): Decision {
    const key = `${continuationKey(continuation)} ${state.key}`;
    const known = this.known.get(key);
    if (known) return known;
    const decision = this.step(continuation, state);
    this.known.set(key, decision);
    return decision;
  }

  private step(continuation: Continuation, before: CallState): Decision {
    const { program: current, place, next, isAnswered } = continuation;
    const one = current.instructions[place];
    if (one === undefined) return next ? this.run(next, before) : this.end(isAnswered, before);
    const state = withoutVariables(one.element, before);
    const rest: Continuation = { ...continuation, place: place + 1 };
    const { name } = one.element;
    const doubt = switchInDoubt(one);
    if (doubt) return doubt;
    if (name === "choose") return this.choose(one, rest, state);
    if (name === "forward-request")
      return this.after(this.program.outbound, forwarded(this.subject, this.call, one, state), state);
    if (name === "authentication-managed-identity") {
      const asked = this.askForToken(one, state);
      return this.checked(asked.check, rest, state, asked.state);
    }
    if (isOwnRequest(one.element)) return this.request(one, rest, state);
    if (name === "cache-lookup")
      return behindCache(
        one,
        this.program,
        this.subject.conditions.members.get("Request.Method"),
        this.run(rest, state),
      );
    if (isTokenPolicy(one)) return this.checked(this.checkToken(one, state), rest, state);
    if (containers.test(name)) return this.run(within(one, rest), state);
    const change = this.change(one, state);
    if (change) return this.run(rest, change);
    const check = checkOf(one, this.call);
    if (check) return this.checked(check, rest, state);
    return isAnswered ? this.run(rest, state) : notUnderstood(one, this.subject.gateway);
  }

  private end(isAnswered: boolean | undefined, state: CallState): Decision {
    const decision = notForwarded(this.subject.api);
    return isAnswered ? decision : this.after(this.program.outbound, decision, state);
  }

  private checked(check: Check, rest: Continuation, before: CallState, state = before): Decision {
    if (check.result === "passes") return after(check.proof, this.run(rest, state));
    if (check.result === "refuses") {
      const refused = decide([check], "");
      const fails = !rest.isAnswered && !answersByItself(check);
      return fails ? this.after(this.program.onError, refused, before) : refused;
    }
    // It may let the call through or not: only a refusal behind it is decided.
    const decision = this.run(rest, state);
    return decision.access === "refused" ? decision : unknown(check.because, check.proof);
  }

  /** The decision of a call that has got its answer, with the requests that policies make afterwards. */
  private after(section: Program, decision: Decision, state: CallState): Decision {
    if (!makesRequests(section)) return decision;
    return anyOf([decision, this.run({ program: section, place: 0, isAnswered: true }, state)]);
  }

  /** A request that a policy makes of its own, for every caller whose call comes this far. */
  private request(one: Instruction, rest: Continuation, state: CallState): Decision {
    const { element } = one;
    const start = isCopy(element)
      ? state
      : changed(state, { authorization: { kind: "none" }, backend: requestBackend(one) });
    const { check, state: sent } = this.requestState(one, start, state);
    const isIgnored =
      element.name === "send-one-way-request" || /^true$/i.test(attribute(element, "ignore-error"));
    if (check.result === "refuses" && !isIgnored) return this.checked(check, rest, state);
    const decision = check.result === "refuses" ? undefined : requested(this.subject, this.call, one, sent);
    const own =
      decision && check.result === "unsure" && decision.access === "reaches"
        ? unknown(check.because, check.proof)
        : decision;
    return anyOf([this.run(rest, state), ...(own ? [own] : [])]);
  }

  /** What the policies within a request make of it. */
  private requestState(request: Instruction, start: CallState, call: CallState): AskedToken {
    return request.children.reduce<AskedToken>(
      ({ check, state }, one) => {
        if (one.element.name !== "authentication-managed-identity")
          return { check, state: this.change(one, state, call) ?? state };
        const asked = this.askForToken(one, state);
        return asked.check.result === "passes" ? { check, state: asked.state } : asked;
      },
      { check: passes(), state: start },
    );
  }

  private choose(one: Instruction, rest: Continuation, state: CallState, given = state): Decision {
    const context = { ...this.subject.conditions, request: given.request };
    for (const branch of one.children) {
      const truth =
        branch.element.name === "otherwise"
          ? "true"
          : truthOf(attribute(branch.element, "condition"), context);
      if (truth === "false") continue;
      if (truth === "true") return this.run(within(branch, rest), this.answered(state, given));
      const [ifTrue, ifFalse] = [true, false].map((answer) =>
        this.choose(one, rest, state, answering(given, truth.text, answer)),
      );
      if (truth.isCallersChoice) return farthestOf([ifTrue, ifFalse]);
      return allOf([ifTrue, ifFalse], () =>
        unknown("a condition of the policy cannot be decided", [
          policyStep(
            branch,
            `condition="${printed(branch.document.toValue(attribute(branch.element, "condition")))}"`,
            "decides what happens to the call",
          ),
        ]),
      );
    }
    return this.run(rest, this.answered(state, given));
  }

  /** The state with the answers that decided a condition, where another one may ask for them. */
  private answered(state: CallState, given: CallState): CallState {
    if (given === state) return given;
    const { answers } = state.request;
    const kept = [...given.request.answers].filter(
      ([question]) =>
        answers.has(question) || (answers.size < MOST_ANSWERS && isAskedAgain(this.program, question)),
    );
    return changed(given, { request: withAnswers(given.request, new Map(kept)) });
  }

  private checkToken(one: Instruction, state: CallState): Check {
    const requirement = tokenRequirement(one);
    if (requirement.header !== undefined && headerKey(requirement.header) === "authorization") {
      if (state.authorization.kind === "none" && !requirement.isComputed)
        return refusal(
          one,
          requirement.code,
          "the header was deleted before",
          "keep Authorization until the token is validated",
        );
      if (state.authorization.kind !== "caller")
        return unsure(
          "the token that is validated is not the caller's",
          policyStep(one, "Authorization", "was set by an earlier policy"),
        );
    }
    return checkToken(this.subject.graph, requirement, this.call.token);
  }

  /** The state after a policy that changes what goes to the Function; undefined for one that does not. */
  private change(one: Instruction, state: CallState, call = state): CallState | undefined {
    const { element } = one;
    switch (element.name) {
      case "authentication-basic":
        // App Service Authentication looks for bearer tokens alone.
        return withAuthorization(state, { kind: "none" });
      case "set-header":
        return afterSetHeader(one, state, call.authorization);
      case "set-variable":
        return withSetVariable(one, state);
      case "set-backend-service":
        return changed(state, { backend: backendOf(this.subject, one) });
      case "set-method":
        return changed(state, {
          request: withPart(
            state.request,
            "Method",
            literalText(one.document.toValue(textOf(element).trim())),
          ),
        });
      case "set-body":
        return changed(state, { request: withPart(state.request, "Body") });
      case "rewrite-uri":
      case "set-query-parameter":
        return changed(state, { request: withPart(state.request, "Url") });
      default:
        return isHarmless(element.name) || element.name === "authentication-certificate" ? state : undefined;
    }
  }

  private askForToken(one: Instruction, state: CallState): AskedToken {
    const { element, document } = one;
    const resource = attributeValue(document, element, "resource");
    if (!resource) {
      const because = "the token step names no resource";
      return { check: passes(), state: withToken(one, state, { kind: "other", because }) };
    }
    const { graph, gateway } = this.subject;
    const principal = identityOf(graph, gateway, document, element);
    const ignoresErrors = /^true$/i.test(attribute(element, "ignore-error"));
    const check = checkTokenStep(graph, gateway, { instruction: one, resource, principal });
    // Without the token, what was there before goes on.
    if (check.result === "refuses" && ignoresErrors) return { check: passes(), state };
    const before = isOutput(one) ? ({ kind: "none" } as const) : state.authorization;
    const token = { instruction: one, resource, principal, ignoresErrors, before };
    return { check, state: withToken(one, state, { kind: "token", token }) };
  }
}

/** How many answers are kept: more of them would make more states than are worth it. */
const MOST_ANSWERS = 8;

/** Whether more than one condition may ask a question. */
function isAskedAgain({ conditions }: OperationProgram, question: string): boolean {
  const about = readBy(question).toLowerCase();
  return conditions.filter((code) => code.replace(/\s/g, "").toLowerCase().includes(about)).length > 1;
}

function answering(state: CallState, question: string, answer: boolean): CallState {
  const answers = new Map([...state.request.answers, [question, answer]]);
  const answered = changed(state, { request: withAnswers(state.request, answers) });
  const isLeftOut = question === sendsAuthorization && !answer && state.authorization.kind === "caller";
  return isLeftOut ? changed(answered, { authorization: { kind: "none" } }) : answered;
}

/** What becomes of a request for a token, and the state after it. */
interface AskedToken {
  readonly check: Check;
  readonly state: CallState;
}

/** The policies within one, and what runs after them. */
function within(one: Instruction, next: Continuation): Continuation {
  return { program: programIn(one), place: 0, next, isAnswered: next.isAnswered };
}

const programs = new WeakMap<Instruction, Program>();

function programIn(one: Instruction): Program {
  const known = programs.get(one);
  if (known) return known;
  const made = program(one.children);
  programs.set(one, made);
  return made;
}

function continuationKey({ program: { id }, place, next }: Continuation): string {
  return next ? `${id}:${place}/${continuationKey(next)}` : `${id}:${place}`;
}

function notForwarded({ resource }: Api): Decision {
  return {
    access: "refused",
    answer: "200",
    control: "Policy: no forward-request",
    proof: [
      {
        address: resource.address,
        argument: "policy",
        value: "no <forward-request>",
        meaning: "the call is not forwarded",
      },
    ],
    turnedBy: "<forward-request /> or <base /> in the backend section",
  };
}
