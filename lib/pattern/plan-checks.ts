import { refusal } from "../support/refusal";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** Refuses a program that leaves out what has no default. */
export function missingRefusals(props: SecureFunctionBehindApimProps): string[] {
  return (["name", "location", "api", "callers"] as const)
    .filter((property) => props[property] === undefined || props[property] === "")
    .map((property) =>
      refusal(
        `\`${property}\` was not given`,
        "A name, a location, the API and who may call it are the construct's to be told",
        `Set \`${property}\``,
      ),
    );
}

/** Refuses an API without a gateway. */
export function gatewayChoiceRefusals({ gateway, publisher }: SecureFunctionBehindApimProps): string[] {
  if (gateway || publisher) return [];
  return [
    refusal(
      "Neither `publisher` nor `gateway` was given",
      "An API is served by a new API Management service, which needs a publisher, or by one that is there",
      'Set `publisher: { name: "…", email: "…" }`, or `gateway`',
    ),
  ];
}
