/** Names of app settings that are no user's, and why. */
export interface ReservedSetting {
  readonly names: RegExp;
  readonly why: string;
}

const reserved: readonly ReservedSetting[] = [
  {
    names: /^AzureWebJobs(Storage|Dashboard)/i,
    why: "host storage is reached by managed identity (rules 30 and 33)",
  },
  {
    names: /^WEBSITE_CONTENT(AZUREFILECONNECTIONSTRING|SHARE|OVERVNET)$/i,
    why: "it would put a storage key into the app (rule 30)",
  },
  {
    names: /^WEBSITE_AUTH/i,
    why: "it would change the authentication in front of the Function (rules 2 to 8)",
  },
  { names: /^MICROSOFT_PROVIDER_AUTHENTICATION_SECRET$/i, why: "the registration has no secret (rule 8)" },
  { names: /^FUNCTIONS_(WORKER_RUNTIME|EXTENSION_VERSION)$/i, why: "`runtime` decides it" },
  {
    names: /^(APPLICATIONINSIGHTS_CONNECTION_STRING|APPINSIGHTS_INSTRUMENTATIONKEY)$/i,
    why: "the construct's telemetry decides it",
  },
  {
    // azurerm 4.55 keeps these for itself, and takes them out of what it reads back.
    names:
      /^(WEBSITE_NODE_DEFAULT_VERSION|WEBSITE_HEALTHCHECK_MAXPINGFAILURES|WEBSITE_HTTPLOGGING_RETENTION_DAYS|WEBSITE_VNET_ROUTE_ALL|DOCKER_REGISTRY_SERVER_(URL|USERNAME|PASSWORD))$/i,
    why: "azurerm manages it, and every plan would show it as a difference",
  },
];

/** Whether a setting is the gate's, the host's or the provider's. */
export function isReservedSetting(name: string): boolean {
  return reservedFor(name).length > 0;
}

// App Service also passes a setting under its name with this prefix, and on Linux with `_` for a period.
export function reservedFor(name: string): ReservedSetting[] {
  const plain = name
    .trim()
    .replace(/^APPSETTING_/i, "")
    .replace(/\./g, "_");
  return reserved.filter(({ names }) => names.test(plain));
}
