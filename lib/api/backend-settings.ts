import type { IGateway } from "../gateway/gateway-interface";

/** A Function as a backend of a gateway (rule 20). Its identity is in the policy: azurerm has no place for it here. */
export function backendSettings(gateway: IGateway, name: string, url: string) {
  return {
    apiManagementName: gateway.name,
    resourceGroupName: gateway.resourceGroupName,
    name,
    protocol: "http",
    url,
    tls: { validateCertificateChain: true, validateCertificateName: true },
  };
}
