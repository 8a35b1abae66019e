import { Token } from "cdktf";
import { mayBeGuid } from "../../support/guid";
import { validationError } from "../../support/validation";
import type { ApiAppRegistrationProps, ApiClient } from "../api-app-registration-props";
import { validateRegistration } from "./registration-validation";

/** What Entra does not accept of an API app registration. */
export function validateApiAppRegistration(props: ApiAppRegistrationProps): string[] {
  const roles = props.roles.map(({ value }) => value);
  const names = props.clients.map(({ name }) => name);
  return [
    ...validateRegistration(props),
    ...(roles.length === 0 ? [emptyList("roles", "A client is let in by a role")] : []),
    ...roles.filter((value) => !isRoleValue(value)).map(unfitRole),
    ...repeated(roles).map((value) => twice("role", value)),
    ...(names.length === 0 ? [emptyList("clients", "Without a client nobody may call")] : []),
    ...names.filter((name) => !/^[a-zA-Z0-9][\w-]*$/.test(name)).map(unfitName),
    ...repeated(names).map((name) => twice("client", name)),
    ...props.clients.flatMap((client) => validateClient(client, roles)),
  ];
}

// Microsoft Graph, appRole: up to 120 characters, printable ASCII without space, " \ and a leading period.
function isRoleValue(value: string): boolean {
  return /^(?!\.)[!#-[\]-~]{1,120}$/.test(value) && !Token.isUnresolved(value);
}

function validateClient({ name, clientId, principalId, roles }: ApiClient, known: string[]): string[] {
  return [
    ...Object.entries({ clientId, principalId })
      .filter(([, id]) => !mayBeGuid(id))
      .map(([property, id]) => unfitId(name, property, id)),
    ...(roles.length === 0
      ? [emptyList(`clients' \`roles\` (${name})`, "A client is let in by a role")]
      : []),
    ...roles.filter((role) => !known.includes(role)).map((role) => unknownRole(name, role, known)),
    ...repeated(roles).map((role) => twice(`role of ${name}`, role)),
  ];
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function emptyList(what: string, why: string): string {
  return validationError(`An empty list of ${what} was given`, why, "List at least one");
}

function twice(what: string, value: string): string {
  return validationError(
    `The ${what} ${JSON.stringify(value)} was given twice`,
    "Each is made once",
    "Keep one",
  );
}

function unfitRole(value: string): string {
  return validationError(
    `The role ${JSON.stringify(value)} was given`,
    'Entra allows 1 to 120 printable ASCII characters without space, " and \\, not starting with a period; the value has to be known at synth',
    "Choose a value like Orders.Read in `roles`",
  );
}

function unfitName(name: string): string {
  return validationError(
    `The client name ${JSON.stringify(name)} was given`,
    "Allowed are letters, digits, hyphens and underscores, starting with a letter or digit, known at synth",
    "Choose a name of that form in `clients`",
  );
}

function unfitId(name: string, property: string, id: string): string {
  return validationError(
    `\`${property}\` of the client ${name} was given as ${JSON.stringify(id)}`,
    "Entra's ids are GUIDs, for example 11111111-2222-4333-8444-555555555555",
    "Take it from the managed identity's resource, or copy it from Entra",
  );
}

function unknownRole(name: string, role: string, known: readonly string[]): string {
  return validationError(
    `The role ${JSON.stringify(role)} was given to the client ${name}`,
    `The API app registration has the roles ${known.join(", ")}`,
    "Add the role to `roles`, or choose one of them",
  );
}
