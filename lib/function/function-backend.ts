import { Fn, type Precondition, type TerraformResource, TerraformStack, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { type RegistrationIds, validateRegistrationIds } from "../registration/registration-ids-validation";
import type { IRegistration } from "../registration/registration-props";
import { validateRoutePrefixTarget } from "../support/function-paths";
import { checked } from "../support/shape/checked";
import { publicClass } from "../support/shape/public-classes";
import { throwIfInvalidInput, validationError } from "../support/validation";
import type { FunctionKey } from "./function-key";
import { functionDefaults } from "./private/function-defaults";

/** An existing Function, to be called by a gateway. */
export interface FunctionBackendAttributes {
  /** Host name of the Function App, `{name}.azurewebsites.net` in global Azure. */
  readonly hostName: string;
  /** The registration of the Function: its gate accepts tokens for it, and no others. */
  readonly registration: IRegistration;
  /**
   * Prefix of every route, as the Function's host.json says (`extensions.http.routePrefix`), without slashes at its
   * ends; an empty string for none.
   * @default - `api`, which is the host's own default
   */
  readonly routePrefix?: string;
}

/**
 * A Function as a gateway calls it: its address, and the registration that the gateway requests tokens for. They
 * are one object, so that a token goes to no other host than the Function's (T19).
 */
export class FunctionBackend {
  /**
   * An existing Function that its gate protects. A Function App of this program has its own (`functionApp.backend`).
   * @throws when the host name is not that of a Function App in the registration's cloud
   */
  public static fromFunctionBackendAttributes(attributes: FunctionBackendAttributes): FunctionBackend {
    [attributes] = checked("FunctionBackend.fromFunctionBackendAttributes", [attributes]);
    const { hostName, registration, routePrefix = functionDefaults.routePrefix } = attributes;
    const errors = validateRegistrationIds("registration", registration);
    throwIfInvalidInput("FunctionBackend.fromFunctionBackendAttributes", [
      ...errors,
      // Of an invalid cloud there are no host names.
      ...(errors.length > 0 ? [] : validateHostName(hostName, registration)),
      ...validateRoutePrefixTarget(routePrefix),
    ]);
    const known = Token.isUnresolved(hostName) ? isFunctionHost(hostName, registration) : undefined;
    return new FunctionBackend(urlOf(hostName, routePrefix), registration, registration, known);
  }

  /** @internal */
  public static _of(
    hostName: string,
    routePrefix: string,
    registration: IRegistration,
    ids: RegistrationIds,
    callableAfter: readonly TerraformResource[],
    functionKey: FunctionKey | undefined,
  ): FunctionBackend {
    const url = urlOf(hostName, routePrefix);
    return new FunctionBackend(url, registration, ids, undefined, callableAfter, functionKey);
  }

  /** Ids of the registration, as the gate has them. @internal */
  public readonly _ids: RegistrationIds;

  private constructor(
    /** Base URL of the Function's routes, `https://{host name}/{route prefix}`, without a trailing slash. */
    public readonly url: string,
    /** The registration of the Function. */
    public readonly registration: IRegistration,
    { clientId, tenantId, cloud }: RegistrationIds,
    /** What Terraform checks of a host name that is only known at apply. @internal */
    public readonly _precondition?: Precondition,
    private readonly callableAfter: readonly TerraformResource[] = [],
    /** The key that the Function's code still asks for. @internal */
    public readonly _functionKey?: FunctionKey,
  ) {
    this._ids = { clientId, tenantId, cloud };
    Object.freeze(this);
    backends.add(this);
  }

  /**
   * What has to exist before the Function answers a call. Another stack is applied after the Function's as a whole.
   * @internal
   */
  public _callableAfter(scope: IConstruct): TerraformResource[] {
    const stack = TerraformStack.of(scope);
    return this.callableAfter.filter((resource) => TerraformStack.of(resource) === stack);
  }

  /** Whether an object was made here: its parts belong together. @internal */
  public static _isKnown(backend: FunctionBackend): boolean {
    return backends.has(backend);
  }
}

const backends = new WeakSet<FunctionBackend>();

publicClass("FunctionBackend", FunctionBackend);

function urlOf(hostName: string, routePrefix: string): string {
  return [`https://${hostName}`, routePrefix].filter((part) => part !== "").join("/");
}

// The name of an app, or its name with a hash and a region.
function validateHostName(hostName: string, { cloud }: RegistrationIds): string[] {
  if (Token.isUnresolved(hostName)) return validateWholeReference(hostName);
  const form = new RegExp(hostPattern(cloud.functionHostSuffix), "i");
  if (form.test(hostName)) return [];
  return [
    validationError(
      `\`hostName\` was given as ${JSON.stringify(hostName)}`,
      `The gateway's token goes only to a Function App, whose host name ends in .${cloud.functionHostSuffix} (T19)`,
      "Copy it with `az functionapp show --query defaultHostName`",
    ),
  ];
}

function validateWholeReference(hostName: string): string[] {
  if (/^\$\{TfToken\[[^\]]+\]\}$/.test(hostName) && !isLazy(hostName)) return [];
  return [
    validationError(
      `\`hostName\` was given as ${isLazy(hostName) ? "a lazy value" : "a reference with other text"}`,
      "Allowed is a whole host name, or a reference to one",
      "Give a reference to the host name alone",
    ),
  ];
}

// Within the check by Terraform its text would be part of the expression.
function isLazy(hostName: string): boolean {
  const { firstToken } = Tokenization.reverseString(hostName);
  return firstToken !== undefined && "producer" in firstToken;
}

function isFunctionHost(hostName: string, { cloud }: RegistrationIds): Precondition {
  return {
    condition: Fn.can(Fn.regex(hostPattern(cloud.functionHostSuffix), Fn.lower(hostName))),
    errorMessage: `The gateway's token goes only to a Function App, whose host name ends in .${cloud.functionHostSuffix} (T19). Give the default host name of the Function App.`,
  };
}

// Without backslashes, which Terraform would read as escapes.
function hostPattern(suffix: string): string {
  return `^[a-z0-9][a-z0-9-]*([.][a-z0-9-]+)?[.]${suffix.replace(/\./g, "[.]")}$`;
}
