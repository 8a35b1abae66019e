import { keptUnlessGiven } from "../../adoption/adopt";
import { validateAdoption } from "../../adoption/import-ids";
import { validationError } from "../../support/validation";
import type { RegistrationProps } from "../registration-props";

/** What an adopted application keeps: what people read of it, and by which names clients ask for its tokens. */
export function keptByApplication({ owners, serviceManagementReference }: RegistrationProps): string[] {
  return [
    "display_name",
    "description",
    "device_only_auth_enabled",
    "group_membership_claims",
    "identifier_uris",
    "logo_image",
    "marketing_url",
    "notes",
    "oauth2_post_response_required",
    "optional_claims",
    "privacy_statement_url",
    "required_resource_access",
    "support_url",
    "terms_of_service_url",
    ...keptUnlessGiven({ owners, service_management_reference: serviceManagementReference }),
  ];
}

/** What the service principal of an adopted application keeps. */
export function keptByServicePrincipal({ owners }: RegistrationProps): string[] {
  return [
    "account_enabled",
    "alternative_names",
    "description",
    "login_url",
    "notes",
    "notification_email_addresses",
    "preferred_single_sign_on_mode",
    "saml_single_sign_on",
    ...keptUnlessGiven({ owners }),
  ];
}

type RegistrationToAdopt = Pick<RegistrationProps, "importId" | "servicePrincipalImportId">;

/** Rejects ids of something else, and a service principal of another application, which would be replaced. */
export function validateRegistrationAdoption(props: RegistrationToAdopt): string[] {
  const { importId, servicePrincipalImportId } = props;
  return [
    ...validateAdoption("application", "importId", importId, {}),
    ...validateAdoption("servicePrincipal", "servicePrincipalImportId", servicePrincipalImportId, {}),
    ...(servicePrincipalImportId !== undefined && importId === undefined
      ? [
          validationError(
            "A service principal that is there was given without its application",
            "That of a new application would replace it",
            "Adopt the application too, or neither",
          ),
        ]
      : []),
  ];
}
