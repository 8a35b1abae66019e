import {
  type ArgumentFacts,
  type Fields,
  isBlock,
  type ProviderFacts,
  withImplicit,
} from "../facts/provider-facts";

/** What the protocol answers to GetSchema. */
export function schemaMessage({ provider, resources, dataSources }: ProviderFacts): object {
  return {
    provider: { block: blockMessage(provider.arguments) },
    resource_schemas: schemas(resources),
    data_source_schemas: schemas(dataSources),
    server_capabilities: { get_provider_schema_optional: true },
  };
}

function schemas(types: { readonly [type: string]: Fields }): object {
  const entries = Object.entries(types).map(([type, fields]) => [
    type,
    { block: blockMessage(withImplicit(fields)) },
  ]);
  return Object.fromEntries(entries);
}

function blockMessage(fields: Fields): object {
  const members = Object.entries(fields);
  return {
    attributes: members.filter(([, argument]) => !isBlock(argument)).map(attributeMessage),
    block_types: members.filter(([, argument]) => isBlock(argument)).map(nestedBlockMessage),
  };
}

function attributeMessage([name, argument]: [string, ArgumentFacts]): object {
  const { required, optional, computed, sensitive, deprecated } = argument;
  const type = Buffer.from(JSON.stringify(typeConstraint(argument)));
  return { name, type, required, optional, computed, sensitive, deprecated };
}

function nestedBlockMessage([name, argument]: [string, ArgumentFacts]): object {
  return {
    type_name: name,
    block: blockMessage(argument.fields ?? {}),
    nesting: argument.type.toUpperCase(),
    // Of an optional block the provider itself counts, so that none at all stays possible.
    min_items: argument.required ? (argument.minItems ?? 1) : 0,
    max_items: argument.maxItems ?? 0,
  };
}

const PLAIN: { [type: string]: string } = { String: "string", Bool: "bool", Int: "number", Float: "number" };

/** A type constraint in Terraform's JSON form: `"string"`, `["list","string"]`, `["set",["object",{…}]]`. */
function typeConstraint(argument: ArgumentFacts): unknown {
  const { type, elem, fields } = argument;
  if (fields) return [type.toLowerCase(), ["object", objectConstraint(fields)]];
  return elem ? [type.toLowerCase(), PLAIN[elem.type]] : PLAIN[type];
}

function objectConstraint(fields: Fields): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, argument]) => [name, typeConstraint(argument)]),
  );
}
