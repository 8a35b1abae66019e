import { printable } from "../../text/printable";
import { counted, listed } from "../../text/words";
import type { Inventory } from "../input/inventory";
import { type JsonObject, objectsAt, textAt, valueAt } from "../input/values";
import { text } from "../output/code";
import type { Part } from "./part";

/** The application in Entra, if a file has one. */
export function registrationOf({ applications, servicePrincipals }: Inventory): Part {
  const [application, other] = applications;
  if (!application || other) {
    return {
      notes: other
        ? [
            `No application is adopted, because the files have ${applications.length}: ${listed(applications.map((one) => printable(textAt(one, "displayName") ?? "?")))}. Show one alone.`,
          ]
        : [],
    };
  }
  const principal = servicePrincipals.find((one) => textAt(one, "appId") === textAt(application, "appId"));
  const principalId = principal && textAt(principal, "id");
  return {
    adopt: {
      application: text(`/applications/${textAt(application, "id") ?? ""}`),
      servicePrincipal: principalId === undefined ? undefined : text(`/servicePrincipals/${principalId}`),
    },
    notes: [
      ...(principalId === undefined
        ? [
            `Entra refuses a second service principal of an application. Add its own with --from: az ad sp show --id ${printable(textAt(application, "appId") ?? "")} > principal.json`,
          ]
        : []),
      ...lossesOf(application),
    ],
  };
}

function lossesOf(application: JsonObject): string[] {
  return [...credentialNotes(application), ...roleNotes(application), ...signInNotes(application)];
}

function credentialNotes(application: JsonObject): string[] {
  const secrets = objectsAt(application, "passwordCredentials").length;
  const certificates = objectsAt(application, "keyCredentials").length;
  if (secrets + certificates === 0) return [];
  return [
    `The application has ${counted(secrets, "secret")} and ${counted(certificates, "certificate")}, which Terraform leaves there. Nobody needs them any more: az ad app credential delete`,
  ];
}

function roleNotes(application: JsonObject): string[] {
  const valued = [
    ...objectsAt(application, "appRoles"),
    ...objectsAt(application, "api.oauth2PermissionScopes"),
  ];
  if (valued.length === 0) return [];
  const values = valued.map((one) => printable(textAt(one, "value") ?? "?"));
  return [`The application loses its roles and scopes, with their assignments: ${listed(values)}.`];
}

function signInNotes(application: JsonObject): string[] {
  const signsIn = ["web", "spa", "publicClient"].some((platform) => {
    const addresses = valueAt(application, `${platform}.redirectUris`);
    return Array.isArray(addresses) && addresses.length > 0;
  });
  return signsIn
    ? ["The application loses its sign-ins (redirect URIs): only the gateway calls the Function."]
    : [];
}
