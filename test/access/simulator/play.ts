import type { Caller, Entrance, ReviewedAccess, Verdict } from "../../../lib/access/report";
import { type Applied, type AppliedResource, block, list, same } from "./applied";
import { tokensOf } from "./callers";
import { Entra } from "./entra";
import { Gateway, type GatewayRequest } from "./gateway";
import type { Origin } from "./network";
import { passwordOpens, reachesFunction } from "./site";
import { type SubjectWorld, subjectIn } from "./subjects";
import { type Subject, type Token, textWithoutIssuer } from "./tokens";
import { type Outcome, outcomeOf, type Questions } from "./worlds";

/** Verdicts beside what became of the requests. */
export interface Comparison {
  readonly agreed: number;
  readonly unknown: number;
  /** Entrances and callers that no request stands for. */
  readonly notPlayed: readonly string[];
  readonly disagreements: readonly string[];
}

/**
 * Plays the requests of every decided verdict.
 *
 * @param isWhole whether the stack holds all that decides; otherwise a caller who reaches something may need luck
 */
export function compare(applied: Applied, access: ReviewedAccess, isWhole = true): Comparison {
  const entrances = new Map(access.entrances.map((entrance) => [entrance.id, entrance]));
  const callers = new Map(access.callers.map((caller) => [caller.id, caller]));
  const notPlayed: string[] = [];
  const disagreements: string[] = [];
  let agreed = 0;
  let unknown = 0;
  for (const verdict of access.verdicts) {
    const [entrance, caller] = [entrances.get(verdict.entrance), callers.get(verdict.caller)];
    if (verdict.access === "unknown" || !entrance || !caller) {
      unknown++;
      continue;
    }
    const outcome = played(applied, entrance, caller);
    if (!outcome) notPlayed.push(`${entrance.id} ${caller.id}`);
    else if (agrees(verdict, outcome, isWhole)) agreed++;
    else disagreements.push(described(verdict, outcome));
  }
  return { agreed, unknown, notPlayed, disagreements };
}

function agrees({ access }: Verdict, { possible, certain }: Outcome, isWhole: boolean): boolean {
  if (access === "refused") return !possible;
  return isWhole ? certain : possible;
}

function described({ entrance, caller, access, control, as }: Verdict, { possible }: Outcome): string {
  const played = possible ? "gets through, at least if it is lucky" : "never gets through";
  return `${entrance}: ${caller.slice(0, 90)} ${access} (${control ?? as}), and the request ${played}`;
}

/** What becomes of a caller's requests at an entrance; nothing if it is not known how to make them. */
function played(applied: Applied, entrance: Entrance, caller: Caller): Outcome | undefined {
  let isKnown = true;
  const outcome = outcomeOf((questions) => {
    const reached = new Play(applied, questions).reaches(entrance, caller);
    if (reached === undefined) isKnown = false;
    return reached === true;
  });
  return isKnown ? outcome : undefined;
}

class Play {
  private readonly entra: Entra;
  private readonly world: SubjectWorld;

  public constructor(
    private readonly applied: Applied,
    private readonly questions: Questions,
  ) {
    this.entra = new Entra(applied, questions);
    this.world = { applied, entra: this.entra, questions };
  }

  public reaches(entrance: Entrance, caller: Caller): boolean | undefined {
    switch (entrance.kind) {
      case "host":
      case "host-path":
        return this.reachesHost(entrance, caller);
      case "scm":
      case "ftp":
        return this.opensPublishing(entrance, caller);
      case "operation":
        return this.reachesOperation(entrance, caller);
      case "gateway-token":
        return this.becomesGateway(entrance, caller);
      case "key":
        return this.opens(entrance, caller);
    }
  }

  private reachesHost({ id, kind, functions: [address] }: Entrance, caller: Caller): boolean | undefined {
    const site = this.applied.at(address);
    const tokens = site && tokensOf(this.world, caller, audiencesOf(site));
    const path = kind === "host-path" ? id.slice(`host-path:${address}:`.length) : "/api/orders";
    return tokens?.some((token) => this.calls(site as AppliedResource, caller, path, token));
  }

  private calls(site: AppliedResource, caller: Caller, path: string, token: Token | undefined): boolean {
    const origin: Origin = caller.kind === "internet" ? "internet" : "inside";
    return reachesFunction(this.applied, this.entra, site, { origin, path, token }, this.questions);
  }

  private opensPublishing({ kind, functions: [address] }: Entrance, caller: Caller): boolean | undefined {
    const site = this.applied.at(address);
    if (caller.kind === "internet" || caller.kind === "network") return false;
    if (caller.kind !== "publishing-password" || !site) return undefined;
    return passwordOpens(this.applied, site, kind === "ftp" ? "ftp" : "scm", this.questions);
  }

  private reachesOperation(entrance: Entrance, caller: Caller): boolean | undefined {
    const [, address, operationId] = /^operation:(.*):([^:]*)$/.exec(entrance.id) ?? [];
    const api = this.applied.at(address);
    if (!api) return undefined;
    const hasKey = caller.kind === "subscription-key" || caller.kind === "policy-caller";
    return this.callsApi(api, operationId, caller, hasKey ? this.everyKey(api) : []);
  }

