import { isDay } from "../support/calendar";
import type { NamedValueOptions } from "../support/named-value-options";
import { validateResourceId } from "../support/resource-ids";
import { validateSecretUrl } from "../support/secret-url";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";
import { throwIfInvalidInput, validationError } from "../support/validation";
import type { OpenGate } from "./open-gate";
import { validateReason } from "./private/reason";

/** Why a gate is open for a migration, until when, and who watches it. */
export interface GateObservation {
  /**
   * Why the gate is open, in words, for those who review it: at most 256 characters. It is shown at every synth, and is
   * a tag of the Function App.
   * @escaped for Terraform
   */
  readonly reason: string;
  /**
   * The last day on which the gate may be open, `2027-02-28`. From the day after, in UTC, a plan fails until the gate is
   * closed or another day is given; nothing that is deployed changes by itself.
   */
  readonly until: string;
  /**
   * The key that the Function's code asks for, as a secret of Key Vault: gateways send it besides their token.
   * @default - the code asks for none
   */
  readonly functionKey?: NamedValueOptions;
  /**
   * Resource ids of action groups that are told of each caller that does not come through an API of the Function,
   * `/subscriptions/…/providers/Microsoft.Insights/actionGroups/…`.
   * @default - nobody is told; the query is saved all the same
   */
  readonly actionGroupIds?: string[];
}

/** How a gate is closed whose Function still asks for a key. */
export interface GateEnforcement {
  /** The key that the Function's code asks for, as a secret of Key Vault: gateways send it besides their token. */
  readonly functionKey: NamedValueOptions;
}

/**
 * A step on the way of a Function from function keys to identity, on which no rightful call is refused. Without one the
 * gate is closed, and gateways send their token alone.
 *
 * @example
 * new SecureFunctionBehindApim(this, "shop", {
 *   name: "shop",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 *   apiDefinition,
 *   callers,
 *   migration: GateMigration.observe({
 *     reason: "Partners move to the gateway until spring, CHANGE-1234",
 *     until: "2027-02-28",
 *     functionKey: { secretUrl: "https://kv-shop.vault.azure.net/secrets/function-key" },
 *   }),
 * });
 */
export class GateMigration {
  /**
   * The gate knows its callers, and lets every call through: whoever has the address of the Function calls it, and its
   * code asks for a key as before. Identities, registration, role and token are there. A warning is shown at every synth.
   * @throws when the reason is not given in words, or the day is none of the calendar
   */
  public static observe(options: GateObservation): GateMigration {
    [options] = checked("GateMigration.observe", [options]);
    const { reason, until, functionKey, actionGroupIds = [] } = options;
    throwIfInvalidInput("GateMigration.observe", [
      ...validateReason(reason, "its gate is open"),
      ...validateLength(reason),
      ...validateDay(until),
      ...validateKey(functionKey),
      ...actionGroupIds.flatMap((id) => validateResourceId("actionGroup", id)),
    ]);
    return new GateMigration(functionKey, { reason, until, actionGroupIds });
  }

  /**
   * The gate is closed, and gateways send the key all the same: until the Function's code is deployed that asks for none.
   * @throws when the key is not the address of a secret in Key Vault
   */
  public static enforce(options: GateEnforcement): GateMigration {
    [options] = checked("GateMigration.enforce", [options]);
    throwIfInvalidInput("GateMigration.enforce", validateKey(options.functionKey));
    return new GateMigration(options.functionKey);
  }

  private constructor(
    /** @internal */
    public readonly _functionKey?: NamedValueOptions,
    /**
     * Only while the gate is open.
     * @internal
     */
    public readonly _observation?: OpenGate,
  ) {}
}

publicClass("GateMigration", GateMigration);

function validateKey(key: NamedValueOptions | undefined): string[] {
  return key ? validateSecretUrl(key.secretUrl) : [];
}

/** Azure's limit for the value of a tag. */
const maximumLength = 256;

function validateLength(reason: string): string[] {
  if (reason.length <= maximumLength) return [];
  return [
    validationError(
      `A \`reason\` of ${reason.length} characters was given`,
      `It is a tag of the Function App, for which Azure allows ${maximumLength}`,
      "Shorten it, and keep the rest in the ticket that it names",
    ),
  ];
}

function validateDay(until: string): string[] {
  if (isDay(until)) return [];
  return [
    validationError(
      `\`until\` was given as ${JSON.stringify(until)}`,
      "Allowed is a day of the calendar, year, month and day, known at synth",
      'Write the last day like "2027-02-28"',
    ),
  ];
}
