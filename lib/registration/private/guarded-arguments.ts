import { exactly, exactlyOr, type GuardedArgument } from "../../gate/guarded-arguments";

/** Which arguments of each resource decide to whom Entra issues tokens, and of which form (rules 1, 8, 12, 13). */
export const guardedArguments = {
  application: [
    exactly("sign_in_audience"),
    exactly("api"),
    exactly("app_role"),
    exactly("password"),
    exactly("web"),
    exactly("public_client"),
    exactly("single_page_application"),
    exactlyOr("fallback_public_client_enabled", false),
  ],
  servicePrincipal: [exactly("app_role_assignment_required")],
} satisfies Record<string, readonly GuardedArgument[]>;
