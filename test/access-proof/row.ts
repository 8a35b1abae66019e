import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HclFiles } from "../terraform/hcl-stack";

/** A stack, and who reaches what in it. */
export interface Row {
  readonly name: string;
  readonly files: HclFiles;
  /** The lines of `matrixOf`, in the state and each plan. */
  readonly expected: string;
  /** Where a first plan decides less, because its JSON tells only what an argument refers to. */
  readonly firstPlan?: string;
  /** The same of a plan that makes it of the closed stack. */
  readonly changePlan?: string;
  /** Whether something that decides is not in the stack, so that who reaches something may need luck. */
  readonly isPartial?: boolean;
  /** A later change, and who reaches what with it. */
  readonly change?: { readonly files: HclFiles; readonly expected: string };
}

const closedFile = readFileSync(join(__dirname, "stacks/closed.tf"), "utf8");

/** Texts of a file and what stands in their place. */
export type Edits = Readonly<Record<string, string>>;

/** The closed stack with other texts, and with more resources. */
export function closed(edits: Edits = {}, more = ""): HclFiles {
  return { "main.tf": `${edited(closedFile, edits)}\n${more}` };
}

function edited(file: string, edits: Edits): string {
  return Object.entries(edits).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`There is no ${from} in the stack.`);
    return text.replace(from, () => to);
  }, file);
}

/** A block of the closed stack, as it stands there, from its first line to the end of the block. */
export function blockOf(start: string): string {
  const begin = closedFile.indexOf(start);
  if (begin < 0) throw new Error(`There is no ${start} in the stack.`);
  const line = closedFile.lastIndexOf("\n", begin) + 1;
  const indent = closedFile.slice(line, begin);
  const end = closedFile.indexOf(`\n${indent}}\n`, begin) + `\n${indent}}`.length;
  return closedFile.slice(begin, end);
}

/** A policy of the closed stack, with other inbound steps. */
export function inbound(steps: string, backend = "<base />"): string {
  return `<<-XML
    <policies>
      <inbound>${steps}</inbound>
      <backend>${backend}</backend>
      <outbound><base /></outbound>
      <on-error><base /></on-error>
    </policies>
  XML`;
}

const policyText = closedFile.slice(closedFile.indexOf("<<-XML"), closedFile.lastIndexOf("XML\n") + 3);

/** The closed stack whose API has other inbound steps. */
export function closedWithPolicy(steps: string, edits: Edits = {}, more = ""): HclFiles {
  return closed({ ...edits, [policyText]: inbound(steps) }, more);
}

const inboundSteps = policyText.slice(policyText.indexOf("<inbound>") + 9, policyText.indexOf("</inbound>"));

/** Steps of the closed stack's policy. */
export const validate = inboundSteps.slice(
  inboundSteps.indexOf("<validate"),
  inboundSteps.indexOf("<authentication"),
);
export const askForToken = inboundSteps.slice(inboundSteps.indexOf("<authentication"));

/** Both lists of the gate, which a sabotage empties. */
export const withoutLists: Edits = {
  "allowed_applications = [azurerm_user_assigned_identity.gateway.client_id]": "",
  "allowed_identities   = [azurerm_user_assigned_identity.gateway.principal_id]": "",
};
