import { repeatedItems } from "../../support/lists";
import { reservedFor } from "../../support/reserved-settings";
import { validationError } from "../../support/validation";
import type { FunctionHosting } from "../hosting/function-hosting";

/**
 * Rejects settings of the gate, the host and the provider, and names that are not one setting each. Names are
 * literal: one that is known later could be any of these.
 */
export function validateAppSettings(
  settings: { [name: string]: string } = {},
  { operatingSystem }: FunctionHosting,
): string[] {
  const names = Object.keys(settings);
  return [
    ...names.flatMap((name) => [...validateReserved(name), ...validateName(name, operatingSystem)]),
    ...validateDistinct(names, operatingSystem),
  ];
}

function validateReserved(name: string): string[] {
  return reservedFor(name).map(({ why }) =>
    validationError(
      `The app setting \`${name}\` was given`,
      `It is not to be set, because ${why}`,
      "Leave it out",
    ),
  );
}

function validateName(name: string, operatingSystem: string): string[] {
  if (operatingSystem === "Linux" && /^[\w.:-]+$/.test(name) && name.includes(":")) {
    return [
      validationError(
        `The app setting ${JSON.stringify(name)} was given on Linux`,
        "Azure rejects names of settings with a colon there",
        `Write ${JSON.stringify(name.replace(/:/g, "__"))}, which .NET reads as the same name`,
      ),
    ];
  }
  if (/^[\w.:-]+$/.test(name)) return [];
  return [
    validationError(
      `The app setting ${JSON.stringify(name)} was given`,
      "Names of settings have letters, digits, underscores, periods, colons and hyphens, and are known at synth",
      "Choose a name of that form, with `__` for a level of nesting",
    ),
  ];
}

function validateDistinct(names: readonly string[], operatingSystem: string): string[] {
  // Linux passes a period in a name as an underscore.
  const keyOf = (name: string) =>
    operatingSystem === "Linux" ? name.toLowerCase().replace(/\./g, "_") : name.toLowerCase();
  return repeatedItems(names, keyOf).map((name) => {
    const first = names.find((other) => keyOf(other) === keyOf(name));
    return validationError(
      `The app settings ${JSON.stringify(first)} and ${JSON.stringify(name)} were given`,
      "For Azure they are one setting: case does not tell names apart, nor does `.` from `_` on Linux, and every plan would show a difference (R15)",
      "Keep one of the two",
    );
  });
}
