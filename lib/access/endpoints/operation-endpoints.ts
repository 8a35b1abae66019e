import { headerKey } from "../../policy/fixed-names";
import { attribute } from "../../policy/xml/xml-element";
import type { Api, Gateway, Operation } from "../graph/gateways";
import type { Graph } from "../graph/graph";
import { keyOf, literalText } from "../graph/values";
import { operationEntranceId, operationsOf } from "../verdicts/api-management/operations";
import { policyCaller } from "../verdicts/callers";
import { everyInstruction, type Instruction, programOf } from "../verdicts/policies/program";
import { isTokenPolicy, namedHolders, tokenRequirement } from "../verdicts/policies/token-requirement";
import { apiAddress } from "./api-address";
import type { OperationEndpoint, TokenHolder } from "./endpoints";

/** The operations of every API on every gateway of a stack. */
export function operationEndpoints(graph: Graph): OperationEndpoint[] {
  return graph.gateways.all.flatMap((gateway) =>
    gateway.apis.flatMap((api) =>
      operationsOf(api).map((operation) => operationEndpoint(graph, gateway, api, operation)),
    ),
  );
}

function operationEndpoint(
  graph: Graph,
  gateway: Gateway,
  api: Api,
  operation: Operation,
): OperationEndpoint {
  const instructions = everyInstruction(programOf(gateway, api, operation, api.products[0]));
  return {
    entrance: operationEntranceId(api, operation),
    ...apiAddress(graph, gateway, api),
    method: operation.method,
    template: operation.template,
    holders: instructions.filter(isTokenPolicy).flatMap((one) => holdersOf(graph, one)),
    ownHeaders: ownHeaders(instructions),
    backendPath: backendPath(graph, gateway, api, instructions),
  };
}

function holdersOf(graph: Graph, instruction: Instruction): TokenHolder[] {
  const requirement = tokenRequirement(instruction);
  const { header } = requirement;
  const audiences = requirement.audiences.flatMap((value) => literalText(graph.index.followed(value)) ?? []);
  return namedHolders(graph, requirement).map((holder) => ({
    caller: policyCaller(holder.key, holder.label).id,
    application: holder.application && literalText(graph.index.followed(holder.application)),
    audiences,
    header,
  }));
}

/** A caller's own header of these names is gone before the Function is called. */
function ownHeaders(instructions: readonly Instruction[]): string[] {
  const names = instructions
    .filter(({ element: { name, attributes } }) => name === "set-header" && attributes.length > 0)
    .filter(({ element }) => /^(delete|override)$/.test(attribute(element, "exists-action") || "override"))
    .map(({ element }) => attribute(element, "name"));
  return [...new Map(names.map((name) => [headerKey(name), name])).values()];
}

function backendPath(
  graph: Graph,
  gateway: Gateway,
  api: Api,
  instructions: readonly Instruction[],
): string | undefined {
  const urls = instructions
    .filter(({ element }) => element.name === "set-backend-service")
    .map((one) => backendUrl(graph, gateway, one));
  const [url, ...others] = urls.length > 0 ? urls : [graph.index.text(api.resource, "service_url")];
  if (url === undefined || others.length > 0 || !URL.canParse(url)) return undefined;
  return new URL(url).pathname.replace(/\/$/, "");
}

function backendUrl(graph: Graph, gateway: Gateway, { element, document }: Instruction): string | undefined {
  const base = attribute(element, "base-url");
  if (base) return literalText(graph.index.followed(document.toValue(base)));
  const id = graph.index.followed(document.toValue(attribute(element, "backend-id")));
  const backend = gateway.backends.get(keyOf(id) ?? "");
  return backend && graph.index.text(backend, "url");
}
