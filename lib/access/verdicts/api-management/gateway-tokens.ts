import type { Graph } from "../../graph/graph";
import type { PolicyDocument } from "../../graph/policy-documents";
import type { Principal } from "../../graph/principals";
import type { Site } from "../../graph/sites";
import { at, printed } from "../../graph/values";
import type { Caller, Entrance } from "../../report";
import type { Resource } from "../../stack/stack";
import { type Decision, decide, reaches, unknown } from "../decision";
import { callOfHost } from "../host/host-call";
import type { MatrixBuilder } from "../matrix";
import type { TokenRequests } from "../policies/token-requests";
import { asHolder, byRole, type RoleHolder } from "../role-holders";

/** The ways to become the gateway: to have its identity, or to write its policies. */
export function addGatewayTokens(
  graph: Graph,
  site: Site,
  identities: readonly Principal[],
  { unread }: TokenRequests,
  matrix: MatrixBuilder,
): void {
  for (const principal of identities) {
    const entrance = gatewayTokenEntrance(site, principal);
    const asIdentity = callOfHost(graph, site, { kind: "principal", principal }, "inside");
    for (const holder of [...holders(graph, principal), ...writers(graph, principal)])
      matrix.add(
        entrance,
        holder.caller,
        holder.proof.length === 0
          ? notAttachable(principal)
          : asHolder(holder, renamed(asIdentity, holder.caller)),
      );
    if (unread.length > 0) matrix.add(entrance, untoldReceiver, receiverInDoubt(unread, asIdentity));
    if (principal.kind === "system-assigned") continue;
    for (const resource of graph.untoldAttachments.filter(({ type }) => type !== "azurerm_api_management"))
      matrix.add(entrance, attached(resource).caller, attachmentInDoubt(resource, asIdentity));
  }
}

/** Being an identity of the gateway towards a site. */
export function gatewayTokenEntrance(site: Site, principal: Principal): Entrance {
  return {
    id: `gateway-token:${site.id}:${principal.id}`,
    kind: "gateway-token",
    functions: [site.id],
    label: `${site.label}, as ${principal.label}`,
    address: principal.resource?.address ?? site.id,
    constructPath: principal.resource?.constructPath,
  };
}

const untoldReceiver: Caller = {
  id: "token-receiver:?",
  kind: "token-receiver",
  label: "whoever policies that are not read send the token to",
};

/** Who gets the token by a policy that is not read. */
function receiverInDoubt([first, ...others]: readonly PolicyDocument[], asIdentity: Decision): Decision {
  if (asIdentity.access === "refused") return asIdentity;
  const { address } = first.resource;
  const all = others.length === 0 ? address : `${address} and ${others.length} more`;
  return unknown(`where the policy of ${all} sends the token is not known`, [
    {
      address,
      argument: first.argument,
      value: `(${first.unknownBecause})`,
      meaning: "may ask for the token, and send it anywhere",
    },
  ]);
}

/** What runs code in a resource that may have the identity. */
function attachmentInDoubt({ address, values }: Resource, asIdentity: Decision): Decision {
  if (asIdentity.access === "refused") return asIdentity;
  const argument = "identity.0.identity_ids";
  const value = printed(at(values, ...argument.split(".")));
  return unknown(`which identities ${address} has is not known`, [
    { address, argument, value, meaning: "decides as whom its code can act" },
  ]);
}

function renamed(decision: Decision, caller: Caller): Decision {
  if (decision.access !== "reaches") return decision;
  return reaches(`${decision.as}, through ${caller.label}`, decision.proof, turnedBy[caller.kind]);
}

const turnedBy: Partial<Record<Caller["kind"], string>> = {
  "identity-operator": "remove the role, the attachment or the credential; or a system-assigned identity",
  "policy-writer": "remove the role; or a gateway of its own",
};

