import type { Api, Operation, Product } from "./gateway-model";
import type { PolicyDocument, PolicyElement } from "./policy-document";

export type Level = "gateway" | "product" | "api" | "operation";
export type Section = "inbound" | "backend" | "outbound" | "on-error";
export const sections: readonly Section[] = ["inbound", "backend", "outbound", "on-error"];

/** An element of a policy and where in the life of a call it runs. */
export interface Step {
  readonly element: PolicyElement;
  readonly level: Level;
  readonly section: Section;
  /** Address of the policy. */
  readonly at: string;
  /** Whether it always runs: it stands in the section itself, not in a branch. */
  readonly always: boolean;
  /** Whether it belongs to a request or an answer of its own, and not to the call of the Function. */
  readonly ownRequest: boolean;
  /** Whether the request has the gateway's token by then. */
  readonly hasToken: boolean;
  /** Position in the section, over all levels; what is nested has that of what it stands in. */
  readonly position: number;
}

/** What runs for a call of an operation, in its order, nested elements behind those that they stand in. */
export function stepsOf(api: Api, operation?: Operation, product?: Product): Step[] {
  const documents: readonly (readonly [Level, PolicyDocument | undefined])[] = [
    ["gateway", api.gatewayPolicy],
    ["product", product?.policy],
    ["api", api.policy],
    ["operation", operation?.policy],
  ];
  return sections.flatMap((section) => stepsOfSection(documents, section));
}

function stepsOfSection(
  documents: readonly (readonly [Level, PolicyDocument | undefined])[],
  section: Section,
): Step[] {
  const steps: Step[] = [];
  let hasToken = section !== "inbound";
  let position = 0;
  for (const [level, document] of documents) {
    for (const element of document ? sectionElements(document, section) : []) {
      if (element.name === "base") continue;
      const step = {
        element,
        level,
        section,
        at: document?.block.address ?? "",
        always: true,
        ownRequest: false,
      };
      steps.push(...nested({ ...step, hasToken, position: position++ }));
      if (element.name === tokenPolicy && level === "api") hasToken = true;
    }
  }
  return steps;
}

/** The policy that asks for the gateway's token. */
export const tokenPolicy = "authentication-managed-identity";

const ownRequests = /^(?:send-request|send-one-way-request|return-response)$/;

function nested(step: Step): Step[] {
  const ownRequest = step.ownRequest || ownRequests.test(step.element.name);
  return [
    step,
    ...step.element.children.flatMap((element) => nested({ ...step, element, always: false, ownRequest })),
  ];
}

/** The elements of a section. */
export function sectionElements({ root }: PolicyDocument, section: Section): readonly PolicyElement[] {
  return root.children.find(({ name }) => name === section)?.children ?? [];
}
