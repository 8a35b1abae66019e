import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { isBlock } from "./json-blocks";

/** A value as it stands in the JSON of the scope's stack, with a text for each token. */
export function resolveTokens<Value>(scope: IConstruct, value: Value): Value {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** A resource of a stack's JSON for a person: its construct's path, with the address that Terraform has for it. */
export function resourceTitle(type: string, name: string, resource: unknown): string {
  const metadata = isBlock(resource) ? resource["//"] : undefined;
  const { path } = isBlock(metadata) && isBlock(metadata.metadata) ? metadata.metadata : {};
  return typeof path === "string" ? `${path} (${type}.${name})` : `${type}.${name}`;
}
