import { keptUnlessGiven } from "../../../adoption/adopt";
import type { HostStorageProps } from "../host-storage-props";

/** What an adopted storage account keeps: above all its kind, tier and place, whose change would replace it. */
export function keptArguments({ tags, publicNetworkAccessEnabled }: HostStorageProps): string[] {
  return [
    "location",
    "account_kind",
    "account_replication_type",
    "account_tier",
    "allowed_copy_scope",
    "azure_files_authentication",
    "custom_domain",
    "customer_managed_key",
    "dns_endpoint_type",
    "edge_zone",
    "identity",
    "immutability_policy",
    "infrastructure_encryption_enabled",
    "is_hns_enabled",
    "nfsv3_enabled",
    "provisioned_billing_model_version",
    "queue_encryption_key_type",
    "sas_policy",
    "sftp_enabled",
    "table_encryption_key_type",
    ...keptUnlessGiven({ tags, public_network_access_enabled: publicNetworkAccessEnabled }),
  ];
}
