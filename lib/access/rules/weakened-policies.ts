import { childElements, type XmlElement } from "../../policy/xml/xml-element";
import type { PolicyDocument } from "../graph/policy-documents";
import { keyOf } from "../graph/values";
import type { Resource } from "../stack/stack";
import type { Reviewed } from "../verdicts/review-stack";
import type { Violation } from "./rule";

/** What a policy belongs to, and the arguments that name it: of the policy, and of what it belongs to. */
const owners: Readonly<Record<string, readonly [type: string, ...names: (readonly [string, string])[]]>> = {
  azurerm_api_management_policy: ["azurerm_api_management", ["api_management_id", "id"]],
  azurerm_api_management_product_policy: [
    "azurerm_api_management_product",
    ["product_id", "product_id"],
    ["api_management_name", "api_management_name"],
  ],
  azurerm_api_management_api_policy: [
    "azurerm_api_management_api",
    ["api_name", "name"],
    ["api_management_name", "api_management_name"],
  ],
  azurerm_api_management_api_operation_policy: [
    "azurerm_api_management_api_operation",
    ["operation_id", "operation_id"],
    ["api_name", "api_name"],
    ["api_management_name", "api_management_name"],
  ],
};

const guards =
  /^(validate-azure-ad-token|validate-jwt|validate-client-certificate|check-header|ip-filter|base)$/;

/** Policies that kept callers out, and are fewer now; and token steps whose failure is ignored now. */
export function weakenedPolicy(now: Reviewed, before: Reviewed, { address, type }: Resource): Violation[] {
  if (!(type in owners)) return [];
  const [old, current] = [before, now].map(({ graph }) => graph.gateways.documentOf(address));
  if (!old?.sections || !current?.sections) return [];
  const [was, is] = [old, current].map(guardsIn);
  return [...was].flatMap(([name, count]) => {
    const left = is.get(name) ?? 0;
    if (left >= count) return [];
    const argument = current.argument;
    return [
      {
        address,
        argument,
        message: `the policy has ${left === 0 ? "no" : "fewer"} ${name} any more`,
        detail: name,
        proof: [
          { address, argument, value: `${count} ${name}`, meaning: "before the plan" },
          { address, argument, value: `${left} ${name}`, meaning: "after it" },
        ],
      },
    ];
  });
}

function guardsIn({ sections }: PolicyDocument): Map<string, number> {
  const found = new Map<string, number>();
  const visit = (element: XmlElement): void => {
    const ignores = element.attributes.some(
      ([name, value]) => name === "ignore-error" && /^true$/i.test(value),
    );
    const isStep = element.name === "authentication-managed-identity" && !ignores;
    const name = isStep ? "authentication-managed-identity that fails with its errors" : `<${element.name}>`;
    if (isStep || guards.test(element.name)) found.set(name, (found.get(name) ?? 0) + 1);
    for (const child of childElements(element)) visit(child);
  };
  for (const element of sections?.get("inbound") ?? []) visit(element);
  return found;
}

/** Policies that kept callers out and are gone, while what they belong to stays. */
export function removedPolicies(now: Reviewed, before: Reviewed): Violation[] {
  return before.index
    .managed(...Object.keys(owners))
    .filter(({ address }) => !now.index.at(address))
    .filter((policy) => ownerStays(now, before, policy))
    .flatMap((policy) => ofRemoved(before, policy));
}

/** What belongs to a stack of its own stays. */
function ownerStays(now: Reviewed, before: Reviewed, policy: Resource): boolean {
  const [type, ...names] = owners[policy.type];
  const owner = before.index
    .managed(type)
    .find((one) =>
      names.every(
        ([mine, its]) => keyOf(before.index.value(policy, mine)) === keyOf(before.index.value(one, its)),
      ),
    );
  return owner === undefined || now.index.at(owner.address) !== undefined;
}

function ofRemoved(before: Reviewed, { address }: Resource): Violation[] {
  const document = before.graph.gateways.documentOf(address);
  if (!document) return [];
  const argument = document.argument;
  // Without a policy of its own it has that of what is above it, as with `<base />`.
  const names = [...guardsIn(document).keys()].filter((name) => name !== "<base>" && name.startsWith("<"));
  return names.map((name) => ({
    address,
    argument,
    message: `the policy is removed, and with it its ${name}`,
    detail: name,
    proof: [
      { address, argument, value: name, meaning: "before the plan" },
      { address, argument, value: "absent", meaning: "after it: the policy is removed" },
    ],
  }));
}
