import type { ReviewedAccess } from "../../../lib/access/report";
import { type Applied, type AppliedResource, block, includes, list, same } from "./applied";
import type { Attempt } from "./rights";
import {
  becomingIdentity,
  deployments,
  lets,
  policyWrites,
  roleAssignmentsOf,
  storageAccountWrite,
  storageKeyReads,
  storageWrites,
} from "./rights";
import { sitesOf } from "./site";
import { outcomeOf } from "./worlds";

/** Whom an access has no verdict for at a site, although a role or a credential of the stack opens a way to it. */
export function silenceIn(applied: Applied, access: ReviewedAccess): string[] {
  return new Silence(applied, access).all();
}

class Silence {
  /** The addresses of entrances and of callers that there are verdicts of, by site. */
  private readonly told: ReadonlySet<string>;

  public constructor(
    private readonly applied: Applied,
    access: ReviewedAccess,
  ) {
    const entrances = new Map(access.entrances.map((entrance) => [entrance.id, entrance]));
    this.told = new Set(
      access.verdicts.flatMap(({ entrance, caller }) =>
        (entrances.get(entrance)?.functions ?? []).flatMap((site) => {
          const { address = "", kind = "" } = entrances.get(entrance) ?? {};
          return [`${site} ${caller}`, `${site} ${caller} at ${address}`, `${site} ${kind} ${address}`];
        }),
      ),
    );
  }

  public all(): string[] {
    return sitesOf(this.applied).flatMap((site) => [
      ...roleAssignmentsOf(this.applied).flatMap((one) => this.ofAssignment(site, one)),
      ...this.applied
        .made("azurerm_federated_identity_credential")
        .flatMap((one) => this.ofCredential(site, one)),
    ]);
  }

  private ofAssignment(site: AppliedResource, assignment: AppliedResource): string[] {
    const { address, values } = assignment;
    const may = (attempts: readonly Attempt[]) =>
      outcomeOf((questions) => lets(this.applied, assignment, attempts, questions)).possible;
    const missing = (deed: string, told: string, attempts: readonly Attempt[]) =>
      this.told.has(`${site.address} ${told}`) || !may(attempts)
        ? []
        : [`${site.address}: nothing is said of ${address}, who ${deed}`];
    const gateways = this.applied.known("azurerm_api_management");
    const accounts = this.isOwn(site, values.principal_id) ? [] : this.accountsOf(site);
    return [
      ...missing("deploys code", `publisher:${address}`, deployments(site)),
      ...accounts.flatMap((account) => [
        ...missing("writes blobs", `storage-operator:${address}`, storageWrites(account, site)),
        ...(may(storageAccountWrite(account)) || account.values.shared_access_key_enabled !== false
          ? missing("has keys", `storage-operator:${address}`, storageKeyReads(account))
          : []),
      ]),
      ...this.identitiesFor(site).flatMap((identity) => [
        ...missing(
          "becomes an identity",
          `identity-operator:${address} at ${identity.address}`,
          becomingIdentity(identity),
        ),
        ...gateways
          .filter((gateway) => this.isAttached(identity, gateway))
          .flatMap((gateway) =>
            missing(
              "writes policies",
              `policy-writer:${address} at ${identity.address}`,
              policyWrites(this.applied, gateway),
            ),
          ),
      ]),
    ];
  }

  private ofCredential(site: AppliedResource, { address, values }: AppliedResource): string[] {
    const parent = values.parent_id ?? values.user_assigned_identity_id;
    const isCaller = this.identitiesFor(site).some((identity) => same(identity.values.id, parent));
    const isTold =
      this.told.has(`${site.address} identity-operator:${address}`) ||
      this.told.has(`${site.address} key ${address}`);
    return isCaller && !isTold ? [`${site.address}: nothing is said of ${address}`] : [];
  }

  /** Identities that the gate of a site lists. */
  private identitiesFor(site: AppliedResource): readonly AppliedResource[] {
    const gate = block(block(site.values, "auth_settings_v2"), "active_directory_v2");
    return this.applied
      .known("azurerm_user_assigned_identity")
      .filter(({ values }) => includes(list(gate, "allowed_applications"), values.client_id));
  }

  private isAttached({ values }: AppliedResource, to: AppliedResource): boolean {
    return includes(list(block(to.values, "identity"), "identity_ids"), values.id);
  }

  private accountsOf({ values }: AppliedResource): readonly AppliedResource[] {
    const endpoint = String(values.storage_container_endpoint ?? "").toLowerCase();
    return this.applied
      .known("azurerm_storage_account")
      .filter(
        (account) =>
          same(account.values.name, values.storage_account_name) ||
          endpoint.startsWith(`https://${account.values.name}.`),
      );
  }

  /** Whether a principal is an identity that a site runs as, or a slot of the same app. */
  private isOwn(site: AppliedResource, principalId: unknown): boolean {
    return sitesOf(this.applied)
      .filter((other) => same(appOf(other), appOf(site)))
      .some((other) => this.identitiesOf(other).some((id) => same(id, principalId)));
  }

  private identitiesOf(site: AppliedResource): readonly unknown[] {
    const attached = this.applied
      .known("azurerm_user_assigned_identity")
      .filter((identity) => this.isAttached(identity, site));
    return [block(site.values, "identity"), ...attached.map(({ values }) => values)].map(
      (identity) => identity?.principal_id,
    );
  }
}

/** The id of the app that a site is, or is a slot of. */
function appOf({ values }: AppliedResource): unknown {
  return values.function_app_id ?? values.id;
}
