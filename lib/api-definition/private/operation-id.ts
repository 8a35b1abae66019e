import { validationError } from "../../support/validation";

const longest = 80;

/** An id that stays the same for a method and a URL template. */
export function operationIdOf(method: string, urlTemplate: string): string {
  const words = urlTemplate.replace(/\*/g, "all").match(/[a-z0-9]+/gi) ?? ["root"];
  return [method, ...words].join("-").toLowerCase().slice(0, longest).replace(/-+$/, "");
}

/** Rejects an id that cannot name a resource on a gateway. */
export function validateOperationId(operationId: string): string[] {
  if (/^[a-zA-Z0-9]([\w-]{0,78}[a-zA-Z0-9])?$/.test(operationId)) return [];
  return [
    validationError(
      `The operation id ${JSON.stringify(operationId)} was given`,
      `Allowed are 1 to ${longest} letters, digits, hyphens and underscores, starting and ending with a letter or digit`,
      "Choose an id of that form",
    ),
  ];
}
