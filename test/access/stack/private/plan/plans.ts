import type { ConfigurationFolder } from "../../../../../lib/access/stack/configuration-folder";
import { readInput } from "../../../../../lib/access/stack/read-input";
import type { ReviewInput } from "../../../../../lib/access/stack/stack";

type Json = Readonly<Record<string, unknown>>;

/** A resource of a plan: what is known of it, what is not, and its configuration. */
export interface PlannedPart {
  readonly address: string;
  readonly known?: Json;
  readonly unknown?: Json;
  readonly expressions?: Json;
  readonly more?: Json;
  readonly configuration?: Json;
}

/** An identity whose ids are known later. */
export const gatewayIdentity: PlannedPart = {
  address: "azurerm_user_assigned_identity.gateway",
  unknown: { client_id: true, principal_id: true },
  known: { name: "id" },
  expressions: { name: { constant_value: "id" } },
};

/** Its source. */
export const gatewayIdentitySource =
  'resource "azurerm_user_assigned_identity" "gateway" {\n  name = "id"\n}\n';

/** Reads a plan as `terraform show -json` would print it, with the configuration that it was made from. */
export function planOf(
  parts: readonly PlannedPart[],
  more: Json = {},
  folder?: ConfigurationFolder,
): ReviewInput {
  const json = {
    format_version: "1.2",
    resource_changes: parts.map(changeOf),
    configuration: { root_module: { resources: parts.map(configurationOf) } },
    ...more,
  };
  return readInput({ name: "plan.json", content: Buffer.from(JSON.stringify(json)) }, folder);
}

function changeOf({ address, known = {}, unknown = {}, more = {} }: PlannedPart): Json {
  const index = /\[(.+)\]$/.exec(address)?.[1];
  return {
    address,
    ...named(address),
    ...(index !== undefined && { index: JSON.parse(index) }),
    provider_name: "registry.terraform.io/hashicorp/azurerm",
    ...more,
    change: {
      actions: ["create"],
      before: null,
      after: known,
      after_unknown: unknown,
      ...(more.change as Json),
    },
  };
}

function configurationOf({ address, expressions = {}, configuration = {} }: PlannedPart): Json {
  return { ...named(address), provider_config_key: "azurerm", expressions, ...configuration };
}

function named(address: string) {
  const words = address.replace(/\[.+\]$/, "").split(".");
  const mode = words[0] === "data" ? "data" : "managed";
  const [type, name] = words.slice(mode === "data" ? 1 : 0);
  return { mode, type, name };
}
