import type { LinuxFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { WindowsFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/windows-function-app";

/** A language, and the arguments for one of its versions in each kind of Function App. */
export interface Language {
  readonly name: string;
  /** The language as Flex Consumption and the table of life cycles call it. */
  readonly id: string;
  /**
   * Versions of Azure Functions 4, newest first, that some azurerm takes on that kind of app. Which one takes which is
   * in `lib/support/provider-versions/`, and checked at synth. Windows runs no language without them.
   */
  readonly versions: {
    readonly linux: readonly string[];
    readonly windows?: readonly string[];
    readonly flexConsumption: readonly string[];
  };
  /** The last version of the Consumption plan on Linux, which gets no newer ones. */
  readonly lastOnLinuxConsumption: string;
  readonly linux: (version: string) => LinuxFunctionAppSiteConfigApplicationStack;
  readonly windows?: (version: string) => WindowsFunctionAppSiteConfigApplicationStack;
}

// Microsoft's "Supported languages in Azure Functions", also for what the Consumption plan on Linux still gets.
export const languages = {
  node: {
    name: "Node.js",
    id: "node",
    versions: {
      linux: ["24", "22", "20", "18"],
      windows: ["24", "22", "20", "18"],
      flexConsumption: ["24", "22", "20"],
    },
    lastOnLinuxConsumption: "22",
    linux: (nodeVersion) => ({ nodeVersion }),
    windows: (version) => ({ nodeVersion: `~${version}` }),
  },
  python: {
    name: "Python",
    id: "python",
    versions: {
      linux: ["3.14", "3.13", "3.12", "3.11", "3.10", "3.9"],
      flexConsumption: ["3.14", "3.13", "3.12", "3.11", "3.10"],
    },
    lastOnLinuxConsumption: "3.12",
    linux: (pythonVersion) => ({ pythonVersion }),
  },
  dotnetIsolated: {
    name: ".NET (isolated)",
    id: "dotnet-isolated",
    versions: {
      linux: ["10.0", "9.0", "8.0"],
      windows: ["10.0", "9.0", "8.0"],
      flexConsumption: ["10.0", "9.0", "8.0"],
    },
    lastOnLinuxConsumption: "9.0",
    linux: (dotnetVersion) => ({ dotnetVersion, useDotnetIsolatedRuntime: true }),
    windows: (version) => ({ dotnetVersion: `v${version}`, useDotnetIsolatedRuntime: true }),
  },
  java: {
    name: "Java",
    id: "java",
    versions: {
      linux: ["25", "21", "17", "11", "8"],
      windows: ["25", "21", "17", "11", "8"],
      flexConsumption: ["25", "21", "17"],
    },
    lastOnLinuxConsumption: "21",
    linux: (javaVersion) => ({ javaVersion }),
    windows: (version) => ({ javaVersion: version === "8" ? "1.8" : version }),
  },
  powershell: {
    name: "PowerShell",
    id: "powershell",
    // No azurerm takes 7.6 for a Linux app, up to 5.2.
    versions: { linux: ["7.4"], windows: ["7.6", "7.4"], flexConsumption: ["7.6", "7.4"] },
    lastOnLinuxConsumption: "7.4",
    linux: (powershellCoreVersion) => ({ powershellCoreVersion }),
    windows: (powershellCoreVersion) => ({ powershellCoreVersion }),
  },
  custom: {
    name: "a custom handler",
    id: "custom",
    versions: { linux: [""], windows: [""], flexConsumption: [""] },
    lastOnLinuxConsumption: "",
    linux: () => ({ useCustomRuntime: true }),
    windows: () => ({ useCustomRuntime: true }),
  },
} satisfies Record<string, Language>;
