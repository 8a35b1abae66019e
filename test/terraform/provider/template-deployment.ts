import { evaluate } from "./template-expression";

/** What Azure Resource Manager does with a template and its parameters. */
export interface Deployment {
  /** `template_content` of an `azurerm_resource_group_template_deployment`. */
  readonly template: string;
  /** `parameters_content`. */
  readonly parameters: string;
}

/** A resource that a template deploys, with the values of its expressions. */
export interface DeployedResource {
  readonly type: string;
  readonly name: string;
  readonly apiVersion: string;
  readonly properties: { readonly [name: string]: unknown };
}

/** Reads the properties of a resource that exists; nothing of one that does not. */
export type ReadResource = (id: string) => { readonly [name: string]: unknown } | undefined;

type Json = { readonly [name: string]: unknown };

/** @throws Error with what Azure would refuse */
export function deploy({ template, parameters }: Deployment, read: ReadResource): DeployedResource[] {
  const { $schema, contentVersion, parameters: declared = {}, resources } = objectIn(template, "template");
  if (
    !/^https:\/\/schema\.management\.azure\.com\/schemas\/[\d-]+\/deploymentTemplate\.json#$/.test(
      String($schema),
    )
  )
    throw new Error(`The template's $schema is ${$schema}`);
  if (!/^\d+(\.\d+){3}$/.test(String(contentVersion)))
    throw new Error(`The template's contentVersion is ${contentVersion}`);
  if (!Array.isArray(resources) || resources.length === 0) throw new Error("The template has no resources");
  const values = parameterValues(declared as Json, objectIn(parameters, "parameters"));
  return resources.map((resource) => {
    const deployed = evaluated(resource, { parameters: values, read }) as DeployedResource;
    for (const name of ["type", "name", "apiVersion"] as const) {
      if (typeof deployed[name] !== "string") throw new Error(`A resource of the template has no ${name}`);
    }
    // A resource has a name for each segment of its type.
    if (deployed.type.split("/").length !== deployed.name.split("/").length + 1)
      throw new Error(`The name ${deployed.name} has not as many segments as the type ${deployed.type}`);
    return deployed;
  });
}

function objectIn(json: string, what: string): Json {
  const value = JSON.parse(json);
  if (!isJson(value)) throw new Error(`The ${what} is no object`);
  return value;
}

const types: { readonly [type: string]: (value: unknown) => boolean } = {
  string: (value) => typeof value === "string",
  securestring: (value) => typeof value === "string",
  int: Number.isInteger,
  bool: (value) => typeof value === "boolean",
  object: isJson,
  secureobject: isJson,
  array: Array.isArray,
};

function parameterValues(declared: Json, given: Json): Json {
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`The template does not declare the parameter ${unknown}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, declaration]) => {
      const { type, defaultValue } = declaration as Json;
      const { value = defaultValue } = (given[name] ?? {}) as Json;
      if (value === undefined) throw new Error(`The parameter ${name} has no value`);
      const isOfType = types[String(type).toLowerCase()];
      if (!isOfType?.(value)) throw new Error(`The parameter ${name} is not of the type ${type}`);
      return [name, value];
    }),
  );
}

function evaluated(value: unknown, scope: Parameters<typeof evaluate>[1]): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluated(item, scope));
  if (isJson(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, evaluated(item, scope)]));
  return typeof value === "string" ? evaluate(value, scope) : value;
}

/** The template as Azure returns it and azurerm writes it: names sorted, and types of parameters capitalized. */
export function templateReadBack(template: string): string {
  const { parameters, ...rest } = JSON.parse(template);
  const capitalized = Object.entries<Json>(parameters ?? {}).map(([name, { type, ...declaration }]) => [
    name,
    { ...declaration, type: canonicalTypes[String(type).toLowerCase()] ?? type },
  ]);
  return normalized({ ...rest, ...(parameters ? { parameters: Object.fromEntries(capitalized) } : {}) });
}

const canonicalTypes: { readonly [type: string]: string } = Object.fromEntries(
  ["String", "SecureString", "Int", "Bool", "Object", "SecureObject", "Array"].map((type) => [
    type.toLowerCase(),
    type,
  ]),
);

/** Parameters as Azure returns them: a secure one has no value. */
export function parametersReadBack({ template, parameters }: Deployment): string {
  const declared: { [name: string]: Json } = JSON.parse(template).parameters ?? {};
  const returned = Object.entries<Json>(JSON.parse(parameters)).map(([name, { value, ...rest }]) => [
    name,
    /^secure/i.test(String(declared[name]?.type)) ? rest : { ...rest, value },
  ]);
  return normalized(Object.fromEntries(returned));
}

/** JSON as Go writes it, in which azurerm compares it: names sorted, and the characters of HTML escaped. */
export function normalizedJson(json: string): string {
  return normalized(JSON.parse(json));
}

function normalized(value: unknown): string {
  const escapes: { [character: string]: string } = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };
  return JSON.stringify(sorted(value)).replace(/[<>&]/g, (character) => escapes[character]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJson(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
