import { headerKey } from "../../policy/fixed-names";
import { attribute, childElements, textOf } from "../../policy/xml/xml-element";
import type { Api } from "../graph/gateways";
import { attributeValue } from "../graph/policy-documents";
import { literalText, printed } from "../graph/values";
import { backendOf } from "./backends";
import {
  type Authorization,
  type CallState,
  changed,
  firstState,
  isOutput,
  withToken,
  withVariable,
} from "./call-state";
import { type ConditionContext, truthOf } from "./conditions";
import { after, allOf, anyOf, type Check, type Decision, decide, passes, unknown, unsure } from "./decision";
import { type ForwardingApi, forwarded, requested } from "./forwarded-call";
import type { GatewayCall } from "./gateway-call";
import { isCopy, isOwnRequest, makesRequests, requestBackend } from "./own-requests";
import { answersByItself, checkOf, isHarmless, notUnderstood, refusal } from "./policy-checks";
import { type Instruction, type OperationProgram, type Program, policyStep, program } from "./program";
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
    return this.run({ program: this.program, place: 0 }, firstState);
  }

  private run(continuation: Continuation, state: CallState): Decision {
    const key = `${continuationKey(continuation)} ${state.key}`;
    const known = this.known.get(key);
    if (known) return known;
    const decision = this.step(continuation, state);
    this.known.set(key, decision);
    return decision;
  }

  private step(continuation: Continuation, state: CallState): Decision {
    const { program: current, place, next, isAnswered } = continuation;
    const one = current.instructions[place];
    if (one === undefined) return next ? this.run(next, state) : this.end(isAnswered, state);
    const rest: Continuation = { ...continuation, place: place + 1 };
    const { name } = one.element;
    if (name === "choose") return this.choose(one, rest, state);
    if (name === "forward-request")
      return this.after(this.program.outbound, forwarded(this.subject, this.call, one, state), state);
    if (name === "authentication-managed-identity") {
      const asked = this.askForToken(one, state);
      return this.checked(asked.check, rest, state, asked.state);
    }
    if (isOwnRequest(one.element)) return this.request(one, rest, state);
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
    const { check, state: sent } = this.requestState(one, start);
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
  private requestState(request: Instruction, start: CallState): AskedToken {
    return request.children.reduce<AskedToken>(
      ({ check, state }, one) => {
        if (one.element.name !== "authentication-managed-identity")
          return { check, state: this.change(one, state) ?? state };
        const asked = this.askForToken(one, state);
        return asked.check.result === "passes" ? { check, state: asked.state } : asked;
      },
      { check: passes(), state: start },
    );
  }

  private choose(one: Instruction, rest: Continuation, state: CallState): Decision {
    const branches: { readonly decision: Decision; readonly truth: string; readonly when?: Instruction }[] =
      [];
    const take = (branch: Instruction | undefined) => this.run(branch ? within(branch, rest) : rest, state);
    for (const branch of one.children) {
      if (branch.element.name === "otherwise") {
        branches.push({ decision: take(branch), truth: "true" });
        break;
      }
      const truth = truthOf(attribute(branch.element, "condition"), this.subject.conditions);
      if (truth === "false") continue;
      branches.push({ decision: take(branch), truth, when: branch });
      if (truth === "true") break;
    }
    if (branches.length === 0 || branches[branches.length - 1].truth !== "true")
      branches.push({ decision: take(undefined), truth: "true" });
    // From the last to the first: each undecided condition has what follows it as its other way.
    return branches.reduceRight<Decision | undefined>((other, { decision, truth, when }) => {
      if (other === undefined || truth === "true" || !when) return decision;
      if (truth === "callers-choice") return anyOf([decision, other]);
      return allOf([decision, other], () =>
        unknown("a condition of the policy cannot be decided", [
          policyStep(
            when,
            `condition="${printed(when.document.toValue(attribute(when.element, "condition")))}"`,
            "decides what happens to the call",
          ),
        ]),
      );
    }, undefined) as Decision;
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
  private change(one: Instruction, state: CallState): CallState | undefined {
    const { element } = one;
    switch (element.name) {
      case "authentication-basic":
        return changed(state, {
          authorization: { kind: "other", because: "the gateway authenticates with a password" },
        });
      case "set-header":
        return this.withHeader(one, state);
      case "set-variable":
        return withVariable(one, state);
      case "set-backend-service":
        return changed(state, { backend: backendOf(this.subject, one) });
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

  private withHeader(one: Instruction, state: CallState): CallState {
    const { element } = one;
    const header = one.document.toValue(attribute(element, "name"));
    const name = literalText(header);
    if (name !== undefined && headerKey(name) !== "authorization") return state;
    const action = attribute(element, "exists-action").toLowerCase();
    if (name === undefined)
      return changed(state, {
        authorization: { kind: "other", because: `which header ${printed(header)} is is not known` },
      });
    if (action === "delete") return changed(state, { authorization: { kind: "none" } });
    const values = childElements(element).filter((child) => child.name === "value");
    const text = values.length === 1 ? textOf(values[0]).trim() : "";
    const variable = bearerVariable(text);
    const own = variable === undefined ? undefined : state.variables.get(variable);
    const set: Authorization =
      (action === "" || action === "override") && own
        ? own
        : { kind: "other", because: `Authorization is set to ${printed(one.document.toValue(text))}` };
    return changed(state, { authorization: set });
  }
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

/** The variable whose value is the bearer token of a header. */
function bearerVariable(text: string): string | undefined {
  const name = `context\\.Variables(?:\\["([^"]+)"\\]|\\.GetValueOrDefault<string>\\("([^"]+)"\\))`;
  const found = new RegExp(
    `^@\\("Bearer " ?\\+ ?(?:\\(string\\) ?)?\\(?(?:\\(string\\) ?)?${name}\\)?\\)$`,
  ).exec(text);
  return found?.[1] ?? found?.[2];
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
