import { validations } from "./authentication";
import { CsharpSyntaxError, csharpTokens } from "./csharp-tokens";
import { type Finding, Findings } from "./finding";
import { attribute, elementsIn, isPlain, type PolicyElement, textsOf } from "./policy-document";
import type { Step } from "./policy-steps";

/** Claims that the Function is told are the validated token's: nobody else sets the variable or the header. */
export function claimFindings(steps: readonly Step[]): Finding[] {
  const findings = new Findings();
  const variables = new Set(
    steps
      .filter(({ element }) => validations.test(element.name))
      .map(({ element }) => attribute(element, "output-token-variable-name"))
      .filter((name) => name !== ""),
  );
  if (variables.size === 0) return [];
  for (const step of steps) variable(step, variables, findings);
  const inbound = steps.filter(
    ({ ownRequest, section }) => !ownRequest && (section === "inbound" || section === "backend"),
  );
  const setters = inbound.filter(({ element }) => element.name === "set-header" && reads(element, variables));
  for (const setter of setters) header(setter, setters, inbound, findings);
  return findings.all;
}

function variable({ element, at }: Step, variables: ReadonlySet<string>, findings: Findings): void {
  if (validations.test(element.name)) return;
  for (const [key, name] of element.attributes) {
    const isName = /variable-name$/.test(key) || (element.name === "set-variable" && key === "name");
    if (!isName) continue;
    const other =
      isPlain(name) && ![...variables].some((own) => own.toLowerCase() === name.text.toLowerCase());
    findings.expect(
      other,
      "claim-header",
      at,
      `<${element.name}> may set the variable of the validated token`,
    );
  }
}

function header(setter: Step, setters: readonly Step[], inbound: readonly Step[], findings: Findings): void {
  const name = attribute(setter.element, "name");
  const same = inbound.filter(
    ({ element }) =>
      element.name === "set-header" &&
      alike(attribute(element, "name"), name) &&
      !setters.some((one) => one.element === element),
  );
  const isDeletion = ({ element }: Step) => attribute(element, "exists-action") === "delete";
  const deleted = same.some(
    (step) =>
      isDeletion(step) &&
      step.always &&
      step.position < setter.position &&
      attribute(step.element, "name").toLowerCase() === name.toLowerCase(),
  );
  findings.expect(deleted, "claim-header", setter.at, `the caller's own ${name} is not deleted`);
  for (const step of same.filter((one) => !isDeletion(one))) {
    const isOverwritten =
      step.position < setter.position && attribute(step.element, "name").toLowerCase() === name.toLowerCase();
    findings.expect(
      isOverwritten,
      "claim-header",
      step.at,
      `${attribute(step.element, "name")} looks like ${name}`,
    );
  }
}

/** Some hosts do not tell hyphens and underscores of header names apart. */
function alike(one: string, other: string): boolean {
  const form = (name: string) => name.toLowerCase().replaceAll("_", "-");
  return form(one) === form(other);
}

function reads(element: PolicyElement, variables: ReadonlySet<string>): boolean {
  return [...elementsIn(element)].flatMap(textsOf).some(({ text }) => {
    if (!/@[({]/.test(text)) return false;
    try {
      return csharpTokens(text).some((token) => token.kind === "text" && variables.has(token.text));
    } catch (error) {
      if (error instanceof CsharpSyntaxError) return false;
      throw error;
    }
  });
}
