import { ApiManagementApiVersionSet } from "@cdktf/provider-azurerm/lib/api-management-api-version-set";
import { Construct } from "constructs";
import { refuseAll } from "../support/refusal";
import { terraformText } from "../support/terraform-text";
import { ApiVersionScheme } from "./api-version-scheme";
import type { ApiVersionSetProps, IApiVersionSet } from "./api-version-set-props";
import { childNameRefusals } from "./child-name-checks";

/** The versions of an API, side by side on one path of a gateway. */
export class ApiVersionSet extends Construct implements IApiVersionSet {
  /** A version set that is there, by its resource id. */
  public static fromAttributes(attributes: IApiVersionSet): IApiVersionSet {
    return attributes;
  }

  /** The `azurerm_api_management_api_version_set`. */
  public readonly versionSet: ApiManagementApiVersionSet;
  public readonly id: string;
  public readonly scheme: ApiVersionScheme;

  /** @throws when the name or the scheme is one that API Management refuses. */
  constructor(scope: Construct, id: string, props: ApiVersionSetProps) {
    super(scope, id);
    this.scheme = props.scheme ?? ApiVersionScheme.path();
    refuseAll(this, [...childNameRefusals("version set", props.name), ...this.scheme._check()]);
    this.versionSet = new ApiManagementApiVersionSet(this, "version-set", {
      apiManagementName: props.gateway.name,
      resourceGroupName: props.gateway.resourceGroupName,
      name: props.name,
      displayName: terraformText(props.displayName ?? props.name),
      versioningScheme: this.scheme.kind,
      versionHeaderName: this.scheme.kind === "Header" ? this.scheme.parameterName : undefined,
      versionQueryName: this.scheme.kind === "Query" ? this.scheme.parameterName : undefined,
    });
    this.id = this.versionSet.id;
  }
}
