import { validateResourceId } from "../../support/resource-ids";
import { validationError } from "../../support/validation";

interface Watched {
  readonly functionAppId?: string;
  readonly gatewayId?: string;
}

/** Rejects what watches nothing, or something that is neither a Function App nor a gateway. */
export function validateWatched(what: string, { functionAppId, gatewayId }: Watched): string[] {
  if (functionAppId === undefined && gatewayId === undefined) {
    return [
      validationError(
        "Neither `functionAppId` nor `gatewayId` was given",
        `${what} is of a Function App, of a gateway, or of both`,
        "Set `functionAppId` to a Function App's `id`, or `gatewayId` to the id of an API Management service",
      ),
    ];
  }
  return [
    ...(functionAppId === undefined ? [] : validateResourceId("functionApp", functionAppId, "functionAppId")),
    ...(gatewayId === undefined ? [] : validateResourceId("apiManagement", gatewayId, "gatewayId")),
  ];
}
