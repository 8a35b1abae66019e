import { headerKey } from "../../policy/fixed-names";
import { attribute, childElements, textOf } from "../../policy/xml/xml-element";
import type { Api } from "../graph/gateways";
import { attributeValue } from "../graph/policy-documents";
import type { Site } from "../graph/sites";
import { literalText, printed } from "../graph/values";
import type { ProofStep } from "../report";
import { backendOf, ownCredentials, type PlacedApi, targetOf } from "./backends";
import {
  type Authorization,
  type CallState,
  changed,
  firstState,
  type GatewayToken,
  isOutput,
  withToken,
  withVariable,
} from "./call-state";
import { type ConditionContext, truthOf } from "./conditions";
import { after, allOf, anyOf, type Check, type Decision, decide, unknown, unsure } from "./decision";
import { callOfHost } from "./gate";
import type { Presented } from "./presented";
import { type Instruction, type Program, policyStep, program } from "./program";
import { identityOf } from "./token-requests";
import { checkTokenStep } from "./token-step";
import { type CallerToken, checkToken, isTokenPolicy, tokenRequirement } from "./tokens-at-gateway";

/** Who calls a gateway, and with what. */
export interface GatewayCall {
  readonly token: CallerToken;
  /** What the caller's own token is to the Function, if the gateway hands it on. */
  readonly presented: Presented;
  readonly origin: "internet" | "inside";
}

interface Continuation {
  readonly program: Program;
  readonly place: number;
  readonly next?: Continuation;
}

/** Policies that neither keep a caller out for good nor change who calls what with which token. */
const harmless =
  /^(azure-openai-.*|llm-.*|cache-(lookup|store|lookup-value|store-value|remove-value)|cors|cross-domain|emit-metric|find-and-replace|get-authorization-context|json-to-xml|xml-to-json|jsonp|log-to-eventhub|proxy|quota(-by-key)?|rate-limit(-by-key)?|redirect-content-urls|rewrite-uri|send-(one-way-)?request|set-body|set-method|set-query-parameter|set-status|set-variable|trace|validate-(content|headers|parameters|status-code|odata-request)|xsl-transform)$/;

/** Whether a policy is one of these. */
export function isHarmless(name: string): boolean {
  return harmless.test(name);
}

const containers = /^(retry|limit-concurrency|wait)$/;

