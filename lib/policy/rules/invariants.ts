import { validationError } from "../../support/validation";
import type { PolicyStatement } from "../statements/statement";
import { attribute, lineOf, type XmlElement } from "../xml/xml-element";
import { checkCaching } from "./caching";
import { checkFixedPolicy, checkFragment, checkWayOut } from "./fixed-policies";
import type { PolicyContext } from "./grammar";
import { checkLimitKey } from "./limits";
import { checkHeaderName, checkParameterName, checkVariableName } from "./reserved-names";
import { checkSecrets } from "./secrets";
import { type PolicyCheck, visitsOf } from "./visits";

const checks: readonly PolicyCheck[] = [
  checkFixedPolicy,
  checkWayOut,
  checkFragment,
  checkHeaderName,
  checkParameterName,
  checkVariableName,
  checkSecrets,
  checkLimitKey,
  checkCaching,
];

/** Rejects what would displace or get around the fixed steps, at any depth. */
export function validateInvariant(statement: PolicyStatement, context: PolicyContext): string[] {
  const errors = visitsOf(statement, context).flatMap((visit) =>
    checks
      .flatMap((check) => check(visit))
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
