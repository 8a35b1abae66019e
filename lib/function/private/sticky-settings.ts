import type { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { WindowsFunctionApp } from "@cdktf/provider-azurerm/lib/windows-function-app";
import { Lazy, type TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { keepNoMore } from "../../adoption/adopt";
import { isInTree } from "../../support/registry";
import { validationError } from "../../support/validation";

type AppSettings = Readonly<Record<string, string>>;

/** The app settings of a slot, and those that a swap takes with the code. */
export interface SlotSettings {
  readonly appSettings?: AppSettings;
  readonly swappedAppSettings?: readonly string[];
  readonly keptAppSettings?: readonly string[];
}

/** These are where the code is, which is what a swap swaps. */
const codeSettings = /^WEBSITE_RUN_FROM_PACKAGE/i;

interface Slot {
  readonly construct: IConstruct;
  readonly sticky: readonly string[];
  readonly swapped: readonly string[];
}

/**
 * The app settings that a swap leaves where they are: those in which a slot differs from the app. Azure has one list of
 * names for an app with all its slots.
 */
export class StickySettings {
  private readonly all: Slot[] = [];

  /**
   * @param ofApp the app settings of the Function App
   * @param keptByApp names of settings that it has besides, with values that nobody knows here
   */
  public constructor(
    private readonly ofApp: AppSettings = {},
    private readonly keptByApp: readonly string[] = [],
  ) {}

  /** Rejects names that are no settings, and those that would stay in another slot. */
  public validate(slot: SlotSettings): string[] {
    const { keptAppSettings = [] } = slot;
    const known = [
      ...Object.keys({ ...this.ofApp, ...slot.appSettings }),
      ...this.keptByApp,
      ...keptAppSettings,
    ];
    const swapped = slot.swappedAppSettings ?? [];
    const unknown = swapped.filter((name) => !known.includes(name));
    return [
      ...unknown.map((name) => unknownError(name, known)),
      ...this.slots.flatMap((other) => [
        ...swapped.filter((name) => other.sticky.includes(name)).map((name) => contradiction(name, other)),
        ...this.stickyIn(slot)
          .filter((name) => other.swapped.includes(name))
          .map((name) => contradiction(name, other)),
      ]),
    ];
  }

  /** Notes a new slot, and writes the list of the app. */
  public add(construct: IConstruct, slot: SlotSettings, app: TerraformResource): void {
    this.all.push({ construct, sticky: this.stickyIn(slot), swapped: slot.swappedAppSettings ?? [] });
    if (this.names.length === 0) return;
    keepNoMore(app, "sticky_settings");
    // Validation allows no slot on Flex Consumption.
    (app as LinuxFunctionApp | WindowsFunctionApp).putStickySettings({
      appSettingNames: Lazy.listValue({ produce: () => this.names }),
    });
  }

  private get slots(): Slot[] {
    return this.all.filter(({ construct }) => isInTree(construct));
  }

  private get names(): string[] {
    // Case does not tell settings apart.
    const names = new Map(
      this.slots.flatMap(({ sticky }) => sticky).map((name) => [name.toLowerCase(), name]),
    );
    return [...names.values()].sort();
  }

  // A value that nobody knows here is another in each slot.
  private stickyIn({ appSettings, keptAppSettings = [], swappedAppSettings = [] }: SlotSettings): string[] {
    const differing = Object.keys(appSettings ? { ...this.ofApp, ...appSettings } : {}).filter(
      (name) => appSettings?.[name] !== this.ofApp[name],
    );
    return [...new Set([...differing, ...this.keptByApp, ...keptAppSettings])].filter(
      (name) => !codeSettings.test(name) && !swappedAppSettings.includes(name),
    );
  }
}

function unknownError(name: string, known: readonly string[]): string {
  return validationError(
    `The app setting ${JSON.stringify(name)} was given in \`swappedAppSettings\``,
    known.length === 0
      ? "Neither the Function App nor the slot has app settings"
      : `The Function App and the slot have ${known.join(", ")}`,
    "Name one of their `appSettings`, or leave it out",
  );
}

function contradiction(name: string, { construct }: Slot): string {
  return validationError(
    `The app setting ${JSON.stringify(name)} is to stay in one slot and to be swapped with another, ${construct.node.path}`,
    "Azure has one list of settings that stay, for an app with all its slots",
    "Name it in `swappedAppSettings` of both slots or of none",
  );
}
