import type { BlockSchema } from "./schema-model";

// The bindings do not tell an argument that stays empty from one that Azure fills in when the stack says
// nothing. Known ones of the resources that the project's stacks use; facts of azurerm 4 and azuread 3.
const FILLED_WHEN_ABSENT: { [type: string]: readonly string[] } = {
  azurerm_role_assignment: ["name", "role_definition_id", "role_definition_name", "principal_type"],
  azurerm_application_insights: ["workspace_id"],
  azurerm_api_management_api: ["display_name"],
};

/** Marks those arguments as computed, so that a reference to one left out has a value. */
export function withDecidedByAzure(type: string, block: BlockSchema): BlockSchema {
  const attributes = { ...block.attributes };
  for (const name of FILLED_WHEN_ABSENT[type] ?? []) {
    const attribute = attributes[name];
    if (attribute?.optional) attributes[name] = { ...attribute, computed: true };
  }
  return { ...block, attributes };
}

// A data source accepts any one of these to look something up, and answers with all of them.
const IDENTIFYING = new Set(["object_id", "client_id", "display_name", "tenant_id"]);

/** A data source of which every way to look something up is also an answer, known when it was read. */
export function withIdentifyingAnswers(block: BlockSchema): BlockSchema {
  const attributes = Object.entries(block.attributes).map(([name, attribute]) => [
    name,
    attribute.optional && IDENTIFYING.has(name) ? { ...attribute, computed: true } : attribute,
  ]);
  return { ...block, attributes: Object.fromEntries(attributes) };
}
