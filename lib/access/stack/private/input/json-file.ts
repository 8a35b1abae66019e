import { constants } from "node:buffer";
import { InputError } from "../../input-error";

/** A file as it was read, with the name by which its reader knows it. */
export interface InputFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const MAKE_PLAN = "Make it with: terraform show -json plan.bin > plan.json";

/**
 * The object that a file of JSON holds.
 *
 * @throws InputError with what the file is instead
 */
export function readJsonObject(file: InputFile): object {
  const text = decoded(file);
  const start = /\S/.exec(text)?.index ?? text.length;
  if (start === text.length) throw new InputError(file.name, "The file is empty.", MAKE_PLAN);
  if (text[start] !== "{") throw otherText(file, text.slice(start, start + 20_000));
  if (/^\{"@level"/.test(text.slice(start, start + 20)))
    throw new InputError(file.name, "This is the log that terraform plan -json writes.", MAKE_PLAN);
  return parsed(file, text);
}

function parsed(file: InputFile, text: string): object {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message shows a piece of the file, in which there may be a secret.
    const problem = text.trimEnd().endsWith("}")
      ? "This is no valid JSON."
      : `The JSON has no end: the file stops after ${text.length} characters.`;
    throw new InputError(
      file.name,
      problem,
      `${MAKE_PLAN} (let nothing else write to the file, and see that the command succeeds).`,
    );
  }
}

/** Shells write different encodings: PowerShell's redirection writes UTF-16 with a byte order mark. */
function decoded({ name, content }: InputFile): string {
  const [first, second, third] = content;
  if (startsWith(content, "PK\u0003\u0004"))
    throw new InputError(
      name,
      "This is the binary plan file that terraform plan -out writes.",
      binaryRemedy(name),
    );
  if (startsWith(content, "\u001f\u008b"))
    throw new InputError(
      name,
      "This is compressed by gzip.",
      "Unpack it first: gunzip -c <file> | … review -",
    );
  if (content.byteLength > constants.MAX_STRING_LENGTH) {
    throw new InputError(
      name,
      `The file has ${Math.round(content.byteLength / 1e6)} MB, and at most ${Math.round(constants.MAX_STRING_LENGTH / 1e6)} MB can be read.`,
      "Review a part of it: a plan of one module or stack.",
    );
  }
  if (first === 0xff && second === 0xfe) return withEncoding("utf-16le", content);
  if (first === 0xfe && second === 0xff) return withEncoding("utf-16be", content);
  if (first === 0x7b && second === 0) return withEncoding("utf-16le", content);
  if (first === 0 && second === 0x7b) return withEncoding("utf-16be", content);
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return bytes.toString("utf8", hasMark ? 3 : 0);
}

function withEncoding(encoding: string, content: Uint8Array): string {
  return new TextDecoder(encoding).decode(content);
}

function startsWith(content: Uint8Array, text: string): boolean {
  return [...text].every((character, index) => content[index] === character.charCodeAt(0));
}

function binaryRemedy(name: string): string {
  const quoted = /^[\w./-]+$/.test(name) ? name : JSON.stringify(name);
  return `Make its JSON with: terraform show -json ${quoted} > plan.json`;
}

/** What people give instead of JSON. */
const otherTexts: readonly (readonly [form: RegExp, problem: string, remedy: string])[] = [
  [
    /^\[command\]/,
    "This is what the terraform wrapper of setup-terraform printed: its first line is a command.",
    "Set terraform_wrapper: false at hashicorp/setup-terraform, and make the file again.",
  ],
  [
    /Terraform will perform|OpenTofu will perform|used the selected providers|No changes\. |^Refreshing state|: Refreshing state\.\.\.|: Reading\.\.\./,
    "This is the text that terraform plan prints for people.",
    "Write the plan to a file and make its JSON: terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json",
  ],
  [
    /^(?:resource|data|module|provider|terraform|variable|locals|output)\b[^\n]*\{/m,
    "This is a configuration in Terraform's own language.",
    "Plan it and make the plan's JSON: terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json",
  ],
];

function otherText(file: InputFile, text: string): InputError {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colors are control characters.
  const plain = text.replace(/\u001b\[[\d;]*m/g, "");
  for (const [form, problem, remedy] of otherTexts) {
    if (form.test(plain)) return new InputError(file.name, problem, remedy);
  }
  const lines = plain.split("\n");
  const line = lines.findIndex((one) => one.startsWith('{"'));
  if (line > 0)
    return new InputError(
      file.name,
      `The JSON begins in line ${line + 1}: something else wrote to the file before it.`,
      `${MAKE_PLAN} (let nothing else write to the file).`,
    );
  return new InputError(file.name, "This is no JSON object.", MAKE_PLAN);
}
