/**
 * An operation of an API.
 * @escaped for Terraform
 */
export interface ApiOperation {
  /** HTTP method, for example `GET`. */
  readonly method: string;
  /** Path below the API's, with parameters in braces, for example `/orders/{orderId}`; `/*` for every path. */
  readonly urlTemplate: string;
  /**
   * Id of the operation, 1 to 80 letters, digits and hyphens, of which the API has no other.
   * @default - the method and the words of the URL template, for example `get-orders-orderid`
   */
  readonly operationId?: string;
  /**
   * Name that people read, 1 to 300 characters.
   * @default - the method and the URL template
   */
  readonly displayName?: string;
  /**
   * What the operation does.
   * @default - no description
   */
  readonly description?: string;
}
