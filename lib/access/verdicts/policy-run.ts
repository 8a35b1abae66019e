import { headerKey } from "../../policy/fixed-names";
import { attribute, childElements, textOf } from "../../policy/xml/xml-element";
import type { Api } from "../graph/gateways";
import { attributeValue } from "../graph/policy-documents";
import { literalText, printed } from "../graph/values";
import { backendOf, targetOf } from "./backends";
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
import { after, allOf, anyOf, type Check, type Decision, decide, unknown, unsure } from "./decision";
import { type ForwardingApi, forwarded, type Place, placeOf } from "./forwarded-call";
import type { GatewayCall } from "./gateway-call";
import { checkOf, isHarmless, notUnderstood, refusal } from "./policy-checks";
import { type Instruction, type Program, policyStep, program } from "./program";
import { identityOf } from "./token-requests";
import { isTokenPolicy, tokenRequirement } from "./token-requirement";
import { checkTokenStep } from "./token-step";
import { checkToken } from "./tokens-at-gateway";

interface Continuation {
  readonly program: Program;
  readonly place: number;
  readonly next?: Continuation;
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
  ) {}

  public decide(start: Program): Decision {
    return this.run({ program: start, place: 0 }, firstState);
  }

  /** Where calls go after a `set-backend-service`; without one, where the API says. */
  public targetOf(one: Instruction | undefined): Place {
    return placeOf(targetOf(this.subject, one ? backendOf(this.subject, one) : { kind: "api" }));
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
    const { program: current, place, next } = continuation;
    const one = current.instructions[place];
    if (one === undefined) return next ? this.run(next, state) : notForwarded(this.subject.api);
    const rest: Continuation = { program: current, place: place + 1, next };
    const { name } = one.element;
    if (name === "choose") return this.choose(one, rest, state);
    if (name === "forward-request") return forwarded(this.subject, this.call, one, state);
    if (name === "authentication-managed-identity") return this.askForToken(one, rest, state);
    if (isTokenPolicy(one)) return this.checked(this.checkToken(one, state), rest, state);
    if (containers.test(name)) return this.run({ program: programIn(one), place: 0, next: rest }, state);
    const change = this.change(one, state);
    if (change) return this.run(rest, change);
    const check = checkOf(one, this.call);
    return check ? this.checked(check, rest, state) : notUnderstood(one, this.subject.gateway);
  }

  private checked(check: Check, rest: Continuation, state: CallState): Decision {
    if (check.result === "passes") return after(check.proof, this.run(rest, state));
    if (check.result === "refuses") return decide([check], "");
    // It may let the call through or not: only a refusal behind it is decided.
    const decision = this.run(rest, state);
    return decision.access === "refused" ? decision : unknown(check.because, check.proof);
  }

  private choose(one: Instruction, rest: Continuation, state: CallState): Decision {
    const branches: { readonly decision: Decision; readonly truth: string; readonly when?: Instruction }[] =
      [];
    const take = (branch: Instruction | undefined) =>
      branch ? this.run({ program: programIn(branch), place: 0, next: rest }, state) : this.run(rest, state);
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

  private askForToken(one: Instruction, rest: Continuation, state: CallState): Decision {
    const { element, document } = one;
    const resource = attributeValue(document, element, "resource");
    if (!resource)
      return this.run(
        rest,
        withToken(one, state, { kind: "other", because: "the token step names no resource" }),
      );
    const { graph, gateway } = this.subject;
    const principal = identityOf(graph, gateway, document, element);
    const ignoresErrors = /^true$/i.test(attribute(element, "ignore-error"));
    const check = checkTokenStep(graph, gateway, { instruction: one, resource, principal });
    // Without the token, what was there before goes on.
    if (check.result === "refuses" && ignoresErrors) return this.run(rest, state);
    const before = isOutput(one) ? ({ kind: "none" } as const) : state.authorization;
    const token = { instruction: one, resource, principal, ignoresErrors, before };
    return this.checked(check, rest, withToken(one, state, { kind: "token", token }));
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
