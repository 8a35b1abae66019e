import { Token } from "cdktf";
import type { LoadedApiDefinition } from "../../api-definition/loaded-api-definition";
import type { FunctionBackend } from "../../function/function-backend";
import type { Policy } from "../../policy/policy";
import { PolicyPlace } from "../../policy/policy-props";
import { attribute, childElements, type XmlElement } from "../../policy/xml/xml-element";
import { routePrefixOf, validateFunctionPath, validateRoutePrefixTarget } from "../../support/function-paths";
import type { OperationBackend } from "../gateway-api-props";

/** What is known of the paths of an API at its Functions. */
export interface FunctionPaths {
  /** The Function; none before it is made. */
  readonly backend?: FunctionBackend;
  /** Route prefix of a Function that is made later, together with the API. */
  readonly routePrefix?: string;
  readonly operationBackends?: { readonly [operationId: string]: OperationBackend };
  readonly policy?: Policy;
  readonly operationPolicies?: { readonly [operationId: string]: Policy };
}

/**
 * Rejects operations that lead out of their Function's URL, or to the Functions host itself, by their own paths or
 * by those that policies replace them with (T8, T9, T22).
 */
export function validateFunctionPaths({ routes }: LoadedApiDefinition, paths: FunctionPaths): string[] {
  const errors = routes.flatMap(({ operationId, urlTemplate }) => {
    const routePrefix = routePrefixFor(operationId, paths);
    const invalidPrefix = routePrefix === undefined ? [] : validateRoutePrefixTarget(routePrefix);
    if (invalidPrefix.length > 0) return invalidPrefix;
    const given = `The URL template ${JSON.stringify(urlTemplate)} was given`;
    return [
      ...validateFunctionPath(given, urlTemplate, routePrefix),
      ...rewrites(paths.policy).flatMap((template) => validateRewrite(template, routePrefix)),
      ...rewrites(paths.operationPolicies?.[operationId]).flatMap((template) =>
        validateRewrite(template, routePrefix),
      ),
    ];
  });
  // What several operations share is one mistake.
  return [...new Set(errors)];
}

function routePrefixFor(
  operationId: string,
  { backend, routePrefix, operationBackends }: FunctionPaths,
): string | undefined {
  const url = (operationBackends?.[operationId]?.backend ?? backend)?.url;
  return url === undefined ? routePrefix : routePrefixOf(url);
}

// What is wrong with the path by itself is the policy's own validation.
function validateRewrite(template: string, routePrefix: string | undefined): string[] {
  if (routePrefix === undefined || validateFunctionPath("", template).length > 0) return [];
  return validateFunctionPath(
    `\`rewrite-uri\` to ${JSON.stringify(template)} was given`,
    template,
    routePrefix,
  );
}

const inbound = [
  PolicyPlace.BEFORE_AUTHENTICATION,
  PolicyPlace.AFTER_AUTHENTICATION,
  PolicyPlace.AFTER_TOKEN,
];

/** The paths that a policy replaces the operation's with; any path where it is not known before Terraform runs. */
function rewrites(policy: Policy | undefined): string[] {
  return inbound
    .flatMap((place) => policy?._at(place) ?? [])
    .flatMap(templatesIn)
    .map((template) => (Token.isUnresolved(template) || template.includes("{{") ? "/*" : template));
}

function templatesIn(element: XmlElement): string[] {
  const own = element.name === "rewrite-uri" ? [attribute(element, "template")] : [];
  return [...own, ...childElements(element).flatMap(templatesIn)];
}