/** What a run of policies is about. */
export interface RunSubject extends PlacedApi {
  readonly conditions: ConditionContext;
  /** Told of each call that the gateway makes with a token of its own. */
  readonly onForward?: (token: GatewayToken, target: Site | "elsewhere" | "unknown", api: Api) => void;
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
  public targetOf(one: Instruction | undefined): Site | "unknown" | "elsewhere" {
    const target = targetOf(this.subject, one ? backendOf(this.subject, one) : { kind: "api" });
    return "because" in target ? "unknown" : (target.site ?? "elsewhere");
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
    if (name === "forward-request") return this.forward(one, state);
    if (name === "authentication-managed-identity") return this.askForToken(one, rest, state);
    if (isTokenPolicy(one)) return this.checked(this.checkToken(one, state), rest, state);
    if (containers.test(name)) return this.run({ program: programIn(one), place: 0, next: rest }, state);
    const change = this.change(one, state);
    if (change) return this.run(rest, change);
    const check = this.check(one);
    return check ? this.checked(check, rest, state) : this.notUnderstood(one);
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
        return harmless.test(element.name) || element.name === "authentication-certificate"
          ? state
          : undefined;
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

  /** What a policy checks besides tokens; undefined for what is not known. */
  private check(one: Instruction): Check | undefined {
    const { element } = one;
    switch (element.name) {
      case "return-response": {
        const status = childElements(element).find(({ name }) => name === "set-status");
        const code = (status && attribute(status, "code")) || "200";
        return refusal(one, code, "the gateway answers by itself", "remove <return-response>");
      }
      case "mock-response":
        return refusal(
          one,
          attribute(element, "status-code") || "200",
          "the gateway answers by itself",
          "remove <mock-response>",
        );
      case "check-header":
        return unsure(
          "whether the caller has the header's value is not known",
          policyStep(one, `name="${attribute(element, "name")}"`, "a value that whoever knows it can send"),
        );
      case "validate-client-certificate":
        return unsure(
          "whether the caller has an accepted client certificate is not known",
          policyStep(one, "", "a client certificate is checked"),
        );
      case "ip-filter":
        return this.addressFilter(one);
      default:
        return undefined;
    }
  }

  private addressFilter(one: Instruction): Check {
    const { element } = one;
    const where = (meaning: string) => policyStep(one, `action="${attribute(element, "action")}"`, meaning);
    if (/^forbid$/i.test(attribute(element, "action"))) return { result: "passes", proof: [] };
    const ranges = childElements(element);
    const isNarrow =
      ranges.length > 0 &&
      ranges.every(({ name, children }) => name === "address" && /^[\d.]+$/.test(String(children[0]).trim()));
    if (this.call.origin === "internet" && this.call.token.kind === "none" && isNarrow)
      return {
        ...refusal(one, "403", "only the listed addresses are let through", "its address in <ip-filter>"),
        proof: [where("only the listed addresses are let through")],
      };
    return unsure(
      "whether it calls from an address that the policy lets through is not known",
      where("decides which addresses get in"),
    );
  }

  /** What is not known may do anything with the call. */
  private notUnderstood({ element, document }: Instruction): Decision {
    const here = { element, document, children: [] };
    if (element.name === "include-fragment") {
      const id = printed(attributeValue(document, element, "fragment-id"));
      const fragment = this.subject.gateway.fragments.get(id);
      const because = fragment?.unknownBecause ?? `the content of the fragment ${id} is not in this stack`;
      return unknown(because, [policyStep(here, `fragment-id="${id}"`, "may do anything with the call")]);
    }
    if (element.name !== "unreadable-policy")
      return unknown(`the policy <${element.name}> is not modeled`, [
        policyStep(here, "", "may do anything with the call"),
      ]);
    const because = document.unknownBecause ?? "a section of the policy is missing";
    const { resource, argument } = document;
    return unknown(because, [
      {
        address: resource.address,
        argument,
        value: `(${because})`,
        meaning: "decides what happens to the call",
      },
    ]);
  }

  private forward(one: Instruction, state: CallState): Decision {
    const target = targetOf(this.subject, state.backend);
    const { authorization } = state;
    if (authorization.kind === "token") {
      const place = "because" in target ? "unknown" : (target.site ?? "elsewhere");
      this.subject.onForward?.(authorization.token, place, this.subject.api);
    }
    if ("because" in target)
      return unknown(
        target.because,
        target.proof.length > 0 ? target.proof : [policyStep(one, "", "calls the backend")],
      );
    const { site, proof } = target;
    if (!site) return elsewhere(proof);
    const credentials = ownCredentials(this.subject, state.backend);
    if (credentials) return this.callWith({ kind: "other", because: credentials.because }, site, proof);
    return this.callWith(state.authorization, site, proof, one);
  }

  private callWith(
    authorization: Authorization,
    site: Site,
    proof: readonly ProofStep[],
    one?: Instruction,
  ): Decision {
    const { graph } = this.subject;
    switch (authorization.kind) {
      case "token":
        return this.callWithToken(authorization.token, site, proof);
      case "caller":
        return after(proof, callOfHost(graph, site, this.call.presented, "gateway"));
      case "none":
        return after(proof, callOfHost(graph, site, { kind: "nothing" }, "gateway"));
      case "other": {
        const open = callOfHost(graph, site, { kind: "nothing" }, "gateway");
        if (open.access === "reaches") return after(proof, open);
        return unknown(
          authorization.because,
          one ? [policyStep(one, "", "hands it on to the Function")] : proof,
        );
      }
    }
  }

  private callWithToken(token: GatewayToken, site: Site, proof: readonly ProofStep[]): Decision {
    const { graph } = this.subject;
    const open = callOfHost(graph, site, { kind: "nothing" }, "gateway");
    if (open.access === "reaches") return after(proof, open);
    const decision = this.tokenAtHost(token, site);
    const withProof = after(
      [
        policyStep(
          token.instruction,
          `resource="${printed(token.resource)}"`,
          "the gateway asks Entra for a token",
        ),
        ...proof,
      ],
      decision,
    );
    if (!token.ignoresErrors || decision.access === "reaches") return withProof;
    // Without the token, what was there before goes on.
    return anyOf([this.callWith(token.before, site, proof), withProof]);
  }

  private tokenAtHost(token: GatewayToken, site: Site): Decision {
    const { graph } = this.subject;
    const { instruction: one, principal, resource } = token;
    // Which it is was in doubt when it was asked for.
    if (!principal) return unknown("the identity that asks for the token is not known", []);
    return callOfHost(
      graph,
      site,
      {
        kind: "principal",
        principal,
        resource,
        requestedBy: { address: one.document.resource.address, argument: one.document.argument },
      },
      "gateway",
    );
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

function refusal(
  one: Instruction,
  answer: string,
  meaning: string,
  turnedBy: string,
): Check & { result: "refuses" } {
  return {
    result: "refuses",
    answer,
    control: `Policy: ${one.element.name}`,
    proof: [policyStep(one, "", meaning)],
    turnedBy,
  };
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

function elsewhere(proof: readonly ProofStep[]): Decision {
  return {
    access: "refused",
    answer: "other backend",
    control: "Backend: not a Function of this stack",
    proof,
    turnedBy: "a backend that is the Function",
  };
}
