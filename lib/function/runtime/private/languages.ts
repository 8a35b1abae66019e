import type { LinuxFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { WindowsFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/windows-function-app";

/** A language, and the arguments for one of its versions in each kind of Function App. Versions are newest first. */
export interface Language {
  readonly name: string;
  /** Accepted by azurerm 4.55 and supported by Azure Functions 4. */
  readonly versions: readonly string[];
  readonly linux: (version: string) => LinuxFunctionAppSiteConfigApplicationStack;
  /** Undefined if Windows does not run the language. */
  readonly windows?: (version: string) => WindowsFunctionAppSiteConfigApplicationStack;
  readonly flexConsumption: { readonly name: string; readonly versions: readonly string[] };
}

export const languages = {
  node: {
    name: "Node.js",
    versions: ["22", "20", "18"],
    linux: (nodeVersion) => ({ nodeVersion }),
    windows: (version) => ({ nodeVersion: `~${version}` }),
    flexConsumption: { name: "node", versions: ["22", "20"] },
  },
  python: {
    name: "Python",
    versions: ["3.13", "3.12", "3.11", "3.10", "3.9"],
    linux: (pythonVersion) => ({ pythonVersion }),
    flexConsumption: { name: "python", versions: ["3.13", "3.12", "3.11", "3.10"] },
  },
  dotnetIsolated: {
    name: ".NET (isolated)",
    versions: ["10.0", "9.0", "8.0"],
    linux: (dotnetVersion) => ({ dotnetVersion, useDotnetIsolatedRuntime: true }),
    windows: (version) => ({ dotnetVersion: `v${version}`, useDotnetIsolatedRuntime: true }),
    flexConsumption: { name: "dotnet-isolated", versions: ["10.0", "9.0", "8.0"] },
  },
  java: {
    name: "Java",
    versions: ["21", "17", "11", "8"],
    linux: (javaVersion) => ({ javaVersion }),
    windows: (version) => ({ javaVersion: version === "8" ? "1.8" : version }),
    flexConsumption: { name: "java", versions: ["21", "17"] },
  },
  powershell: {
    name: "PowerShell",
    versions: ["7.4"],
    linux: (powershellCoreVersion) => ({ powershellCoreVersion }),
    windows: (powershellCoreVersion) => ({ powershellCoreVersion }),
    flexConsumption: { name: "powershell", versions: ["7.4"] },
  },
  custom: {
    name: "a custom handler",
    versions: [""],
    linux: () => ({ useCustomRuntime: true }),
    windows: () => ({ useCustomRuntime: true }),
    flexConsumption: { name: "custom", versions: [""] },
  },
} satisfies Record<string, Language>;