  private callsApi(
    api: AppliedResource,
    operationId: string,
    caller: Caller,
    keys: readonly GatewayRequest["key"][],
  ): boolean | undefined {
    const gateway = this.gatewayOf(api);
    const sites = this.applied.resources.filter(({ values }) => block(values, "auth_settings_v2"));
    const audiences = [...this.policyAudiences(), ...sites.flatMap(audiencesOf)];
    const tokens = tokensOf(this.world, caller, [...new Set(audiences)]);
    if (!tokens) return undefined;
    const origin = caller.kind === "internet" ? "internet" : "inside";
    const forged = { token: textWithoutIssuer(), isForged: true };
    const shown = [forged, ...tokens.map((token) => ({ token, isForged: false }))];
    return shown.some((one) =>
      [undefined, ...keys].some(
        (key) =>
          gateway.answer({
            api,
            ...(operationId !== "*" && { operationId }),
            origin,
            ...one,
            ...(key && { key }),
          }) !== undefined,
      ),
    );
  }

  private gatewayOf(api: AppliedResource): Gateway {
    return new Gateway(this.applied, this.entra, this.questions, String(api.values.api_management_name));
  }

  private everyKey(api: AppliedResource): GatewayRequest["key"][] {
    return ["none", ...this.gatewayOf(api).productsOf(api)];
  }

  /** Audiences that a policy asks for; one that everybody gets a token for stands for any. */
  private policyAudiences(): string[] {
    return this.applied.once("audiences of policies", () => {
      const policies = this.applied.resources.map(({ values }) => values.xml_content ?? values.value ?? "");
      const named = policies.join("\n").matchAll(/<audience>([^<]*)<\/audience>/g);
      return [...Array.from(named, ([, text]) => text.trim()), "https://management.azure.com"];
    });
  }

  private becomesGateway({ id, address, functions }: Entrance, caller: Caller): boolean | undefined {
    const [principal, site] = [this.applied.at(address), this.applied.at(functions[0])];
    if (!site || caller.kind === "publisher") return undefined;
    const isUserAssigned = principal === site || principal?.type === "azurerm_user_assigned_identity";
    if (caller.id === "identity-operator" && !isUserAssigned) return false;
    return this.callsAs(subjectIn(this.world, id), site, caller);
  }

  /** Whether somebody gets to a Function with one of its tokens, or without any. */
  private callsAs(subject: Subject, site: AppliedResource, caller: Caller): boolean {
    const tokens = audiencesOf(site).flatMap((audience) => this.entra.token(subject, audience) ?? []);
    return [undefined, ...tokens].some((token) => this.calls(site, caller, "/api/orders", token));
  }

  private opens({ address, functions }: Entrance, caller: Caller): boolean | undefined {
    const [key, site] = [this.applied.at(address), this.applied.at(functions[0])];
    if (!key || !site) return undefined;
    switch (caller.kind) {
      case "storage-key":
        return key.type === "azurerm_storage_account" && key.values.shared_access_key_enabled !== false;
      case "function-key":
        return this.calls(site, caller, "/api/orders", undefined);
      case "client-secret":
        return this.callsAs(subjectIn(this.world, caller.id), site, caller);
      case "subscription-key":
        return this.subscriptionOpens(key, site, caller);
      default:
        return undefined;
    }
  }

  private subscriptionOpens(
    { values }: AppliedResource,
    site: AppliedResource,
    caller: Caller,
  ): boolean | undefined {
    if ((values.state ?? "submitted") !== "active") return false;
    const onGateway = this.applied
      .made("azurerm_api_management_api")
      .filter((api) => same(api.values.api_management_name, values.api_management_name));
    return (
      onGateway.some((api) => {
        const products = this.gatewayOf(api).productsOf(api);
        const product = products.find((one) => same(one.values.id, values.product_id));
        if (values.product_id && !product) return false;
        if (values.api_id && !same(String(values.api_id).split(";")[0], String(api.values.id).split(";")[0]))
          return false;
        const keys: GatewayRequest["key"][] = product ? [product] : ["none"];
        return this.operationsOf(api).some((operation) => this.callsApi(api, operation, caller, keys));
      }) && site !== undefined
    );
  }

  private operationsOf(api: AppliedResource): string[] {
    const own = this.applied
      .made("azurerm_api_management_api_operation")
      .filter(({ values }) => same(values.api_name, api.values.name))
      .map(({ values }) => values.operation_id);
    return own.length > 0 ? own : ["*"];
  }
}

/** What a Function's gate accepts tokens for. */
function audiencesOf({ values }: AppliedResource): string[] {
  const gates = [
    block(block(values, "auth_settings_v2"), "active_directory_v2"),
    block(block(values, "auth_settings"), "active_directory"),
  ];
  return gates.flatMap((gate) => [
    ...(gate?.client_id ? [gate.client_id] : []),
    ...list(gate, "allowed_audiences"),
  ]);
}
