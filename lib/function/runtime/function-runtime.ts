import type { LinuxFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/linux-function-app";
import type { WindowsFunctionAppSiteConfigApplicationStack } from "@cdktf/provider-azurerm/lib/windows-function-app";
import { Token } from "cdktf";
import { type LifeCycle, runtimeLifeCycle } from "../../support/life-cycles";
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
   * @param version major version: `18`, `20`, `22` or `24`; `22` by default. 24 needs azurerm 4.58 (`docs/provider-versions.md`).
   */
  public static node(version?: string): FunctionRuntime {
    [version = "22"] = checked("FunctionRuntime.node", [version]);
    return new FunctionRuntime(languages.node, version);
  }

  /**
   * Python.
   * @param version `3.9` to `3.14`; `3.13` by default. 3.14 needs azurerm 4.59 (`docs/provider-versions.md`).
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
   * @param version major version: `8`, `11`, `17`, `21` or `25`; `21` by default. 25 needs azurerm 4.62
   * (`docs/provider-versions.md`).
   */
  public static java(version?: string): FunctionRuntime {
    [version = "21"] = checked("FunctionRuntime.java", [version]);
    return new FunctionRuntime(languages.java, version);
  }

  /**
   * PowerShell.
   * @param version `7.4`, whose support ended in November 2026, or `7.6`, which needs Windows with azurerm 4.75
   * (`docs/provider-versions.md`), or Flex Consumption
   */
  public static powershell(version: string): FunctionRuntime {
    [version] = checked("FunctionRuntime.powershell", [version]);
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
    const { name } = this.language;
    const allowed = this.versionsOn(hosting);
    if (allowed.length === 0) {
      return [
        validationError(
          `${name} was given as the runtime on ${hosting._title}`,
          "Windows does not run it",
          "Choose a kind of `FunctionHosting` with Linux",
        ),
      ];
    }
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
  public get _lifeCycle(): LifeCycle | undefined {
    return runtimeLifeCycle(this.language.id, this.version);
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
    return { runtimeName: this.language.id, runtimeVersion: this.version || "1.0" };
  }

  private versionsOn({ _app, _lifeCycle }: FunctionHosting): readonly string[] {
    const { versions, lastOnLinuxConsumption } = this.language;
    const all = versions[_app] ?? [];
    return _app === "linux" && _lifeCycle ? all.slice(all.indexOf(lastOnLinuxConsumption)) : all;
  }
}

publicClass("FunctionRuntime", FunctionRuntime);
