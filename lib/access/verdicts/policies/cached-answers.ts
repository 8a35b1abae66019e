import { headerKey } from "../../../policy/fixed-names";
import { attribute, childElements, textOf } from "../../../policy/xml/xml-element";
import { type Decision, unknown } from "../decision";
import { everyInstruction, type Instruction, type OperationProgram, policyStep } from "./program";
import { isTokenPolicy, tokenRequirement } from "./token-requirement";

/**
 * What becomes of a call that is refused behind a `cache-lookup`: an answer that the Function gave somebody else may be
 * there, and is given before anything behind it is asked. Only GET is looked up, and calls that had `Authorization` are
 * kept if the policy says so: https://learn.microsoft.com/azure/api-management/cache-lookup-policy
 */
export function behindCache(
  one: Instruction,
  program: OperationProgram,
  method: string | null | undefined,
  decision: Decision,
): Decision {
  if (decision.access !== "refused" || /^(Backend|Policy: no forward)/.test(decision.control))
    return decision;
  const isLookedUp = typeof method !== "string" || method.toUpperCase() === "GET";
  const isKept = everyInstruction(program.outbound).some(({ element }) => element.name === "cache-store");
  if (!isLookedUp || !isKept || isOfOneCaller(one) || !keepsAnswers(one, program)) return decision;
  return unknown("an answer that the Function gave somebody else may come from the cache", [
    policyStep(one, "", "answers from the cache before the policies behind it run"),
  ]);
}

/** Whether each caller's token has an answer of its own. */
function isOfOneCaller({ element }: Instruction): boolean {
  return childElements(element).some(
    (child) => child.name === "vary-by-header" && headerKey(textOf(child).trim()) === "authorization",
  );
}

/** Whether answers to those who are let through are kept: their tokens may stand in a header that keeps them out. */
function keepsAnswers({ element }: Instruction, program: OperationProgram): boolean {
  if (!/^(false)?$/i.test(attribute(element, "allow-private-response-caching"))) return true;
  return !everyInstruction(program).some(
    (one) => isTokenPolicy(one) && headerKey(tokenRequirement(one).header ?? "") === "authorization",
  );
}
