import { jsonOf } from "../../text/json";
import { printable } from "../../text/printable";
import type { Program } from "../proposal/program";
import { indented } from "./code";

/** Writes the program as a file of TypeScript. */
export function typescript({ subscriptionId, props, notes }: Program): string {
  const imports = [...new Set([...props.imports, "SecureFunctionBehindApim"])];
  const names = [...imports, "type ApiDefinition", "type Callers"].sort(byName).map((name) => `  ${name},\n`);
  return `${comment(notes)}import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack } from "cdktf";
import {
${names.join("")}} from "cdktf-secure-function-behind-apim";
import type { Construct } from "constructs";

/** What Azure does not say: the operations of the API, and who may call it. */
export interface AdoptedStackProps {
  readonly apiDefinition: ApiDefinition;
  readonly callers: Callers;
}

export class AdoptedStack extends TerraformStack {
  public readonly chain: SecureFunctionBehindApim;

  constructor(scope: Construct, id: string, { apiDefinition, callers }: AdoptedStackProps) {
    super(scope, id);
    new AzureadProvider(this, "azuread");
    new AzurermProvider(this, "azurerm", {
      subscriptionId: ${jsonOf(subscriptionId)},
      features: [
        {
          storage: [{ dataPlaneAvailable: false }],
          templateDeployment: [{ deleteNestedItemsDuringDeletion: false }],
        },
      ],
    });
    this.chain = new SecureFunctionBehindApim(this, "chain", ${withinWidth(indented(indented(props.text))).trimStart()});
  }
}
`;
}

const WIDTH = 110;

/** Code in which a property whose text is too long for its line has it on the next one, as formatters do. */
function withinWidth(code: string): string {
  return code.replace(/^( *)(\w+:) (".*",)$/gm, (line, indentation: string, name: string, value: string) =>
    line.length > WIDTH ? `${indentation}${name}\n${indentation}  ${value}` : line,
  );
}

function byName(one: string, other: string): number {
  return one.replace("type ", "") < other.replace("type ", "") ? -1 : 1;
}

function comment(notes: readonly string[]): string {
  const lines = [
    "Read every line of the first plan: it says what is imported, what becomes another, and destroys nothing.",
    ...(notes.length > 0 ? ["", "What is not taken over, or not as it is:"] : []),
    ...notes.map((note) => `- ${printable(note)}`),
  ];
  return `${lines.map((line) => `// ${line}`.trimEnd()).join("\n")}\n`;
}
