import { asObject, members } from "./synthesized-configuration";

/** What decides who reaches a Function: resources of these types, and arguments of theirs. */
const types =
  /^azurerm_((linux|windows)_function_app(_slot)?|function_app_flex_consumption|api_management_\w*policy)$/;
const decisive = /^(all|auth_settings(_v2)?|site_config|public_network_access_enabled|xml_content|xml_link)$/;

/** What is only written when a resource is made, so that what is deployed may be another. */
export function ignoredChanges(json: Readonly<Record<string, unknown>>): string[] {
  const resources = members(json.resource).filter(([type]) => types.test(type));
  return resources.flatMap(([type, named]) =>
    members(named).flatMap(([name, body]) => {
      const ignored = [asObject(body.lifecycle).ignore_changes].flat().map(String);
      const deciding = ignored.filter((argument) => decisive.test(argument));
      if (deciding.length === 0) return [];
      return [`${type}.${name} ignores changes of ${deciding.join(", ")}: what is deployed may be another.`];
    }),
  );
}
