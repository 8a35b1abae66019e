import { exactly, exactlyOr, type GuardedArgument } from "../../../gate/guarded-arguments";

/** The arguments of a storage account that keep others from its host keys and code, a way around the gate (T13). */
export const guardedArguments: readonly GuardedArgument[] = [
  exactlyOr("shared_access_key_enabled", false),
  exactlyOr("public_network_access_enabled", false),
  exactly("allow_nested_items_to_be_public"),
  exactly("local_user_enabled"),
  exactly("https_traffic_only_enabled"),
  exactlyOr("min_tls_version", "TLS1_3"),
];
