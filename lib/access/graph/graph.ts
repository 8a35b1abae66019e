import { addTo } from "../groups";
import type { Resource, Stack } from "../stack/stack";
import { type EasyAuth, easyAuthOf } from "./easy-auth";
import { Gateways } from "./gateways";
import { type OpenGate, openGateOf } from "./open-gate";
import { identityIdsOf, Principals } from "./principals";
import { Registrations } from "./registrations";
import { Relays } from "./relays";
import { RoleAssignments } from "./roles/role-assignments";
import { type Site, Sites } from "./sites";
import { StackIndex } from "./stack-index";
import { Tenants } from "./tenants";
import { keyOf } from "./values";

/** What a stack says of who can call what, by what refers to what. */
export class Graph {
  public readonly index: StackIndex;
  public readonly tenants: Tenants;
  public readonly principals: Principals;
  public readonly registrations: Registrations;
  public readonly sites: Sites;
  public readonly gateways: Gateways;
  public readonly relays: Relays;
  public readonly roles: RoleAssignments;
  /** Resources that a user-assigned identity is attached to, by the identity. */
  public readonly attachments: ReadonlyMap<string, readonly Resource[]>;
  /** Resources of which it is not known which identities are attached to them. */
  public readonly untoldAttachments: Resource[] = [];
  /** Storage accounts by the key of their name. */
  public readonly storageByName: ReadonlyMap<string, Resource>;
  private readonly gates = new Map<string, EasyAuth>();

  public constructor(stack: Stack) {
    this.index = new StackIndex(stack);
    this.tenants = new Tenants(this.index);
    this.principals = new Principals(this.index);
    this.sites = new Sites(this.index);
    for (const site of this.sites.all) this.gates.set(site.id, easyAuthOf(this.index, site));
    for (const site of this.sites.all) this.pairUnresolved(this.easyAuth(site));
    this.gateways = new Gateways(this.index, this.principals);
    this.relays = new Relays(this.index, this.gateways);
    this.registrations = new Registrations(this.index, this.principals);
    this.roles = new RoleAssignments(this.index);
    this.attachments = this.attachmentsByIdentity();
    this.storageByName = this.storageAccounts();
  }

  public easyAuth(site: Site): EasyAuth {
    return this.gates.get(site.id) as EasyAuth;
  }

  /** Why a site is open for a migration, and until when; nothing of another one. */
  public openGate(site: Site): OpenGate | undefined {
    return openGateOf(this.index, site, this.easyAuth(site));
  }

  private attachmentsByIdentity(): Map<string, Resource[]> {
    const found = new Map<string, Resource[]>();
    for (const resource of this.index.stack.resources) {
      if (resource.mode !== "managed") continue;
      const ids = identityIdsOf(resource);
      for (const id of ids) {
        const principal = this.principals.ofResourceId(id);
        if (principal) addTo(found, principal.id, resource);
      }
      if (ids.some((id) => this.principals.isUntold(id))) this.untoldAttachments.push(resource);
    }
    return found;
  }

  private storageAccounts(): Map<string, Resource> {
    const all = [
      ...this.index.data("azurerm_storage_account"),
      ...this.index.managed("azurerm_storage_account"),
    ];
    return new Map(
      all.flatMap((resource) => {
        const name = keyOf(this.index.value(resource, "name"));
        return name === undefined ? [] : [[name, resource] as const];
      }),
    );
  }

  /**
   * Takes client ids and object ids that nothing in the stack resolves as those of the same identities, as the two
   * lists of a gate hold them: in the same places, or the only ones left. It can only make a caller reach more.
   */
  private pairUnresolved({ entra }: EasyAuth): void {
    if (!entra) return;
    const applications = entra.applications.filter(
      (value) => this.principals.ofClientId(value)?.kind === "unresolved",
    );
    const identities = entra.identities.filter(
      (value) => this.principals.ofObjectId(value)?.kind === "unresolved",
    );
    if (applications.length !== identities.length) return;
    for (const [place, clientId] of applications.entries())
      this.principals.assumeSame(clientId, identities[place]);
  }
}
