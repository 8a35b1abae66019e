import type { LinuxFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { Token } from "cdktf";
import { refusal } from "../support/refusal";

type StackOf = (version: string) => LinuxFunctionAppSiteConfigApplicationStack;

interface Language {
  readonly name: string;
  /** Newest first: what azurerm 4.55 accepts and Azure Functions 4 supports. */
  readonly versions: readonly string[];
  readonly stackOf: StackOf;
}

const node: Language = {
  name: "Node.js",
  versions: ["22", "20", "18"],
  stackOf: (nodeVersion) => ({ nodeVersion }),
};
const python: Language = {
  name: "Python",
  versions: ["3.13", "3.12", "3.11", "3.10", "3.9"],
  stackOf: (pythonVersion) => ({ pythonVersion }),
};
const dotnetIsolated: Language = {
  name: ".NET (isolated)",
  versions: ["10.0", "9.0", "8.0"],
  stackOf: (dotnetVersion) => ({ dotnetVersion, useDotnetIsolatedRuntime: true }),
};
const java: Language = {
  name: "Java",
  versions: ["21", "17", "11", "8"],
  stackOf: (javaVersion) => ({ javaVersion }),
};
const powershell: Language = {
  name: "PowerShell",
  versions: ["7.4"],
  stackOf: (powershellCoreVersion) => ({ powershellCoreVersion }),
};
const custom: Language = {
  name: "a custom handler",
  versions: [""],
  stackOf: () => ({ useCustomRuntime: true }),
};

/** Language and version that a Function is written in. */
export class FunctionRuntime {
  /**
   * Node.js.
   * @param version major version: `18`, `20` or `22`
   */
  public static node(version = "22"): FunctionRuntime {
    return new FunctionRuntime(node, version);
  }

  /**
   * Python.
   * @param version `3.9` to `3.13`
   */
  public static python(version = "3.13"): FunctionRuntime {
    return new FunctionRuntime(python, version);
  }

  /**
   * .NET in a worker process of its own.
   * @param version `8.0`, `9.0` or `10.0`
   */
  public static dotnetIsolated(version = "10.0"): FunctionRuntime {
    return new FunctionRuntime(dotnetIsolated, version);
  }

  /**
   * Java.
   * @param version major version: `8`, `11`, `17` or `21`
   */
  public static java(version = "21"): FunctionRuntime {
    return new FunctionRuntime(java, version);
  }

  /**
   * PowerShell.
   * @param version `7.4`
   */
  public static powershell(version = "7.4"): FunctionRuntime {
    return new FunctionRuntime(powershell, version);
  }

  /** A custom handler: any executable that serves HTTP, deployed with the code. */
  public static custom(): FunctionRuntime {
    return new FunctionRuntime(custom, "");
  }

  private readonly language: Language;

  private constructor(
    language: unknown,
    /** Version of the language; empty for a custom handler. */
    public readonly version: string,
  ) {
    this.language = language as Language;
  }

  /** @internal */
  public _check(): string[] {
    const { name, versions } = this.language;
    if (Token.isUnresolved(this.version) || versions.includes(this.version)) return [];
    return [
      refusal(
        `${name} ${JSON.stringify(this.version)} was given as the runtime`,
        `Allowed are ${versions.map((version) => JSON.stringify(version)).join(", ")}`,
        "Choose one of these versions",
      ),
    ];
  }

  /** @internal */
  public _applicationStack(): LinuxFunctionAppSiteConfigApplicationStack {
    return this.language.stackOf(this.version);
  }
}
