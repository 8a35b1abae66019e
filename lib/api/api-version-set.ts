import { ApiManagementApiVersionSet } from "@cdktf/provider-azurerm/lib/api-management-api-version-set";
import { Construct } from "constructs";
import type { IGateway } from "../gateway/gateway-props";
import { onGateway, validateOnGateway } from "../gateway/on-gateway";
import { checked } from "../support/shape/checked";
import { terraformText } from "../support/terraform-text";
import { throwIfInvalid } from "../support/validation";
import type { ApiVersionSetAttributes, ApiVersionSetProps, IApiVersionSet } from "./api-version-set-props";
import { ApiVersionScheme } from "./api-version-set-props";
import { validateChildName } from "./private/names";

/**
 * The versions of an API, side by side on one path of a gateway.
 *
 * @example
 * const versionSet = new ApiVersionSet(this, "orders-versions", {
 *   gateway: orders.gateway,
 *   name: "orders",
 *   scheme: ApiVersionScheme.header("Api-Version"),
 * });
 */
export class ApiVersionSet extends Construct implements IApiVersionSet {
  /** An existing version set, by its resource id. */
  public static fromApiVersionSetAttributes(
    scope: Construct,
    id: string,
    attributes: ApiVersionSetAttributes,
  ): IApiVersionSet {
    [scope, id, attributes] = checked("ApiVersionSet.fromApiVersionSetAttributes", [scope, id, attributes]);
    return new ImportedApiVersionSet(scope, id, attributes);
  }

  /** The `azurerm_api_management_api_version_set`. */
  public readonly versionSet: ApiManagementApiVersionSet;
  public readonly id: string;
  public readonly scheme: ApiVersionScheme;
  public readonly gateway?: IGateway;

  /** @throws when API Management does not accept the name or the scheme. */
  constructor(scope: Construct, id: string, props: ApiVersionSetProps) {
    [scope, id, props] = checked("ApiVersionSet", [scope, id, props]);
    super(scope, id);
    this.scheme = props.scheme ?? ApiVersionScheme.path();
    throwIfInvalid(this, [
      ...validateChildName("version set", props.name),
      ...this.scheme._validate(),
      ...validateOnGateway(this, props.gateway),
    ]);
    this.versionSet = new ApiManagementApiVersionSet(this, "version-set", {
      ...onGateway(this, props.gateway),
      name: props.name,
      displayName: terraformText(props.displayName ?? props.name),
      versioningScheme: this.scheme.kind,
      versionHeaderName: this.scheme.kind === "Header" ? this.scheme.parameterName : undefined,
      versionQueryName: this.scheme.kind === "Query" ? this.scheme.parameterName : undefined,
    });
    this.gateway = props.gateway;
    this.id = this.versionSet.id;
  }
}

class ImportedApiVersionSet extends Construct implements IApiVersionSet {
  public readonly id: string;
  public readonly scheme: ApiVersionScheme;

  constructor(scope: Construct, id: string, attributes: ApiVersionSetAttributes) {
    super(scope, id);
    throwIfInvalid(this, attributes.scheme._validate());
    this.id = attributes.versionSetId;
    this.scheme = attributes.scheme;
  }
}
