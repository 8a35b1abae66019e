import type { NamedValueOptions } from "../../support/named-value-options";
import { validateSecretUrl } from "../../support/secret-url";
import { validateChildName } from "./names";

/** What API Management does not accept of a named value. */
export function validateNamedValue(name: string, { secretUrl }: NamedValueOptions): string[] {
  return [...validateChildName("named value's", name), ...validateSecretUrl(secretUrl)];
}
