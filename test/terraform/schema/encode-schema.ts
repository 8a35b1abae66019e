import { resolve } from "node:path";
import { loadSync } from "@grpc/proto-loader";
import type { BlockSchema, ProviderSchema } from "./schema-model";

export const PROTOCOL = resolve(__dirname, "../provider/tfplugin5.proto");

/** The whole schema as the bytes of the protocol's answer, so that a start of the provider only sends a file. */
export function encodeProviderSchema(schema: ProviderSchema): Buffer {
  const service = loadSync(PROTOCOL, { keepCase: true })["tfplugin5.Provider"];
  if (!service || !("GetSchema" in service)) throw new Error(`${PROTOCOL} does not declare GetSchema.`);
  return service.GetSchema.responseSerialize({
    provider: { block: blockMessage(schema.provider) },
    resource_schemas: schemaMessages(schema.resources),
    data_source_schemas: schemaMessages(schema.dataSources),
    server_capabilities: { get_provider_schema_optional: true },
  });
}

function schemaMessages(blocks: { [type: string]: BlockSchema }): object {
  return Object.fromEntries(
    Object.entries(blocks).map(([type, block]) => [type, { block: blockMessage(block) }]),
  );
}

function blockMessage(block: BlockSchema): object {
  return {
    attributes: Object.entries(block.attributes).map(([name, { type, ...flags }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...flags,
    })),
    block_types: Object.entries(block.blocks).map(([name, nested]) => ({
      type_name: name,
      block: blockMessage(nested.block),
      nesting: nested.nesting,
      min_items: nested.minItems,
      max_items: nested.maxItems,
    })),
  };
}
