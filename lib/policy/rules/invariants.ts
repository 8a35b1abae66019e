import { validationError } from "../../support/validation";
import type { PolicyStatement } from "../statements/statement";
import { attribute, lineOf, type XmlElement } from "../xml";
import { cachingRule } from "./caching";
import { fragmentRule, gatePolicyRule, oneWayOutRule } from "./gate-policies";
import type { PolicyContext } from "./grammar";
import { limitRule } from "./limits";
import { headerNameRule, parameterNameRule, variableNameRule } from "./reserved-names";
import { secretRule } from "./secrets";
import { type GateRule, visitsOf } from "./visits";

const rules: readonly GateRule[] = [
  gatePolicyRule,
  oneWayOutRule,
  fragmentRule,
  headerNameRule,
  parameterNameRule,
  variableNameRule,
  secretRule,
  limitRule,
  cachingRule,
];

/** Rejects what would displace or get around a step of the gate, however deep it is nested. */
export function validateInvariant(statement: PolicyStatement, context: PolicyContext): string[] {
  const errors = visitsOf(statement, context).flatMap((visit) =>
    rules
      .flatMap((rule) => rule(visit))
      .map(({ why, fix }) =>
        validationError(
          `${statement.origin} has \`<${visit.element.name}>\`${named(visit.element)}${lineOf(visit.element)}`,
          `It is not allowed, because ${why}`,
          fix,
        ),
      ),
  );
  return [...new Set(errors)];
}

function named(element: XmlElement): string {
  const name = attribute(element, "name");
  return name === "" ? "" : ` for ${JSON.stringify(name)}`;
}
