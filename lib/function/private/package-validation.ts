import { validationError } from "../../support/validation";
import type { FunctionPackage } from "../function-package";
import type { FunctionHosting } from "../hosting/function-hosting";

/** Rejects a package that the service plan cannot run from a blob, and settings that name another one. */
export function validatePackage(
  functionPackage: FunctionPackage | undefined,
  settings: { readonly [name: string]: string } = {},
  { _app, _title }: FunctionHosting,
): string[] {
  if (!functionPackage) return [];
  if (_app === "flexConsumption") {
    return [
      validationError(
        `\`functionPackage\` was given on ${_title}`,
        "There the platform writes the code to the deployment container itself, and runs nothing else",
        "Leave `functionPackage` out, and deploy with `az functionapp deployment source config-zip` (docs/deploying-code.md)",
      ),
    ];
  }
  return Object.keys(settings)
    .filter((name) => /^WEBSITE_RUN_FROM_(PACKAGE|ZIP)/i.test(name))
    .map((name) =>
      validationError(
        `The app setting \`${name}\` was given together with \`functionPackage\``,
        "The package is what the Function runs",
        "Leave one of the two out",
      ),
    );
}
