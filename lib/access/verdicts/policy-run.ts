import { headerKey } from "../../policy/fixed-names";
import { attribute, childElements, textOf } from "../../policy/xml/xml-element";
import type { Api, Gateway } from "../graph/gateways";
import type { Graph } from "../graph/graph";
import { attributeValue } from "../graph/policy-documents";
import type { Principal } from "../graph/principals";
import type { Site } from "../graph/sites";
import { at, isAbsent, itemsOf, keyOf, literalText, printed } from "../graph/values";
import type { ProofStep } from "../report";
import type { Value } from "../stack/value";
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

/** What stands in `Authorization` on the way to the Function. */
type Authorization =
  | { readonly kind: "caller" | "none" }
  | { readonly kind: "token"; readonly token: GatewayToken }
  | { readonly kind: "other"; readonly because: string };

/** A token that the gateway asks for, as one of its identities. */
export interface GatewayToken {
  readonly instruction: Instruction;
  readonly resource: Value;
  readonly principal?: Principal;
  /** Whether a call goes on without it, with what was there before. */
  readonly ignoresErrors: boolean;
  readonly before: Authorization;
}

type Backend =
  | { readonly kind: "api" }
  | { readonly kind: "url"; readonly value: Value; readonly address: string; readonly argument: string }
  | { readonly kind: "unknown"; readonly because: string };

interface State {
  readonly authorization: Authorization;
  readonly backend: Backend;
  readonly variables: ReadonlyMap<string, Authorization>;
  readonly key: string;
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
export interface RunSubject {
  readonly graph: Graph;
  readonly gateway: Gateway;
  readonly api: Api;
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
    const state = stateOf({ kind: "caller" }, { kind: "api" }, new Map());
    return this.run({ program: start, place: 0 }, state);
  }

  /** Where calls go after a `set-backend-service`; without one, where the API says. */
  public targetOf(one: Instruction | undefined): Site | "unknown" | "elsewhere" {
    const target = this.target(one ? this.backend(one) : { kind: "api" });
    return "because" in target ? "unknown" : (target.site ?? "elsewhere");
  }

  private run(continuation: Continuation, state: State): Decision {
    const key = `${continuationKey(continuation)} ${state.key}`;
    const known = this.known.get(key);
    if (known) return known;
    const decision = this.step(continuation, state);
    this.known.set(key, decision);
    return decision;
  }

