import { DOMParser, type Element, XMLSerializer } from "@xmldom/xmldom";
import type { StackJson } from "../stack-input";

/** One change of a stack: an argument that is gone or another, or a policy element that is. */
export interface Mutation {
  readonly name: string;
  /** The argument that it changes. */
  readonly path: Path;
  apply(stack: StackJson): StackJson;
}

export type Path = readonly (string | number)[];

// biome-ignore lint/suspicious/noExplicitAny: arguments at any depth.
type Json = any;

/** Another value of the same type, by what an argument is. */
const other = "aaaaaaaa-2222-4333-8444-555555555555";

/** Every change of one argument of the resources of a stack. */
export function mutationsOf(stack: StackJson): Mutation[] {
  const paths = pathsIn({ resource: stack.resource, data: stack.data });
  return paths.flatMap((path) => {
    const value = at(stack, path);
    const changes = [without(path), ...othersOf(value).map((one) => withValue(path, one))];
    const isPolicy = typeof value === "string" && /^<(policies|fragment)>/.test(value.trim());
    return isPolicy ? [...changes, ...policyMutations(path, value)] : changes;
  });
}

/** Every argument that becomes one of which nothing is known. */
export function unknownsOf(stack: StackJson): Mutation[] {
  return pathsIn({ resource: stack.resource, data: stack.data }).map((path) => ({
    ...withValue(path, "${known.after}"),
    name: `unknown ${path.slice(1).join(".")}`,
  }));
}

/** The changes of an argument, or of something in it. */
export function changesIn(path: Path, mutations: readonly Mutation[]): Mutation[] {
  return mutations.filter((one) => path.every((step, place) => one.path[place] === step));
}

function pathsIn(value: Json, path: Path = []): Path[] {
  const here = path.length > 3 ? [path] : [];
  if (typeof value !== "object" || value === null) return here;
  const entries = Array.isArray(value)
    ? value.map((one, place) => [place, one] as const)
    : Object.entries(value);
  return [...here, ...entries.flatMap(([step, one]) => pathsIn(one, [...path, step]))];
}

function at(stack: StackJson, path: Path): Json {
  return path.reduce<Json>((value, step) => value?.[step], stack);
}

function othersOf(value: Json): Json[] {
  if (typeof value === "boolean") return [!value];
  if (Array.isArray(value)) return [[], [...value, other]];
  if (typeof value !== "string" || value.startsWith("<")) return [];
  const isId = /^\$\{.*id\}$|^[\da-f-]{36}$/.test(value);
  const isUrl = value.startsWith("https://login.");
  return [
    ...(isId ? [other] : []),
    ...(isUrl
      ? [value.replace(/(\.com\/)[^/]+/, "$1common"), value.replace(/(\.com\/)[^/]+/, `$1${other}`)]
      : []),
    ...(value === "Return401" ? ["AllowAnonymous", "RedirectToLoginPage"] : []),
    ...(value === "Disabled" ? ["AllAllowed"] : []),
    ...(value === "Deny" ? ["Allow"] : []),
    ...(value === "UserAssigned" ? ["SystemAssigned"] : []),
  ];
}

function without(path: Path): Mutation {
  return {
    name: `without ${path.slice(1).join(".")}`,
    path,
    apply: (stack) =>
      changed(stack, path, (parent, last) => {
        if (Array.isArray(parent)) parent.splice(Number(last), 1);
        else delete parent[last];
      }),
  };
}

function withValue(path: Path, value: Json): Mutation {
  return {
    name: `${path.slice(1).join(".")} = ${JSON.stringify(value)}`,
    path,
    apply: (stack) =>
      changed(stack, path, (parent, last) => {
        parent[last] = value;
      }),
  };
}

function changed(
  stack: StackJson,
  path: Path,
  change: (parent: Json, last: string | number) => void,
): StackJson {
  const copy = structuredClone(stack);
  const parent = at(copy, path.slice(0, -1));
  // An earlier change may have taken it away.
  if (typeof parent === "object" && parent !== null) change(parent, path[path.length - 1]);
  return copy;
}

/** Each element of a document removed, and each attribute removed or set to what means something else. */
function policyMutations(path: Path, xml: string): Mutation[] {
  return elementsOf(xml).flatMap((element, place) => {
    const name = `<${element.nodeName}> ${place} of ${path.slice(1).join(".")}`;
    const change = (what: string, edit: (one: Element) => void): Mutation => ({
      name: `${what} ${name}`,
      path,
      apply: (stack) =>
        changed(stack, path, (parent, last) => {
          if (typeof parent[last] === "string") parent[last] = edited(parent[last], place, edit);
        }),
    });
    const attributes = Array.from(element.attributes, (attribute) => attribute.name);
    return [
      change("without", (one) => one.parentNode?.removeChild(one)),
      change("first", moveToStart),
      ...(isPolicy(element)
        ? [change("last", moveToEnd), change("twice", repeat), change("by the caller's choice", wrapInChoice)]
        : []),
      ...attributes.map((attribute) =>
        change(`without ${attribute} of`, (one) => one.removeAttribute(attribute)),
      ),
      ...attributes.flatMap((attribute) =>
        replacementsOf(attribute).map((value) =>
          change(`${attribute}="${value}" in`, (one) => one.setAttribute(attribute, value)),
        ),
      ),
    ];
  });
}

function replacementsOf(attribute: string): string[] {
  switch (attribute) {
    case "tenant-id":
      return ["common", other];
    case "resource":
      return [other, "https://vault.azure.net"];
    case "client-id":
    case "backend-id":
      return [other];
    case "ignore-error":
      return ["true"];
    case "header-name":
      return ["X-Token"];
    case "condition":
      return ["@(true)", "@(false)", "@(context.Subscription == null)"];
    default:
      return [];
  }
}

function elementsOf(xml: string): Element[] {
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement as Element;
  const below = (element: Element): Element[] =>
    Array.from(element.childNodes)
      .filter((node) => node.nodeType === 1)
      .flatMap((node) => [node as Element, ...below(node as Element)]);
  // The sections are always there.
  return below(root).filter((element) => element.parentNode !== root);
}

function edited(xml: string, place: number, edit: (element: Element) => void): string {
  const elements = elementsOf(xml);
  const element = elements[place];
  if (!element?.ownerDocument) return xml;
  edit(element);
  return new XMLSerializer().serializeToString(element.ownerDocument);
}

/** Whether an element is a policy of a section, and no part of one. */
function isPolicy({ parentNode }: Element): boolean {
  return parentNode?.parentNode?.parentNode?.nodeType === DOCUMENT;
}

const DOCUMENT = 9;

function moveToEnd(element: Element): void {
  element.parentNode?.appendChild(element);
}

function repeat(element: Element): void {
  element.parentNode?.insertBefore(element.cloneNode(true), element);
}

function wrapInChoice(element: Element): void {
  const { parentNode, ownerDocument } = element;
  if (!parentNode || !ownerDocument) return;
  const [choose, when] = ["choose", "when"].map((name) => ownerDocument.createElement(name));
  when.setAttribute("condition", '@(context.Request.Headers.ContainsKey("X-Choice"))');
  parentNode.insertBefore(choose, element);
  choose.appendChild(when);
  when.appendChild(element);
}

function moveToStart(element: Element): void {
  const { parentNode } = element;
  if (!parentNode) return;
  parentNode.removeChild(element);
  parentNode.insertBefore(element, parentNode.firstChild);
}
