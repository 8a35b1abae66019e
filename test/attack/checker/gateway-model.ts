import type { Finding } from "./finding";
import { type PolicyDocument, PolicySyntaxError, readPolicy } from "./policy-document";
import { type Block, blocksIn, type Json, type TerraformApp } from "./terraform-app";
import { TerraformSyntaxError } from "./terraform-expression";

/** An operation of an API: what a caller asks for. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Path below the API's, with parameters in braces. */
  readonly template: string;
  readonly policy?: PolicyDocument;
}

/** A product that an API is in. */
export interface Product {
  readonly block: Block;
  readonly link: Block;
  readonly policy?: PolicyDocument;
}

/** An API on a gateway, with all that decides what a call of it meets. */
export interface Api {
  readonly block: Block;
  readonly name: string;
  /** What tells its gateway from others. */
  readonly gateway: string;
  readonly policy?: PolicyDocument;
  /** The policy of the whole gateway, where a stack has one. */
  readonly gatewayPolicy?: PolicyDocument;
  readonly products: readonly Product[];
  readonly operations: readonly Operation[];
  /** Path of the API with its version, where the version is in the path. */
  readonly path: string;
}

/** The APIs of an app. */
export interface GatewayModel {
  readonly apis: readonly Api[];
  /** Every policy of the app that can be read. */
  readonly policies: readonly PolicyDocument[];
  /** Policies that cannot be read, and operations that no API has. */
  readonly findings: readonly Finding[];
}

const policyTypes = /^azurerm_api_management_(?:api_policy|api_operation_policy|product_policy|policy)$/;

export function gatewayModel(app: TerraformApp): GatewayModel {
  return new Reader(app).model();
}

class Reader {
  private readonly findings: Finding[] = [];
  private readonly policies = new Map<Block, PolicyDocument>();

  public constructor(private readonly app: TerraformApp) {
    for (const block of app.resources(policyTypes)) this.readPolicy(block);
  }

  public model(): GatewayModel {
    const apis = this.app.resources("azurerm_api_management_api").map((block) => this.api(block));
    return { apis, policies: [...this.policies.values()], findings: this.findings };
  }

  private readPolicy(block: Block): void {
    try {
      this.policies.set(block, readPolicy(this.app, block));
    } catch (error) {
      if (!(error instanceof PolicySyntaxError || error instanceof TerraformSyntaxError)) throw error;
      this.findings.push({ kind: "policy-form", at: block.address, detail: error.message });
    }
  }

  private api(block: Block): Api {
    const gateway = gatewayKey(this.app, block);
    const ofApi = this.with(block, "api_name", "name");
    return {
      block,
      name: nameOf(this.app, block),
      gateway,
      policy: this.policyAmong("azurerm_api_management_api_policy", ofApi),
      gatewayPolicy: this.policyAmong(
        "azurerm_api_management_policy",
        (other) => gatewayKey(this.app, other) === gateway,
      ),
      products: this.products(ofApi),
      operations: this.operations(block, ofApi),
      path: this.path(block),
    };
  }

  /** Whether another resource of the same gateway names one in an argument. */
  private with(block: Block, argument: string, attribute: string): (other: Block) => boolean {
    const name = this.app.argument(block, attribute).key;
    return (other) => this.app.argument(other, argument).key === name && this.sameGateway(block, other);
  }

  private sameGateway(one: Block, other: Block): boolean {
    // `azurerm_api_management_policy` and links may name a gateway by id; all others by name.
    return gatewayKey(this.app, one) === gatewayKey(this.app, other);
  }

  private policyAmong(type: string, matches: (block: Block) => boolean): PolicyDocument | undefined {
    const [first, second] = this.app.resources(type).filter(matches);
    if (second) {
      this.findings.push({
        kind: "duplicate",
        at: second.address,
        detail: `${first.address} is for the same`,
      });
    }
    return first && this.policies.get(first);
  }

