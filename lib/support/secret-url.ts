import { Token } from "cdktf";
import { validationError } from "./validation";

/** Rejects what is not the address of a secret in Key Vault. */
export function validateSecretUrl(url: string): string[] {
  const form = /^https:\/\/[a-z0-9-]+\.vault\.[a-z.]+\/secrets\/[a-z0-9-]+(\/[a-f0-9]+)?$/i;
  if (Token.isUnresolved(url) || form.test(url)) return [];
  return [
    validationError(
      `The secret's address ${JSON.stringify(url)} was given`,
      "Allowed is the address of a secret in Key Vault, https://{vault}.vault.azure.net/secrets/{name}; a secret itself would be in the state",
      "Copy it with `az keyvault secret show --query id`, without its version",
    ),
  ];
}
