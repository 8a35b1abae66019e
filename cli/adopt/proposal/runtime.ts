import { printable } from "../../text/printable";
import { UsageError } from "../../usage-error";
import type { AppSetting, AzureResource, Inventory } from "../input/inventory";
import { textAt } from "../input/values";
import { call, text } from "../output/code";
import { missing } from "./choice";
import { type Hosting, showApp } from "./hosting";
import type { Part } from "./part";

interface Stack {
  readonly language: string;
  readonly version: string;
}

/** The language and version of the Function App's code. */
export function runtimeOf(app: AzureResource, { appSettings = [] }: Inventory, hosting: Hosting): Part {
  const stack = hosting.isFlexConsumption
    ? flexStack(app)
    : hosting.isWindows
      ? windowsStack(app, appSettings)
      : linuxStack(app);
  if (!stack) {
    throw missing(
      "the language and version of the Function App",
      hosting.isWindows
        ? `az functionapp config appsettings list --resource-group <group> --name ${printable(app.name)}`
        : showApp(app),
    );
  }
  return { properties: { runtime: runtimeCode(stack) } };
}

function runtimeCode({ language, version }: Stack) {
  const factories: Readonly<Record<string, string>> = {
    node: "node",
    python: "python",
    "dotnet-isolated": "dotnetIsolated",
    java: "java",
    powershell: "powershell",
  };
  const factory = factories[language.toLowerCase()];
  if (language.toLowerCase() === "custom") return call("FunctionRuntime.custom");
  if (factory) return call(`FunctionRuntime.${factory}`, text(version));
  throw new UsageError(
    `The Function App runs ${printable(language)} ${printable(version)}, which the library does not: it knows Node.js, Python, .NET in an isolated worker process, Java, PowerShell and custom handlers, and no containers.`,
  );
}

function flexStack({ shown }: AzureResource): Stack | undefined {
  const language = textAt(shown, "functionAppConfig.runtime.name");
  return language === undefined
    ? undefined
    : { language, version: textAt(shown, "functionAppConfig.runtime.version") ?? "" };
}

function linuxStack({ shown }: AzureResource): Stack | undefined {
  const [language, version = ""] = (
    textAt(shown, "siteConfig.linuxFxVersion") ??
    textAt(shown, "linuxFxVersion") ??
    ""
  ).split("|");
  if (!language) return undefined;
  // .NET alone is the worker within the host's process.
  return { language: language === "DOTNET" ? "dotnet (in-process)" : language, version };
}

function windowsStack({ shown }: AzureResource, settings: readonly AppSetting[]): Stack | undefined {
  const language = settings.find(({ name }) => name.toUpperCase() === "FUNCTIONS_WORKER_RUNTIME")?.value;
  if (language === undefined) return undefined;
  const site = (name: string) => textAt(shown, `siteConfig.${name}`) ?? textAt(shown, name);
  const node = settings.find(({ name }) => name.toUpperCase() === "WEBSITE_NODE_DEFAULT_VERSION")?.value;
  const versions: Readonly<Record<string, string | undefined>> = {
    node: node?.replace(/^~/, ""),
    "dotnet-isolated": site("netFrameworkVersion")?.replace(/^v/, ""),
    java: site("javaVersion")?.replace(/^1\.8.*/, "8"),
    powershell: site("powerShellVersion")?.replace(/^~/, ""),
    custom: "",
    dotnet: "",
  };
  const version = versions[language.toLowerCase()];
  return version === undefined ? undefined : { language, version };
}
