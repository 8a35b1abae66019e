import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import { genericResources, templateDeployments } from "./other-configurations";
import type { StackIndex } from "./stack-index";
import { at, keyOf, literal } from "./values";

/** Parts of gateways that are written in a way that is not read: generic resources, and templates. */
export interface OtherGatewayParts {
  /** Policies and fragments of any level. */
  readonly policies: readonly Resource[];
  /** APIs besides those that the stack tells. */
  readonly apis: readonly Resource[];
  /** Other settings of parts that the stack tells. */
  readonly changes: readonly Resource[];
  /** Operations of any API. */
  readonly operations: readonly Resource[];
  readonly productLinks: readonly ProductLink[];
}

/** What puts an API into a product: any API, and a product of which nothing is read, unless it says which. */
export interface ProductLink {
  readonly resource: Resource;
  readonly api?: string;
  readonly product?: string;
}

const service = "Microsoft\\.ApiManagement/service/(?:workspaces/)?";
const ofType = (type: string) => new RegExp(`^${service}${type}(?:@|$)`, "i");
const inText = (type: string) => new RegExp(`${service}${type}`, "i");

export function otherGatewayParts(index: StackIndex): OtherGatewayParts {
  const generic = (type: string) => genericResources(index, ofType(type));
  const templates = (type: string) => templateDeployments(index, (text) => inText(type).test(text));
  const isNew = ({ type }: Resource) => type === "azapi_resource";
  const apis = generic("apis");
  const links = generic("products/(?:apis|apiLinks)");
  return {
    policies: [...generic("(?:.*/)?(?:policies|policyFragments)"), ...templates("[\\w/]*polic")],
    apis: [
      ...apis.filter(isNew),
      // Of a template of which nothing is known it is not said that it has any.
      ...templates("apis\\b").filter((resource) => isText(index.value(resource, "template_content"))),
    ],
    changes: [...apis, ...generic("(?:products|backends)")].filter((resource) => !isNew(resource)),
    operations: generic("apis/operations"),
    productLinks: [
      ...links.map((resource) => ({
        resource,
        api: linkedApi(index, resource),
        product: linkedProduct(index, resource),
      })),
      ...templates("products\\b").map((resource) => ({ resource })),
    ],
  };
}

function isText(value: Value | undefined): boolean {
  return value?.kind === "literal" || value?.kind === "text";
}

/** The product of the stack that a link is below. */
function linkedProduct(index: StackIndex, link: Resource): string | undefined {
  const parent = index.resourceWithId(at(link.values, "parent_id"));
  const id = parent?.type === "azurerm_api_management_product" && index.value(parent, "product_id");
  return id ? keyOf(id) : undefined;
}

/** The API that a link of a product is named after. */
function linkedApi(index: StackIndex, link: Resource): string | undefined {
  const isNamedAfter = /\/products\/apis(@|$)/i.test(index.text(link, "type") ?? "");
  const name = index.text(link, "name");
  return isNamedAfter && name !== undefined ? keyOf(literal(name)) : undefined;
}
