import { Token } from "cdktf";

/** The SKU of a gateway, where it is known before Terraform runs. */
export function knownSku(skuName: string | undefined): string | undefined {
  return Token.isUnresolved(skuName) ? undefined : skuName;
}
