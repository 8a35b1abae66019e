import type {
  ApiManagementProtocols,
  ApiManagementSecurity,
} from "@cdktf/provider-azurerm/lib/api-management";
import { hasTlsSettings } from "../sku";

const oldProtocolsOff: ApiManagementSecurity = {
  backendSsl30Enabled: false,
  backendTls10Enabled: false,
  backendTls11Enabled: false,
  frontendSsl30Enabled: false,
  frontendTls10Enabled: false,
  frontendTls11Enabled: false,
};

// Suites with CBC, 3DES or static RSA: no authenticated encryption, or no forward secrecy.
const weakCiphersOff: ApiManagementSecurity = {
  tlsEcdheEcdsaWithAes128CbcShaCiphersEnabled: false,
  tlsEcdheEcdsaWithAes256CbcShaCiphersEnabled: false,
  tlsEcdheRsaWithAes128CbcShaCiphersEnabled: false,
  tlsEcdheRsaWithAes256CbcShaCiphersEnabled: false,
  tlsRsaWithAes128CbcSha256CiphersEnabled: false,
  tlsRsaWithAes128CbcShaCiphersEnabled: false,
  tlsRsaWithAes128GcmSha256CiphersEnabled: false,
  tlsRsaWithAes256CbcSha256CiphersEnabled: false,
  tlsRsaWithAes256CbcShaCiphersEnabled: false,
  tlsRsaWithAes256GcmSha384CiphersEnabled: false,
  tripleDesCiphersEnabled: false,
};

/** TLS 1.2 or newer on both sides; weak ciphers off where the SKU lets them be set (rule 26). */
export function gatewaySecurity(skuName: string): ApiManagementSecurity {
  return hasTlsSettings(skuName) ? { ...oldProtocolsOff, ...weakCiphersOff } : oldProtocolsOff;
}

/** HTTP/2 for clients where the SKU has it. */
export function gatewayProtocols(skuName: string): ApiManagementProtocols | undefined {
  return hasTlsSettings(skuName) ? { http2Enabled: true } : undefined;
}
