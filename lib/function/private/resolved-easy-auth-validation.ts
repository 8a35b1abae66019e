import { microsoftApplication } from "../../registration/microsoft-applications";
import { validationError } from "../../support/validation";

/** A GUID, or a single expression that Terraform evaluates. */
const id = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\$\{(?:(?!\$\{).)+\})$/is;

const issuer = /^https:\/\/[a-z.]+\/(?<tenant>.+)\/v2\.0$/s;

/**
 * Checks Easy Auth once the values of lazy strings are known: they pass every check before as something that
 * may be an id, and can be any text.
 */
export function validateResolvedEasyAuth(path: string, written: Readonly<Record<string, unknown>>): string[] {
  const { active_directory_v2 } = written.auth_settings_v2 as { active_directory_v2: ActiveDirectory };
  const { client_id, tenant_auth_endpoint, ...lists } = active_directory_v2;
  const ids = [
    client_id,
    ...lists.allowed_audiences,
    ...lists.allowed_applications,
    ...lists.allowed_identities,
  ];
  return [
    ...ids.filter((text) => !id.test(text)).map((text) => idError(path, text)),
    ...(id.test(issuer.exec(tenant_auth_endpoint)?.groups?.tenant ?? "")
      ? []
      : [idError(path, tenant_auth_endpoint)]),
    ...(microsoftApplication(client_id) === undefined ? [] : [idError(path, client_id)]),
  ];
}

/** The block as Terraform is given it. */
interface ActiveDirectory {
  readonly client_id: string;
  readonly tenant_auth_endpoint: string;
  readonly allowed_audiences: string[];
  readonly allowed_applications: string[];
  readonly allowed_identities: string[];
}

function idError(path: string, text: string): string {
  return validationError(
    `The authentication of ${path} was given ${JSON.stringify(text)} by a lazy value`,
    "Allowed are ids of the Function's own registration, its tenant and its allowed identities: GUIDs, or references to them",
    "Give the ids that the identity or registration exports",
  );
}
