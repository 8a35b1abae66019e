import { repeatedItems } from "../../support/lists";
import { validationError } from "../../support/validation";
import type { FunctionHosting } from "../hosting/function-hosting";

interface ReservedSetting {
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
function reservedFor(name: string): ReservedSetting[] {
  const plain = name
    .trim()
    .replace(/^APPSETTING_/i, "")
    .replace(/\./g, "_");
  return reserved.filter(({ names }) => names.test(plain));
}

/**
 * Rejects settings of the gate, the host and the provider, and names that are not one setting each. Names are
 * literal: one that is known later could be any of these.
 */
export function validateAppSettings(
  settings: { [name: string]: string } = {},
  { operatingSystem }: FunctionHosting,
): string[] {
  const names = Object.keys(settings);
  return [
    ...names.flatMap((name) => [...validateReserved(name), ...validateName(name, operatingSystem)]),
    ...validateDistinct(names, operatingSystem),
  ];
}

function validateReserved(name: string): string[] {
  return reservedFor(name).map(({ why }) =>
    validationError(
      `The app setting \`${name}\` was given`,
      `It is not to be set, because ${why}`,
      "Leave it out",
    ),
  );
}

function validateName(name: string, operatingSystem: string): string[] {
  if (operatingSystem === "Linux" && /^[\w.:-]+$/.test(name) && name.includes(":")) {
    return [
      validationError(
        `The app setting ${JSON.stringify(name)} was given on Linux`,
        "Azure rejects names of settings with a colon there",
        `Write ${JSON.stringify(name.replace(/:/g, "__"))}, which .NET reads as the same name`,
      ),
    ];
  }
  if (/^[\w.:-]+$/.test(name)) return [];
  return [
    validationError(
      `The app setting ${JSON.stringify(name)} was given`,
      "Names of settings have letters, digits, underscores, periods, colons and hyphens, and are known at synth",
      "Choose a name of that form, with `__` for a level of nesting",
    ),
  ];
}

function validateDistinct(names: readonly string[], operatingSystem: string): string[] {
  // Linux passes a period in a name as an underscore.
  const keyOf = (name: string) =>
    operatingSystem === "Linux" ? name.toLowerCase().replace(/\./g, "_") : name.toLowerCase();
  return repeatedItems(names, keyOf).map((name) => {
    const first = names.find((other) => keyOf(other) === keyOf(name));
    return validationError(
      `The app settings ${JSON.stringify(first)} and ${JSON.stringify(name)} were given`,
      "For Azure they are one setting: case does not tell names apart, nor does `.` from `_` on Linux, and every plan would show a difference (R15)",
      "Keep one of the two",
    );
  });
}
