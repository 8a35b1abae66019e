import { Token } from "cdktf";
import { type LifeCycle, planLifeCycle } from "../../support/life-cycles";
import { checked } from "../../support/shape/checked";
import { publicClass } from "../../support/shape/public-classes";
import { validationError } from "../../support/validation";
import type { FlexConsumptionOptions } from "./flex-consumption-options";
import { validateFlexConsumption } from "./flex-consumption-options";
import { type FunctionAppKind, type HostingKind, hostingKinds } from "./private/hosting-kinds";

/**
 * The kind of service plan that a Function runs on, and what it supports.
 *
 * @example
 * new SecureFunctionBehindApim(this, "orders", {
 *   name: "orders",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 *   apiDefinition,
 *   callers,
 *   hosting: FunctionHosting.elasticPremium("EP2"),
 * });
 */
export class FunctionHosting {
  /**
   * A dedicated service plan on Linux. The Function is always on.
   * @param skuName SKU of the service plan, `B1` by default: `B1` to `B3`, `S1` to `S3`, `P1v2` to `P3v2`,
   * `P0v3` to `P3v3`, `P1mv3` to `P5mv3`, `P0v4` to `P3v4`, `P1mv4` to `P5mv4`; not every region has every one
   */
  public static dedicated(skuName?: string): FunctionHosting {
    [skuName = "B1"] = checked("FunctionHosting.dedicated", [skuName]);
    return new FunctionHosting(hostingKinds.dedicatedLinux, skuName);
  }

  /**
   * A dedicated service plan on Windows. The Function is always on.
   * @param skuName as for {@link FunctionHosting.dedicated}
   */
  public static dedicatedWindows(skuName?: string): FunctionHosting {
    [skuName = "B1"] = checked("FunctionHosting.dedicatedWindows", [skuName]);
    return new FunctionHosting(hostingKinds.dedicatedWindows, skuName);
  }

  /**
   * Elastic Premium on Linux: prewarmed instances that scale out with the load.
   *
   * Without a storage key there is no Azure Files share for the code: deploy it as a package
   * (`WEBSITE_RUN_FROM_PACKAGE`).
   * @param skuName `EP1`, `EP2` or `EP3`; `EP1` by default
   */
  public static elasticPremium(skuName?: string): FunctionHosting {
    [skuName = "EP1"] = checked("FunctionHosting.elasticPremium", [skuName]);
    return new FunctionHosting(hostingKinds.elasticPremiumLinux, skuName);
  }

  /**
   * Elastic Premium on Windows, as {@link FunctionHosting.elasticPremium}.
   * @param skuName `EP1`, `EP2` or `EP3`; `EP1` by default
   */
  public static elasticPremiumWindows(skuName?: string): FunctionHosting {
    [skuName = "EP1"] = checked("FunctionHosting.elasticPremiumWindows", [skuName]);
    return new FunctionHosting(hostingKinds.elasticPremiumWindows, skuName);
  }

  /**
   * Consumption on Linux: billed by the call, without a private network. Azure retires it on 30 September 2028, and it
   * gets no new versions of languages; {@link FunctionHosting.flexConsumption} replaces it.
   *
   * Without a storage key there is no Azure Files share for the code: deploy it as a package at a URL
   * (`WEBSITE_RUN_FROM_PACKAGE`).
   */
  public static consumption(): FunctionHosting {
    return new FunctionHosting(hostingKinds.consumptionLinux, "Y1");
  }

  /** Consumption on Windows, as {@link FunctionHosting.consumption}. */
  public static consumptionWindows(): FunctionHosting {
    return new FunctionHosting(hostingKinds.consumptionWindows, "Y1");
  }

  /**
   * Flex Consumption: billed by the call, with a private network.
   *
   * azurerm 4.55 to 5.2 gives its host an empty storage key, which a template deployment takes out again, so the azurerm
   * provider needs `features: [{ templateDeployment: [{ deleteNestedItemsDuringDeletion: false }] }]` (rule 31).
   */
  public static flexConsumption(options?: FlexConsumptionOptions): FunctionHosting {
    [options = {}] = checked("FunctionHosting.flexConsumption", [options]);
    return new FunctionHosting(hostingKinds.flexConsumption, "FC1", options);
  }

  /** Operating system: `Linux` or `Windows`. */
  public readonly operatingSystem: string;
  /** Whether the service plan has deployment slots. */
  public readonly slots: boolean;
  /** Whether host storage works without a key in global Azure (rules 30 and 31). Elsewhere no host is known to (R18). */
  public readonly keylessStorage: boolean;
  /** Whether a Function on it can have a private endpoint. */
  public readonly privateEndpoint: boolean;
  /** Whether a Function on it can call into a virtual network. */
  public readonly virtualNetworkIntegration: boolean;
  /** Whether the service plan scales to zero, and then costs nothing. */
  public readonly scaleToZero: boolean;
  /** Whether the Function stays loaded without calls. */
  public readonly alwaysOn: boolean;

  private constructor(
    private readonly kind: HostingKind,
    /** SKU of the service plan. */
    public readonly skuName: string,
    private readonly flexConsumptionOptions: FlexConsumptionOptions = {},
  ) {
    this.operatingSystem = this.kind.operatingSystem;
    this.slots = !Token.isUnresolved(skuName) && this.kind.slots(skuName);
    this.keylessStorage = this.kind.keylessStorage;
    this.privateEndpoint = this.kind.privateEndpoint;
    this.virtualNetworkIntegration = this.kind.virtualNetworkIntegration;
    this.scaleToZero = this.kind.scaleToZero;
    this.alwaysOn = this.kind.alwaysOn;
  }

  /** @internal */
  public get _title(): string {
    return this.kind.title;
  }

  /** @internal */
  public get _app(): FunctionAppKind {
    return this.kind.app;
  }

  /** @internal */
  public get _lifeCycle(): LifeCycle | undefined {
    return planLifeCycle(this.operatingSystem, this.skuName);
  }

  /** @internal */
  public get _contentShare(): boolean {
    return this.kind.contentShare;
  }

  /** @internal */
  public get _storageKeyChoice(): boolean {
    return this.kind.storageKeyChoice;
  }

  /** @internal */
  public get _flexConsumption(): FlexConsumptionOptions {
    return this.flexConsumptionOptions;
  }

  /** Whether a template deployment writes the app settings once more (rule 31). @internal */
  public _deploysAppSettings(storageKeyInState: boolean = false): boolean {
    const { appSettingsDeployment = true } = this.flexConsumptionOptions;
    return this._app === "flexConsumption" && appSettingsDeployment && !storageKeyInState;
  }

  /** @internal */
  public _validate(): string[] {
    return [...this.validateSku(), ...validateFlexConsumption(this.flexConsumptionOptions)];
  }

  private validateSku(): string[] {
    const { skus, title } = this.kind;
    if (Token.isUnresolved(this.skuName) || skus.includes(this.skuName)) return [];
    return [
      validationError(
        `The service plan's SKU ${JSON.stringify(this.skuName)} was given`,
        `The SKUs of ${title} are ${skus.join(", ")}`,
        "Choose one of these, or another `FunctionHosting`",
      ),
    ];
  }
}

publicClass("FunctionHosting", FunctionHosting);