  private step(continuation: Continuation, state: State): Decision {
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

  private checked(check: Check, rest: Continuation, state: State): Decision {
    if (check.result === "passes") return after(check.proof, this.run(rest, state));
    if (check.result === "refuses") return decide([check], "");
    // It may let the call through or not: only a refusal behind it is decided.
    const decision = this.run(rest, state);
    return decision.access === "refused" ? decision : unknown(check.because, check.proof);
  }

  private choose(one: Instruction, rest: Continuation, state: State): Decision {
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

  private checkToken(one: Instruction, state: State): Check {
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
  private change(one: Instruction, state: State): State | undefined {
    const { element } = one;
    switch (element.name) {
      case "authentication-basic":
        return stateOf(
          { kind: "other", because: "the gateway authenticates with a password" },
          state.backend,
          state.variables,
        );
      case "set-header":
        return this.withHeader(one, state);
      case "set-variable":
        return withVariable(one, state);
      case "set-backend-service":
        return stateOf(state.authorization, this.backend(one), state.variables);
      default:
        return harmless.test(element.name) || element.name === "authentication-certificate"
          ? state
          : undefined;
    }
  }

  private askForToken(one: Instruction, rest: Continuation, state: State): Decision {
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

  private withHeader(one: Instruction, state: State): State {
    const { element } = one;
    const header = one.document.toValue(attribute(element, "name"));
    const name = literalText(header);
    if (name !== undefined && headerKey(name) !== "authorization") return state;
    const action = attribute(element, "exists-action").toLowerCase();
    if (name === undefined)
      return stateOf(
        { kind: "other", because: `which header ${printed(header)} is is not known` },
        state.backend,
        state.variables,
      );
    if (action === "delete") return stateOf({ kind: "none" }, state.backend, state.variables);
    const values = childElements(element).filter((child) => child.name === "value");
    const text = values.length === 1 ? textOf(values[0]).trim() : "";
    const variable = bearerVariable(text);
    const own = variable === undefined ? undefined : state.variables.get(variable);
    const set: Authorization =
      (action === "" || action === "override") && own
        ? own
        : { kind: "other", because: `Authorization is set to ${printed(one.document.toValue(text))}` };
    return stateOf(set, state.backend, state.variables);
  }

  private backend(one: Instruction): Backend {
    const { element, document } = one;
    const id = attributeValue(document, element, "backend-id");
    const where = { address: document.resource.address, argument: document.argument };
    if (id) {
      const resource =
        this.subject.gateway.backends.get(keyOf(this.subject.graph.index.followed(id)) ?? "") ??
        this.subject.gateway.backends.get(keyOf(id) ?? "");
      const url = resource && at(resource.values, "url");
      return url
        ? { kind: "url", value: url, address: resource.address, argument: "url" }
        : { kind: "unknown", because: `the backend ${printed(id)} is not in this stack` };
    }
    const url = attributeValue(document, element, "base-url");
    if (!url || url.kind === "unknown")
      return { kind: "unknown", because: "the backend is computed during the call" };
    return { kind: "url", value: url, ...where };
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

  private forward(one: Instruction, state: State): Decision {
    const target = this.target(state.backend);
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
    const credentials = this.backendCredentials(state.backend);
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

  /** The site that a call goes to. */
  private target(
    backend: Backend,
  ):
    | { readonly site?: Site; readonly proof: readonly ProofStep[] }
    | { readonly because: string; readonly proof: readonly ProofStep[] } {
    const { graph, api } = this.subject;
    if (backend.kind === "unknown") return { because: backend.because, proof: [] };
    const own: Backend =
      backend.kind === "url"
        ? backend
        : {
            kind: "url",
            value: at(api.resource.values, "service_url") as Value,
            address: api.resource.address,
            argument: "service_url",
          };
    if (own.kind !== "url" || isAbsent(own.value))
      return {
        proof: [
          {
            address: api.resource.address,
            argument: "service_url",
            value: "absent",
            meaning: "the API has no backend",
          },
        ],
      };
    const url = graph.index.followed(own.value);
    const step = { address: own.address, argument: own.argument, value: printed(url) };
    const site = graph.sites.ofUrl(own.value);
    if (site) return { site, proof: [{ ...step, meaning: `the gateway calls ${site.label}` }] };
    if (url.kind === "literal") return { proof: [{ ...step, meaning: "the gateway calls something else" }] };
    const isElsewhere =
      url.kind === "reference" &&
      graph.index.resourceOf(url) !== undefined &&
      !/function_app|app_service|web_app/.test(url.address);
    if (isElsewhere) return { proof: [{ ...step, meaning: "the gateway calls something else" }] };
    return {
      because: `where ${printed(url)} leads is not known`,
      proof: [{ ...step, meaning: "decides whom the gateway calls" }],
    };
  }

  /** What a backend sends of its own in `Authorization`. */
  private backendCredentials(backend: Backend): { readonly because: string } | undefined {
    const resource = backend.kind === "url" ? this.subject.graph.index.at(backend.address) : undefined;
    if (resource?.type !== "azurerm_api_management_backend") return undefined;
    const { index } = this.subject.graph;
    const headers = index.value(resource, "credentials", 0, "header");
    const names = headers?.kind === "map" ? [...headers.entries.keys()].map(headerKey) : [];
    const sets =
      itemsOf(index.value(resource, "credentials", 0, "authorization")).length > 0 ||
      names.includes("authorization");
    return sets ? { because: `${resource.address} sets Authorization itself` } : undefined;
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

function stateOf(
  authorization: Authorization,
  backend: Backend,
  variables: ReadonlyMap<string, Authorization>,
): State {
  const named = [...variables].map(([name, value]) => `${name}=${authorizationKey(value)}`);
  return {
    authorization,
    backend,
    variables,
    key: [authorizationKey(authorization), backendKey(backend), ...named].join(" "),
  };
}

function authorizationKey(authorization: Authorization): string {
  if (authorization.kind === "other") return `other(${authorization.because})`;
  if (authorization.kind !== "token") return authorization.kind;
  const { resource, principal, ignoresErrors, before } = authorization.token;
  return `token(${keyOf(resource)},${principal?.id},${ignoresErrors && authorizationKey(before)})`;
}

function backendKey(backend: Backend): string {
  if (backend.kind === "url") return `url(${keyOf(backend.value) ?? printed(backend.value)})`;
  return backend.kind === "unknown" ? `unknown(${backend.because})` : "api";
}

/** The variable whose value is the bearer token of a header. */
function bearerVariable(text: string): string | undefined {
  const name = `context\\.Variables(?:\\["([^"]+)"\\]|\\.GetValueOrDefault<string>\\("([^"]+)"\\))`;
  const found = new RegExp(
    `^@\\("Bearer " ?\\+ ?(?:\\(string\\) ?)?\\(?(?:\\(string\\) ?)?${name}\\)?\\)$`,
  ).exec(text);
  return found?.[1] ?? found?.[2];
}

/** The state after a token step: its token stands in the header, or in a variable. */
function withToken(one: Instruction, state: State, token: Authorization): State {
  if (!isOutput(one)) return stateOf(token, state.backend, state.variables);
  const name = attribute(one.element, outputVariable);
  return stateOf(state.authorization, state.backend, new Map([...state.variables, [name, token]]));
}

const outputVariable = "output-token-variable-name";

function isOutput({ element }: Instruction): boolean {
  return attribute(element, outputVariable) !== "";
}

/** A variable that is set anew holds no token of the gateway any more. */
function withVariable({ element }: Instruction, state: State): State {
  const name = attribute(element, "name");
  if (!state.variables.has(name)) return state;
  const variables = new Map(state.variables);
  variables.delete(name);
  return stateOf(state.authorization, state.backend, variables);
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
