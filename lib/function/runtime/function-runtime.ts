import type { LinuxFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { WindowsFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/windows-function-app";
import { Token } from "cdktf";
import { checked } from "../../support/shape/checked";
import { publicClass } from "../../support/shape/public-classes";
import { validationError } from "../../support/validation";
import type { FunctionHosting } from "../hosting/function-hosting";
import { type Language, languages } from "./private/languages";

/**
 * Language and version of a Function.
 *
 * @example
 * new SecureFunctionBehindApim(this, "orders", {
 *   name: "orders",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 *   apiDefinition,
 *   callers,
 *   runtime: FunctionRuntime.python("3.12"),
 * });
 */
export class FunctionRuntime {
  /**
   * Node.js.
   * @param version major version: `18`, `20` or `22`; `22` by default
   */
  public static node(version?: string): FunctionRuntime {
    [version = "22"] = checked("FunctionRuntime.node", [version]);
    return new FunctionRuntime(languages.node, version);
  }

  /**
   * Python.
   * @param version `3.9` to `3.13`; `3.13` by default
   */
  public static python(version?: string): FunctionRuntime {
    [version = "3.13"] = checked("FunctionRuntime.python", [version]);
    return new FunctionRuntime(languages.python, version);
  }

  /**
   * .NET in an isolated worker process.
   * @param version `8.0`, `9.0` or `10.0`; `10.0` by default
   */
  public static dotnetIsolated(version?: string): FunctionRuntime {
    [version = "10.0"] = checked("FunctionRuntime.dotnetIsolated", [version]);
    return new FunctionRuntime(languages.dotnetIsolated, version);
  }

  /**
   * Java.
   * @param version major version: `8`, `11`, `17` or `21`; `21` by default
   */
  public static java(version?: string): FunctionRuntime {
    [version = "21"] = checked("FunctionRuntime.java", [version]);
    return new FunctionRuntime(languages.java, version);
  }

  /**
   * PowerShell.
   * @param version `7.4`
   */
  public static powershell(version?: string): FunctionRuntime {
    [version = "7.4"] = checked("FunctionRuntime.powershell", [version]);
    return new FunctionRuntime(languages.powershell, version);
  }

  /** A custom handler: any executable that serves HTTP, deployed with the code. */
  public static custom(): FunctionRuntime {
    return new FunctionRuntime(languages.custom, "");
  }

  private constructor(
    private readonly language: Language,
    /** Version of the language; empty for a custom handler. */
    public readonly version: string,
  ) {}

  /** @internal */
  public _validate(hosting: FunctionHosting): string[] {
    const { name, versions, windows, flexConsumption } = this.language;
    if (hosting._app === "windows" && !windows) {
      return [
        validationError(
          `${name} was given as the runtime on ${hosting._title}`,
          "Windows does not run it",
          "Choose a kind of `FunctionHosting` with Linux",
        ),
      ];
    }
    const allowed: readonly string[] =
      hosting._app === "flexConsumption" ? flexConsumption.versions : versions;
    if (Token.isUnresolved(this.version) || allowed.includes(this.version)) return [];
    return [
      validationError(
        `${name} ${JSON.stringify(this.version)} was given as the runtime`,
        `Allowed on ${hosting._title} are ${allowed.map((version) => JSON.stringify(version)).join(", ")}`,
        "Choose one of these versions",
      ),
    ];
  }

  /** @internal */
  public _linuxStack(): LinuxFunctionAppSiteConfigApplicationStack {
    return this.language.linux(this.version);
  }

  /** @internal */
  public _windowsStack(): WindowsFunctionAppSiteConfigApplicationStack | undefined {
    return this.language.windows?.(this.version);
  }

  /** @internal */
  public _flexConsumptionRuntime(): { runtimeName: string; runtimeVersion: string } {
    // A custom handler has no version, but azurerm requires one.
    return { runtimeName: this.language.flexConsumption.name, runtimeVersion: this.version || "1.0" };
  }
}

publicClass("FunctionRuntime", FunctionRuntime);
