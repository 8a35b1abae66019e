import { refusal } from "../support/refusal";
import type { SecureFunctionBehindApimProps } from "./secure-function-behind-apim-props";

/** Refuses a program that leaves out what has no default. */
export function missingRefusals(props: SecureFunctionBehindApimProps): string[] {
  return (["name", "location", "api", "callers"] as const)
    .filter((property) => props[property] === undefined || props[property] === "")
    .map((property) =>
      refusal(
        `\`${property}\` was not given`,
        "A name, a location, the API and who may call it are the construct's to be told",
        `Set \`${property}\``,
      ),
    );
}

/** Refuses an API without a gateway. */
export function gatewayChoiceRefusals({ gateway, publisher }: SecureFunctionBehindApimProps): string[] {
  if (gateway || publisher) return [];
  return [
    refusal(
      "Neither `publisher` nor `gateway` was given",
      "An API is served by a new API Management service, which needs a publisher, or by one that is there",
      'Set `publisher: { name: "…", email: "…" }`, or `gateway`',
    ),
  ];
}

/** Refuses a registration whose tokens another cloud's Entra issues. */
export function cloudRefusals({ cloud, registration }: SecureFunctionBehindApimProps): string[] {
  if (!cloud || !registration || cloud.name === registration.cloud.name) return [];
  return [
    refusal(
      `The cloud \`${cloud.name}\` was given, and a registration of the cloud \`${registration.cloud.name}\``,
      "A Function takes tokens of its own cloud's Entra",
      "Leave `cloud` out, or make the registration with the same cloud",
    ),
  ];
}

/** Refuses a scheme of versions that are not there. */
export function versionRefusals({ apiVersion, apiVersionScheme }: SecureFunctionBehindApimProps): string[] {
  if (!apiVersionScheme) return [];
  if (apiVersion !== undefined) return apiVersionScheme._check();
  return [
    refusal(
      "`apiVersionScheme` was given without `apiVersion`",
      "It says where callers name a version",
      "Set `apiVersion`, for example to `v1`, or leave the scheme out",
    ),
  ];
}

/** Says what is missing for a version of an API that has none. */
export function versionWithoutVersions(version: string): string {
  return refusal(
    `The version ${JSON.stringify(version)} was added to an API without versions`,
    "Versions stand side by side on one path, so the first API has to be one of them",
    "Set `apiVersion` of the construct, for example to `v1`",
  );
}
