import fc, { type Arbitrary } from "fast-check";
import { canary, type Source, terraformTexts, text } from "./hostile-sources";
import { ids } from "./plausible-sources";
import { policies } from "./policy-sources";
import type { TypedSources } from "./typed-sources";

type Own = (sources: TypedSources) => Arbitrary<Source>;

/** Who may call: by each factory, and with what can be added to them. */
function callers(sources: TypedSources): Arbitrary<Source> {
  const simple = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constant(
        `Callers.entraApplications({ clientIds: [${text(ids.caller)}], audiences: ["api://a"] })`,
      ),
    },
    { weight: 2, arbitrary: sources.call("Callers.entraApplications", "Callers.entraApplications") },
    { weight: 2, arbitrary: sources.call("Callers.openIdProvider", "Callers.openIdProvider") },
    { weight: 1, arbitrary: sources.call("Callers.apiAppRegistration", "Callers.apiAppRegistration") },
    { weight: 2, arbitrary: fc.constantFrom("Callers.subscriptionKey()", "Callers.anonymous()") },
  );
  const operationIds = sources.of("string[]", "operationIds");
  const addition = fc.oneof(
    fc.constant(".withSubscriptionKey()"),
    fc.tuple(operationIds, simple).map(([of, who]) => `.exceptFor({ operationIds: ${of}, callers: ${who} })`),
    operationIds.map((of) => `.exceptFor({ operationIds: ${of}, callers: Callers.anonymous() })`),
    sources.call(".forwardingClaims", "Callers.forwardingClaims"),
    fc.constant('.forwardingClaims({ "X-Caller-Id": CallerClaim.OBJECT_ID })'),
  );
  return fc.oneof(
    { weight: 3, arbitrary: simple },
    {
      weight: 1,
      arbitrary: fc
        .tuple(simple, fc.array(addition, { minLength: 1, maxLength: 2 }))
        .map(([who, all]) => who + all.join("")),
    },
  );
}

const operation = (id: string, template: string, method = "GET") =>
  `{ method: ${text(method)}, urlTemplate: ${text(template)}, operationId: ${text(id)} }`;

const listed = [
  `[${operation("get-a", "/a")}, ${operation("get-b", "/b/{id}")}, ${operation("health", "/health")}]`,
  `[${operation("get-a", "/a")}, ${operation("get-b", "/{*rest}")}, ${operation("health", "/health")}]`,
  `[${operation("get-a", "/a")}, ${operation("health", "/{page}")}]`,
  `[${operation("get-a", "/%61dmin")}, ${operation("health", "/health")}]`,
  `[${operation("get-a", "/admin/{*rest}")}, ${operation("health", "/a")}]`,
];

/** What an OpenAPI document may hold; its texts are from outside. */
function document(description: Source): Source {
  const item = (id: string) =>
    `{ get: { operationId: ${text(id)}, description: ${description}, responses: { 200: { description: ${description} } } } }`;
  return `{ openapi: "3.0.3", info: { title: ${description}, version: "1" }, paths: { "/a": ${item("get-a")}, "/b/{id}": { parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }], ...${item("get-b")} }, "/health": ${item("health")} } }`;
}

const documents = fc
  .oneof(fc.constantFrom('"a"'), fc.constantFrom(...terraformTexts).map(text), fc.constant("lookalike"))
  .map(document);

/** Where an OpenAPI file may refer to: outside of its folder, too. */
const references = [
  "inside.json#/schema",
  "../outside.json#/schema",
  "link.json#/schema",
  "%2e%2e/outside.json#/schema",
  "#/toString",
  "#/__proto__/constructor",
  "inside.json#/missing",
];

const files = fc
  .constantFrom(...references)
  .map((reference) => `ApiDefinition.fromOpenApiFile(openApiFile(${text(reference)}))`);

function apiDefinitions(sources: TypedSources): Arbitrary<Source> {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...listed)
        .map((operations) => `ApiDefinition.fromOperations(${operations})`),
    },
    { weight: 1, arbitrary: fc.constant("ApiDefinition.passThrough()") },
    { weight: 2, arbitrary: documents.map((one) => `ApiDefinition.fromOpenApi(${one})`) },
    { weight: 1, arbitrary: files },
    { weight: 1, arbitrary: fc.constant("ApiDefinition.fromOpenApi(deep(1000))") },
    { weight: 1, arbitrary: sources.call("ApiDefinition.fromOperations", "ApiDefinition.fromOperations") },
    { weight: 1, arbitrary: sources.call("ApiDefinition.fromOpenApi", "ApiDefinition.fromOpenApi") },
  );
}

const identity = (client: string, principal: string) =>
  `{ clientId: ${text(client)}, principalId: ${text(principal)} }`;

const identities: Own = () =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(identity(ids.gatewayClient, ids.gatewayPrincipal)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        identity(ids.otherClient, ids.otherPrincipal),
        identity(ids.otherClient, ids.otherClient),
        identity("common", ids.otherPrincipal),
        `later(${identity(ids.otherClient, ids.otherPrincipal)}, (it) => { it.clientId = ${text(ids.caller)}; })`,
        `changing(${identity(ids.otherClient, ids.otherPrincipal)})`,
      ),
    },
  );

/** Registrations that a program says are the Function's, and are none of the gate's. */
const registrations: Own = (sources) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: sources.call(
        "Registration.fromRegistrationAttributes",
        "Registration.fromRegistrationAttributes",
      ),
    },
    {
      weight: 1,
      arbitrary: sources.call("Registration.fromRegistrationName", "Registration.fromRegistrationName"),
    },
    { weight: 1, arbitrary: sources.call("new Registration", "Registration") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        `own({ clientId: "https://management.azure.com", tenantId: ${text(ids.tenant)}, cloud: AzureCloud.PUBLIC, assignRole: () => [] })`,
        `own({ clientId: ${text(ids.application)}, tenantId: "common", cloud: AzureCloud.PUBLIC, assignRole: () => [] })`,
        `own({ clientId: ${text(ids.application)}, tenantId: ${text(ids.tenant)}, cloud: { loginHost: "login.example.com" }, assignRole: () => [] })`,
        `own({ clientId: ${text(ids.application)}, tenantId: ${text(ids.tenant)}, cloud: Object.assign(Object.create(AzureCloud.prototype), { loginHost: "login.example.com" }), assignRole: () => [] })`,
      ),
    },
  );

const dependables: Own = () =>
  fc.constantFrom("group", 'own({ fqn: "azurerm_resource_group.group" })', `{ fqn: "\${${canary}}" }`);

/** Expressions of single types that lead further than their descriptions do. */
export const ownSources: Readonly<Record<string, Own>> = {
  ApiDefinition: apiDefinitions,
  Callers: callers,
  IManagedIdentity: identities,
  IRegistration: registrations,
  ITerraformDependable: dependables,
  Policy: policies,
};
