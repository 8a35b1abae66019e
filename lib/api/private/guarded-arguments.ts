import { exactly, exactlyOr, type GuardedArgument } from "../../gate/guarded-arguments";

/** Which arguments of each resource decide who may call an API, and where the gateway sends its token. */
export const guardedArguments = {
  api: [
    exactlyOr("subscription_required", true),
    exactly("protocols"),
    exactly("path"),
    exactly("service_url"),
    exactly("import"),
  ],
  operation: [exactly("operation_id"), exactly("method"), exactly("url_template")],
  backend: [
    exactly("url"),
    exactly("protocol"),
    exactly("tls"),
    exactly("proxy"),
    exactly("credentials"),
    exactly("resource_id"),
  ],
  policy: [exactly("xml_content"), exactly("xml_link")],
  operationPolicy: [exactly("operation_id"), exactly("xml_content"), exactly("xml_link")],
  product: [
    exactlyOr("subscription_required", true),
    exactlyOr("approval_required", true),
    exactly("subscriptions_limit"),
  ],
  productApi: [exactly("product_id"), exactly("api_name")],
} satisfies Record<string, readonly GuardedArgument[]>;
