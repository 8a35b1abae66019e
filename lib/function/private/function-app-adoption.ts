import { validateAdoption } from "../../adoption/import-ids";
import { validateExclusive, validationError } from "../../support/validation";
import type { FunctionAppProps } from "../function-app-props";
import type { FunctionHosting } from "../hosting/function-hosting";
import { validateServicePlanAdoption } from "../hosting/private/adopted-service-plan";

type AppToAdopt = Pick<
  FunctionAppProps,
  | "name"
  | "runtime"
  | "hosting"
  | "servicePlan"
  | "servicePlanName"
  | "storage"
  | "storageAccountName"
  | "importId"
  | "servicePlanImportId"
  | "storageAccountImportId"
>;

/** Rejects a Function App that the stack would replace, or change in a way that nobody asked for. */
export function validateFunctionAppAdoption(app: AppToAdopt): string[] {
  const { importId, servicePlanImportId, storageAccountImportId } = app;
  return [
    ...validateAdoption("functionApp", "importId", importId, { name: app.name }),
    ...(importId === undefined ? [] : validateWhatItHas(app)),
    ...(app.servicePlan
      ? validateExclusive("servicePlan", "a service plan", { servicePlanImportId })
      : validateServicePlanAdoption(planOf(app), "servicePlanImportId")),
    ...(app.storage
      ? validateExclusive("storage", "a storage account", { storageAccountImportId })
      : validateAdoption("storageAccount", "storageAccountImportId", storageAccountImportId, {
          name: app.storageAccountName,
        })),
  ];
}

function planOf({ servicePlanImportId, servicePlanName = "", hosting }: AppToAdopt) {
  // A plan to adopt is where its id says.
  return { importId: servicePlanImportId, name: servicePlanName, hosting };
}

function validateWhatItHas(app: AppToAdopt): string[] {
  const { runtime, servicePlan, servicePlanImportId, storage, storageAccountImportId } = app;
  return [
    ...(runtime
      ? []
      : [
          told(
            "`runtime`",
            "Its code would be started with the default, Node.js 22",
            "Say the language and version that it has, which `az functionapp show --query siteConfig.linuxFxVersion` prints",
          ),
        ]),
    ...(servicePlan || servicePlanImportId !== undefined
      ? []
      : [
          told(
            "its service plan",
            "It would be moved to a new one, or replaced where it cannot be moved",
            "Adopt the plan too, or hand in `servicePlan`, for example one that other apps use",
          ),
        ]),
    ...(storage || storageAccountImportId !== undefined
      ? []
      : [
          told(
            "its storage account",
            "Its host would be given a new one, without its keys, its leases and maybe its code",
            "Adopt the account too, or hand in `storage`",
          ),
        ]),
  ];
}

function told(what: string, why: string, fix: string): string {
  return validationError(`A Function App that is there was given without ${what}`, why, fix);
}

interface SettingsToKeep {
  readonly importId?: string;
  readonly keptAppSettings?: readonly string[];
  /** The settings that the app or the slot gets. */
  readonly appSettings?: { readonly [name: string]: string };
  readonly storageKeyInState?: boolean;
}

/** Rejects settings that cannot stay as they are, because of what else is said. */
export function validateKeptAppSettings(
  { importId, keptAppSettings = [], appSettings = {}, storageKeyInState }: SettingsToKeep,
  hosting: FunctionHosting,
): string[] {
  if (keptAppSettings.length === 0) return [];
  return [
    ...(importId === undefined ? [nothingToKeep()] : []),
    ...(hosting._deploysAppSettings(storageKeyInState) ? [shownByDeployment()] : []),
    ...keptAppSettings.filter((name) => Object.keys(appSettings).includes(name)).map(bothError),
  ];
}

/** The settings that are written and those that are kept, which are checked by the same rules. */
export function allAppSettings({
  appSettings,
  keptAppSettings = [],
}: Pick<SettingsToKeep, "appSettings" | "keptAppSettings">): { [name: string]: string } {
  return { ...Object.fromEntries(keptAppSettings.map((name) => [name, ""])), ...appSettings };
}

function nothingToKeep(): string {
  return validationError(
    "`keptAppSettings` was given without the id of what is there",
    "Something new has no settings to keep",
    "Give the id too, or write the settings as `appSettings`",
  );
}

function shownByDeployment(): string {
  return validationError(
    "`keptAppSettings` was given on Flex Consumption without a storage key",
    "The settings pass through a template deployment, whose history would show values that nobody has looked at (rule 31)",
    "Write them as `appSettings`, with Key Vault references for secrets",
  );
}

function bothError(name: string): string {
  return validationError(
    `The app setting \`${name}\` was given in \`appSettings\` and in \`keptAppSettings\``,
    "Either the stack says its value, or it stays as it is",
    "Leave it out of one of the two",
  );
}
