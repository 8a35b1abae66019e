import { Token } from "cdktf";
import { nearestNames } from "../../support/nearest-names";
import { validationError } from "../../support/validation";

/** Rejects a name that azurerm does not accept for anything inside an API Management service. */
export function validateChildName(what: string, name: string): string[] {
  if (Token.isUnresolved(name) || /^[a-zA-Z0-9]([\w-]{0,78}[a-zA-Z0-9])?$/.test(name)) return [];
  return [
    validationError(
      `The ${what} name ${JSON.stringify(name)} was given`,
      "Allowed are 1 to 80 letters, digits, hyphens and underscores, starting and ending with a letter or digit",
      "Choose a name of that form",
    ),
  ];
}

/**
 * Rejects a path at which API Management cannot serve an API. A token is accepted.
 *
 * @param property the property that says it
 */
export function validateApiPath(path: string, property = "path"): string[] {
  if (Token.isUnresolved(path)) return [];
  // As azurerm narrows it, without empty and dot segments, which a gateway would resolve away.
  const legal = path.length <= 400 && path.split("/").every((part) => /^[\w.:-]*\w[\w.:-]*$/.test(part));
  if (legal && /^[\w.].*[\w-]$|^\w$/.test(path)) return [];
  return [
    validationError(
      `The API path ${JSON.stringify(path)} was given`,
      "Allowed are 1 to 400 letters, digits and _ - . : in parts with a slash between them, without a slash at either end",
      `Write \`${property}\` like \`orders\` or \`retail/orders\``,
    ),
  ];
}

/**
 * Rejects an operation that the API does not have, and names the nearest ones.
 *
 * @param property where the operation was named
 */
export function validateUnknownOperation(
  operationId: string,
  known: readonly string[],
  property: string,
): string[] {
  if (known.includes(operationId)) return [];
  const nearest = nearestNames(operationId, known, 3);
  return [
    validationError(
      `The operation ${JSON.stringify(operationId)} was named in \`${property}\``,
      `The API has no such operation; nearest are ${nearest.map((id) => JSON.stringify(id)).join(", ")}`,
      "Name one of the API's operations by its `operationId`",
    ),
  ];
}

/** An operation's policy as messages name it. */
export function operationPolicyTitle(operationId: string): string {
  return `operationPolicies[${JSON.stringify(operationId)}]`;
}

/** The SKU of a gateway, where it is known before Terraform runs. */
export function knownSku(skuName: string | undefined): string | undefined {
  return Token.isUnresolved(skuName) ? undefined : skuName;
}
