import { dirname, join } from "node:path";
import { ApiDefinition, Policy } from "cdktf-secure-function-behind-apim";
import { validateSchema } from "../../../../lib/api-definition/private/open-api/schema-validation";
import { newGatewayApi } from "../../../fixtures/constructs";
import { asTerraformEvaluates } from "../../../policy/azurerm-difference";
import { newStack, only, synthesize } from "../../../synthesis";

/** Documents that others publish, with how many operations they have. */
const documents: [packageName: string, document: string, operations: number][] = [
  ["@figma/rest-api-spec", "openapi/openapi.yaml", 54],
  ["@directus/specs", "dist/openapi.json", 136],
  ["@readme/oas-examples", "3.0/yaml/star-trek.yaml", 120],
  ["@readme/oas-examples", "3.1/json/readme.json", 54],
];

describe.each(documents)("%s: %s", (packageName, path, count) => {
  const folder = dirname(require.resolve(`${packageName}/package.json`));
  const apiDefinition = ApiDefinition.fromOpenApiFile(join(folder, path));
  const { errors, operationIds, openApiJson = "" } = apiDefinition._load();

  it("imports, with every operation under an id of its own", () => {
    expect(errors).toEqual([]);
    expect(new Set(operationIds).size).toBe(count);
  });

  it("is a valid document as it is imported, and the same when it is imported again", () => {
    expect(validateSchema(JSON.parse(openApiJson))).toEqual([]);
    expect(ApiDefinition.fromOpenApi(JSON.parse(openApiJson))._load().openApiJson).toBe(openApiJson);
  });

  it("stands in the Terraform JSON, with a policy for its last operation", () => {
    const stack = newStack();
    newGatewayApi(stack, "api", {
      apiDefinition,
      operationPolicies: { [operationIds[count - 1]]: new Policy().setRequestHeader("X-A", "b") },
    });
    const json = synthesize(stack);
    const content = only(json, "azurerm_api_management_api").import.content_value;
    const imported = JSON.parse(asTerraformEvaluates(content));
    const named = Object.values<Record<string, { operationId?: string }>>(imported.paths)
      .flatMap((item) => Object.values(item))
      .map(({ operationId }) => operationId);
    expect(named).toContain(only(json, "azurerm_api_management_api_operation_policy").operation_id);
  });
});