  private products(ofApi: (block: Block) => boolean): Product[] {
    return this.app
      .resources("azurerm_api_management_product_api")
      .filter(ofApi)
      .flatMap((link) => {
        const productId = this.app.argument(link, "product_id").key;
        const ofProduct = (block: Block) =>
          this.app.argument(block, "product_id").key === productId && this.sameGateway(block, link);
        const block = this.app.resources("azurerm_api_management_product").find(ofProduct);
        const policy = this.policyAmong("azurerm_api_management_product_policy", ofProduct);
        return block ? [{ block, link, policy }] : [];
      });
  }

  private operations(api: Block, ofApi: (block: Block) => boolean): Operation[] {
    const policies = this.app.resources("azurerm_api_management_api_operation_policy").filter(ofApi);
    const operations = [...this.listedOperations(ofApi), ...importedOperations(api)];
    const unmatched = policies.filter((policy) => {
      const id = this.app.argument(policy, "operation_id").text;
      return id === undefined || !operations.some((operation) => sameOperation(operation.id, id));
    });
    for (const { address } of unmatched) {
      this.findings.push({ kind: "unknown", at: address, detail: "its operation is not in the stack" });
    }
    return operations.map((operation) => {
      const block = policies.find((policy) =>
        sameOperation(operation.id, this.app.argument(policy, "operation_id").text ?? ""),
      );
      return { ...operation, policy: block && this.policies.get(block) };
    });
  }

  private listedOperations(ofApi: (block: Block) => boolean): Operation[] {
    return this.app
      .resources("azurerm_api_management_api_operation")
      .filter(ofApi)
      .map((block) => ({
        id: this.app.argument(block, "operation_id").text ?? "",
        method: this.app.argument(block, "method").text ?? "",
        template: this.app.argument(block, "url_template").text ?? "",
      }));
  }

  private path(block: Block): string {
    const path = this.app.argument(block, "path");
    const version = this.app.argument(block, "version");
    const set = this.app.argument(block, "version_set_id").attribute?.block;
    const inPath = set !== undefined && this.app.argument(set, "versioning_scheme").text === "Segment";
    return [path.text ?? path.key, ...(inPath ? [version.text ?? version.key] : [])].join("/");
  }
}

function nameOf(app: TerraformApp, block: Block): string {
  const { text, key } = app.argument(block, "name");
  return text ?? key;
}

/** What tells a gateway from others: its name and resource group. */
export function gatewayKey(app: TerraformApp, block: Block): string {
  // A gateway's own policy names it by its id.
  const { attribute } = app.argument(block, "api_management_id");
  const [named, name] = attribute ? [attribute.block, "name"] : [block, "api_management_name"];
  const group = app.argument(named, "resource_group_name");
  return `${group.key}/${app.argument(named, name).key}`.toLowerCase();
}

/** The operations that API Management makes of the document of an API. */
function importedOperations({ args }: Block): Operation[] {
  const [content] = blocksIn(args.import);
  if (content === undefined) return [];
  let document: Json;
  try {
    document = JSON.parse(unescaped(String(content.content_value)));
  } catch {
    return [];
  }
  return Object.entries<Json>(document.paths ?? {}).flatMap(([template, item]) =>
    Object.entries<Json>(item ?? {})
      .filter(([method]) => /^(?:get|head|post|put|patch|delete|options|trace)$/.test(method))
      .map(([method, { operationId }]) => ({
        id: String(operationId ?? `${method}-${template}`),
        method: method.toUpperCase(),
        template,
      })),
  );
}

function unescaped(text: string): string {
  return text.replace(/([$%])\1\{/g, "$1{");
}

/** Ids that API Management does not tell apart: an import changes everything that is no letter or digit. */
export function sameOperation(one: string, other: string): boolean {
  return operationKey(one) === operationKey(other);
}

export function operationKey(id: string): string {
  return id
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 76)
    .replace(/-$/, "")
    .toLowerCase();
}
