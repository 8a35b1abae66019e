import type { Caller, Entrance, ReviewedAccess, Verdict } from "../../../lib/access/report";
import { type Applied, type AppliedResource, block, includes, list, same } from "./applied";
import { tokensOf } from "./callers";
import { Entra } from "./entra";
import { Gateway, type GatewayRequest } from "./gateway";
import type { Origin } from "./network";
import {
  type Attempt,
  becomingIdentity,
  deployments,
  functionKeyReads,
  lets,
  passwordReads,
  policyWrites,
  roleAssignmentsOf,
  storageAccountWrite,
  storageKeyReads,
  storageWrites,
  subscriptionKeyReads,
} from "./rights";
import { silenceIn } from "./silence";
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
  const disagreements = silenceIn(applied, access);
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

/** What everybody of a tenant gets a token for. */
const ANYTHING = "https://management.azure.com";

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
    if (!site) return undefined;
    const door = kind === "ftp" ? "ftp" : "scm";
    if (caller.kind === "publisher") return door === "scm" && this.may(caller, deployments(site));
    if (caller.kind !== "publishing-password") return undefined;
    const hasPassword = caller.address === undefined || this.may(caller, passwordReads(site));
    return hasPassword && passwordOpens(this.applied, site, door, this.questions);
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
    const shown = [forged, ...tokens.flatMap(ofAnyVersion).map((token) => ({ token, isForged: false }))];
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
      return [...Array.from(named, ([, text]) => text.trim()), ANYTHING];
    });
  }

  /** Whether the role assignment that a caller stands for lets it do one of some things. */
  private may({ address = "" }: Caller, attempts: readonly Attempt[]): boolean {
    const assignment = this.applied.at(address);
    return assignment !== undefined && lets(this.applied, assignment, attempts, this.questions);
  }

  private becomesGateway({ id, address, functions }: Entrance, caller: Caller): boolean | undefined {
    const [principal, site] = [this.applied.at(address), this.applied.at(functions[0])];
    if (!site) return undefined;
    const isUserAssigned = principal === site || principal?.type === "azurerm_user_assigned_identity";
    if (caller.id === "identity-operator" && !isUserAssigned) return false;
    if (caller.kind === "identity-operator" && principal && !this.hasIdentity(principal, caller))
      return false;
    if (caller.kind === "policy-writer" && principal && !this.writesPolicies(principal, caller)) return false;
    return this.callsAs(subjectIn(this.world, id), site, caller);
  }

  /** Whether a caller has a user-assigned identity: by a role, by a credential, or because it is attached to it. */
  private hasIdentity(identity: AppliedResource, caller: Caller): boolean {
    const by = caller.id === "identity-operator" ? undefined : this.applied.at(caller.address ?? "");
    if (!by) return true;
    if (roleAssignmentsOf(this.applied).includes(by)) return this.may(caller, becomingIdentity(identity));
    if (by.type === "azurerm_federated_identity_credential")
      return same(by.values.parent_id ?? by.values.user_assigned_identity_id, identity.values.id);
    return includes(list(block(by.values, "identity"), "identity_ids"), identity.values.id);
  }

  private writesPolicies(identity: AppliedResource, caller: Caller): boolean {
    if (caller.address === undefined) return true;
    return this.applied
      .known("azurerm_api_management")
      .filter(
        (gateway) =>
          gateway === identity ||
          includes(list(block(gateway.values, "identity"), "identity_ids"), identity.values.id),
      )
      .some((gateway) => this.may(caller, policyWrites(this.applied, gateway)));
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
        return acceptsKeys(key);
      case "storage-operator":
        return this.writesStorage(key, site, caller);
      case "function-key": {
        const hasKey = caller.address === undefined || this.may(caller, functionKeyReads(site));
        return hasKey && this.calls(site, caller, "/api/orders", undefined);
      }
      case "client-secret":
        return this.callsAs(subjectIn(this.world, caller.id), site, caller);
      case "identity-operator":
        return (
          this.hasIdentity(key, caller) &&
          this.callsAs(subjectIn(this.world, `:${key.address}`), site, caller)
        );
      case "subscription-key":
        return caller.address === undefined
          ? this.subscriptionOpens(key, site, caller)
          : this.keyReaderOpens(site, caller);
      default:
        return undefined;
    }
  }

  private writesStorage(account: AppliedResource, site: AppliedResource, caller: Caller): boolean {
    const readsKeys = () => this.may(caller, storageKeyReads(account));
    return (
      this.may(caller, storageWrites(account, site)) ||
      (readsKeys() && (acceptsKeys(account) || this.may(caller, storageAccountWrite(account))))
    );
  }

  /** Whether somebody who reads the subscription keys of a gateway calls an operation of it with one of them. */
  private keyReaderOpens(site: AppliedResource, caller: Caller): boolean {
    const asAnyone: Caller = { ...caller, id: "subscription-key" };
    return (
      this.applied
        .known("azurerm_api_management")
        .filter((gateway) => this.may(caller, subscriptionKeyReads(gateway)))
        .flatMap((gateway) => this.apisOn(gateway.values.name))
        .some((api) =>
          this.operationsOf(api).some((operation) =>
            this.callsApi(api, operation, asAnyone, this.everyKey(api)),
          ),
        ) && site !== undefined
    );
  }

  private apisOn(gateway: unknown): readonly AppliedResource[] {
    return this.applied
      .made("azurerm_api_management_api")
      .filter((api) => same(api.values.api_management_name, gateway));
  }

  private subscriptionOpens(
    { values }: AppliedResource,
    site: AppliedResource,
    caller: Caller,
  ): boolean | undefined {
    if ((values.state ?? "submitted") !== "active") return false;
    return (
      this.apisOn(values.api_management_name).some((api) => {
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

function acceptsKeys({ type, values }: AppliedResource): boolean {
  return type === "azurerm_storage_account" && values.shared_access_key_enabled !== false;
}

/** A token for anything is one for something with tokens of the other version too. */
function ofAnyVersion(token: Token | undefined): (Token | undefined)[] {
  if (!token?.isFor(ANYTHING)) return [token];
  return [token, { ...token, isFor: () => false, hasVersion: () => true }];
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
