/** Names of app settings that are no user's, and why. */
export interface ReservedSetting {
  readonly names: RegExp;
  readonly why: string;
}

const authenticationSettings = /^WEBSITE_AUTH/i;

// What these change is how a session looks to the app, or to let in fewer tenants:
// https://learn.microsoft.com/azure/app-service/reference-app-settings#authentication--authorization
const harmlessAuthenticationSettings =
  /^WEBSITE_AUTH_(AAD_ALLOWED_TENANTS|DISABLE_IDENTITY_FLOW|HIDE_DEPRECATED_SID|NONCE_DURATION|PRESERVE_URL_FRAGMENT|USE_LEGACY_CLAIMS)$/i;

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
    names: authenticationSettings,
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

/** Whether a setting may make the authentication in front of the app another than its arguments say. */
export function changesAuthentication(name: string): boolean {
  const plain = plainName(name);
  return authenticationSettings.test(plain) && !harmlessAuthenticationSettings.test(plain);
}

// App Service also passes a setting under its name with this prefix, and on Linux with `_` for a period.
function plainName(name: string): string {
  return name
    .trim()
    .replace(/^APPSETTING_/i, "")
    .replace(/\./g, "_");
}

export function reservedFor(name: string): ReservedSetting[] {
  const plain = plainName(name);
  return reserved.filter(({ names }) => names.test(plain));
}
