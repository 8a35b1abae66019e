/** The operating system of a service plan, as azurerm writes it. */
export type OperatingSystem = "Linux" | "Windows";

/** The azurerm resource of a Function App. */
export type FunctionAppKind = "linux" | "windows" | "flexConsumption";

/** A kind of service plan, and what it supports. */
export interface HostingKind {
  readonly title: string;
  readonly app: FunctionAppKind;
  readonly operatingSystem: OperatingSystem;
  /** Accepted by azurerm 4.55; not every region has every one. */
  readonly skus: readonly string[];
  readonly slots: (skuName: string) => boolean;
  readonly keylessStorage: boolean;
  /** Whether Azure keeps the code in an Azure Files share, which requires a storage key (rule 30). */
  readonly contentShare: boolean;
  /** Whether `storageKeyInState` changes something although the host needs no key (rules 30 and 31). */
  readonly storageKeyChoice: boolean;
  readonly privateEndpoint: boolean;
  readonly virtualNetworkIntegration: boolean;
  readonly scaleToZero: boolean;
  readonly alwaysOn: boolean;
}

const dedicated = {
  skus: [
    ...["B1", "B2", "B3"],
    ...["S1", "S2", "S3"],
    ...["P1v2", "P2v2", "P3v2"],
    ...["P0v3", "P1v3", "P2v3", "P3v3"],
    ...["P1mv3", "P2mv3", "P3mv3", "P4mv3", "P5mv3"],
    ...["P0v4", "P1v4", "P2v4", "P3v4"],
    ...["P1mv4", "P2mv4", "P3mv4", "P4mv4", "P5mv4"],
  ],
  slots: (skuName: string) => !skuName.startsWith("B"),
  keylessStorage: true,
  contentShare: false,
  storageKeyChoice: false,
  privateEndpoint: true,
  virtualNetworkIntegration: true,
  scaleToZero: false,
  alwaysOn: true,
};

const elasticPremium = {
  skus: ["EP1", "EP2", "EP3"],
  slots: () => true,
  keylessStorage: true,
  contentShare: true,
  storageKeyChoice: true,
  privateEndpoint: true,
  virtualNetworkIntegration: true,
  scaleToZero: false,
  alwaysOn: false,
};

const consumption = {
  skus: ["Y1"],
  slots: () => true,
  keylessStorage: true,
  contentShare: true,
  storageKeyChoice: true,
  privateEndpoint: false,
  virtualNetworkIntegration: false,
  scaleToZero: true,
  alwaysOn: false,
};

const linux = { app: "linux", operatingSystem: "Linux" } as const;
const windows = { app: "windows", operatingSystem: "Windows" } as const;

// Microsoft's "Azure Functions hosting options" and "Azure Functions networking options".
export const hostingKinds = {
  dedicatedLinux: { title: "a dedicated Linux plan", ...linux, ...dedicated },
  dedicatedWindows: { title: "a dedicated Windows plan", ...windows, ...dedicated },
  elasticPremiumLinux: { title: "an Elastic Premium Linux plan", ...linux, ...elasticPremium },
  elasticPremiumWindows: { title: "an Elastic Premium Windows plan", ...windows, ...elasticPremium },
  consumptionLinux: { title: "a Consumption Linux plan", ...linux, ...consumption, slots: () => false },
  consumptionWindows: { title: "a Consumption Windows plan", ...windows, ...consumption },
  flexConsumption: {
    title: "a Flex Consumption plan",
    app: "flexConsumption",
    operatingSystem: "Linux",
    skus: ["FC1"],
    slots: () => false,
    keylessStorage: true,
    contentShare: false,
    storageKeyChoice: true,
    privateEndpoint: true,
    virtualNetworkIntegration: true,
    scaleToZero: true,
    alwaysOn: false,
  },
} satisfies Record<string, HostingKind>;
