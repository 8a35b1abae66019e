import { headerKey, isFixedHeader, tokenVariable } from "../fixed-names";
import { isComputedName } from "../terraform-values";
import { attribute, type XmlElement } from "../xml/xml-element";
import { defaultCredentials, hasHeader, hasParameter, parametersToDelete } from "./credentials";
import { isOfCall, type PolicyCheck, type Violation } from "./visits";

/** Rejects headers of the call that the fixed steps delete or set, under any name that a host may take for theirs. */
export const checkHeaderName: PolicyCheck = (visit) => {
  const { element, context } = visit;
  if (element.name !== "set-header" || !isOfCall(visit)) return [];
  const name = attribute(element, "name");
  const { claimHeaders = [], credentials = defaultCredentials } = context;
  if (isComputedName(name)) return [computedName("header", "T14, T21")];
  if (isFixedHeader(name) || hasHeader(credentials, name)) return [fixedHeader];
  return claimHeaders.some((header) => headerKey(header) === headerKey(name)) ? [claimHeader] : [];
};

/** Rejects query parameters of the call that the fixed steps delete. */
export const checkParameterName: PolicyCheck = (visit) => {
  const { element, context, hasToken } = visit;
  if (element.name !== "set-query-parameter" || !isOfCall(visit)) return [];
  const name = attribute(element, "name");
  if (isComputedName(name)) return [computedName("query parameter", "T14")];
  // By then nothing reads it any more.
  if (hasToken && attribute(element, "exists-action").toLowerCase() === "delete") return [];
  const { credentials = defaultCredentials } = context;
  const queryParameters = parametersToDelete(credentials);
  return hasParameter({ headers: [], queryParameters }, name) ? [fixedParameter] : [];
};

/** Rejects variables of the fixed steps, by which a statement could pass for one of them (T21). */
export const checkVariableName: PolicyCheck = ({ element }) =>
  variablesOf(element).flatMap((name) => {
    if (isComputedName(name)) return [computedName("variable", "T21")];
    return name.trim().toLowerCase() === tokenVariable ? [fixedVariable] : [];
  });

/** Names of the variables that an element sets. */
function variablesOf({ name, attributes }: XmlElement): string[] {
  return attributes
    .filter(([key]) => /(^|-)variable-name$/.test(key) || (name === "set-variable" && key === "name"))
    .map(([, value]) => value);
}

function computedName(what: string, threats: string): Violation {
  return {
    why: `the name of the ${what} is known only later, and may be one of the fixed steps' (rule 18, ${threats})`,
    fix: "Write the name as a literal text",
  };
}

const fixedHeader: Violation = {
  why: "the header belongs to the fixed steps: the caller's is deleted, and the gateway's own stays (rule 18, T14)",
  fix: "Choose another header",
};

const claimHeader: Violation = {
  why: "the header tells the Function a claim of the validated caller, and nothing else (T21)",
  fix: "Choose another header",
};

const fixedParameter: Violation = {
  why: "the query parameter belongs to the fixed steps: it does not reach the Function (T14)",
  fix: "Choose another query parameter",
};

const fixedVariable: Violation = {
  why: "the variable holds the caller's validated token (T21)",
  fix: "Choose another variable",
};