/** Whoever has the identity, or may attach it. */
function holders(graph: Graph, principal: Principal): RoleHolder[] {
  const { resource } = principal;
  const caller: Caller = {
    id: "identity-operator",
    kind: "identity-operator",
    label: "whoever may assign the identity",
    address: resource?.address,
  };
  if (principal.kind === "system-assigned") return [{ caller, proof: [] }];
  const where = { address: resource?.address ?? principal.id, argument: "id", value: principal.label };
  const meaning = "a user-assigned identity can be attached to other resources";
  const anyone: RoleHolder = { caller, proof: [{ ...where, meaning }] };
  if (!resource) return [anyone];
  return [
    anyone,
    ...identityOperators(graph, resource),
    ...attachedTo(graph, principal).map(attached),
    ...credentialsOf(graph, resource).map((credential) => federated(graph, credential)),
  ];
}

/** Whom a role lets become a user-assigned identity. */
export function identityOperators(graph: Graph, identity: Resource): RoleHolder[] {
  return graph.roles
    .on(identity, "become-identity")
    .map((holding) =>
      byRole(graph, holding, "identity-operator", "may attach the identity or federate it, and act as it"),
    );
}

/** Whoever writes the policies of a gateway that has the identity. */
function writers(graph: Graph, principal: Principal): RoleHolder[] {
  const caller: Caller = {
    id: "policy-writer",
    kind: "policy-writer",
    label: "whoever may write policies on the gateway",
  };
  const own = graph.gateways.all
    .flatMap(({ resource }) => resource ?? [])
    .filter((resource) => hasIdentity(graph, resource, principal));
  const step = {
    address: own[0]?.address ?? principal.id,
    argument: "identity",
    value: principal.label,
    meaning: "every policy of the gateway can ask for a token as this identity",
  };
  return [
    { caller, proof: [step] },
    ...own
      .flatMap((resource) => graph.roles.on(resource, "write-policies"))
      .map((holding) =>
        byRole(graph, holding, "policy-writer", "may write a policy that asks for the token"),
      ),
  ];
}

/** Whether a gateway has an identity: its own one, or one that is attached to it. */
function hasIdentity({ principals }: Graph, gateway: Resource, principal: Principal): boolean {
  return [principals.ofResource(gateway.address), ...principals.attachedTo(gateway)].some(
    (one) => one?.id === principal.id,
  );
}

/** Resources that a user-assigned identity is attached to, besides gateways. */
function attachedTo(graph: Graph, principal: Principal): Resource[] {
  return (graph.attachments.get(principal.id) ?? []).filter(({ type }) => type !== "azurerm_api_management");
}

function attached(resource: Resource): RoleHolder {
  return {
    caller: {
      id: `identity-operator:${resource.address}`,
      kind: "identity-operator",
      label: `whoever runs code in ${resource.address}`,
      address: resource.address,
    },
    proof: [
      {
        address: resource.address,
        argument: "identity.0.identity_ids",
        value: resource.address,
        meaning: "the gateway's identity is attached to it, so its code can act as the gateway",
      },
    ],
  };
}

function credentialsOf(graph: Graph, identity: Resource): Resource[] {
  return graph.index.managed("azurerm_federated_identity_credential").filter((credential) =>
    ["parent_id", "user_assigned_identity_id"].some((argument) => {
      return graph.index.resourceWithId(at(credential.values, argument)) === identity;
    }),
  );
}

function federated(graph: Graph, resource: Resource): RoleHolder {
  const [subject, issuer] = ["subject", "issuer"].map((argument) =>
    printed(graph.index.value(resource, argument)),
  );
  return {
    caller: {
      id: `identity-operator:${resource.address}`,
      kind: "identity-operator",
      label: `the workload ${subject} of ${issuer}`,
      address: resource.address,
    },
    proof: [
      {
        address: resource.address,
        argument: "subject",
        value: subject,
        meaning: `a token of ${issuer} is exchanged for one of the identity`,
      },
    ],
  };
}

function notAttachable(principal: Principal): Decision {
  return decide(
    [
      {
        result: "refuses",
        answer: "no token",
        control: "Managed identity: system-assigned",
        proof: [
          {
            address: principal.resource?.address ?? principal.id,
            argument: "identity.0.type",
            value: "SystemAssigned",
            meaning: "it belongs to one resource, and cannot be attached to another",
          },
        ],
        turnedBy: "a user-assigned identity",
      },
    ],
    "",
  );
}
