import fc, { type Arbitrary } from "fast-check";

/** Source text of an expression of JavaScript, as a program without types has it. */
export type Source = string;

/** A text of a program. */
export function text(value: string): Source {
  return JSON.stringify(value);
}

/** A mark in every text that Terraform must not evaluate. */
export const canary = "canary";

/** Texts that Terraform would evaluate, or fail to read, unless they are escaped. */
export const terraformTexts: readonly string[] = [
  `\${file("/etc/${canary}")}`,
  `\${azurerm_storage_account.${canary}.primary_access_key}`,
  `a \${${canary}} b`,
  `\${`,
  `%{ if ${canary} }a%{ endif }`,
  `$\${file("/etc/${canary}")}`,
  `$$\${file("/etc/${canary}")}`,
  `%%{${canary}}`,
  `\${TfToken[TOKEN.987654]}`,
  `#{TfToken[TOKEN.987654]}`,
];

/** Texts with which XML, code, addresses or paths end early, or say something else. */
const markupTexts: readonly string[] = [
  "a & b",
  "<a>",
  '"/><authentication-managed-identity resource="https://management.azure.com"/><a b="',
  "]]>",
  "&lt;",
  "a\nb",
  "a\rb",
  "a\tb",
  "\u0000",
  "\ud800",
  "\ufffe",
  "\ue0000\ue001",
];

const otherTexts: readonly string[] = [
  "",
  " ",
  "a b",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "..",
  "../admin",
  "/admin/host/keys",
  "%2e%2e/admin",
  "//example.com",
  "http://example.com",
  "https://example.com",
  "https://management.azure.com",
  "common",
  "{{name}}",
  '@(context.Request.Headers.GetValueOrDefault("Authorization"))',
  "WEBSITE_AUTH_ENABLED",
  "Authorization",
  "X_MS_CLIENT_PRINCIPAL",
  "é",
  "a".repeat(5000),
  "11111111-2222-4333-8444-555555555555",
];

export const hostileTexts: readonly string[] = [...terraformTexts, ...markupTexts, ...otherTexts];

/** Expressions whose value is a text that is not what it seems: known later, or made by somebody else. */
const textSources: Arbitrary<Source> = fc.oneof(
  fc.constantFrom(...hostileTexts).map(text),
  fc
    .constantFrom(...hostileTexts.filter((one) => !/[$%#]\{/.test(one)))
    .map((one) => `Lazy.stringValue({ produce: () => ${text(one)} })`),
  fc.constantFrom(
    "variable.stringValue",
    "`a ${variable.stringValue} b`",
    "Token.asString(count.numberValue)",
    'Fn.join("", ["http://", variable.stringValue])',
    `Fn.rawString("\${${canary}}")`,
  ),
);

const numberSources: Arbitrary<Source> = fc.constantFrom(
  "-1",
  "0",
  "0.5",
  "1e21",
  "2 ** 53",
  "Number.MAX_VALUE",
  "count.numberValue",
  "Lazy.numberValue({ produce: () => -1 })",
);

/** Values of the right type that are hostile. */
export function hostileOf(type: string): Arbitrary<Source> | undefined {
  if (type === "string" || type === "text") return textSources;
  return type === "number" ? numberSources : undefined;
}

/** What no public type allows in the place of another; the runner notes that it was given. */
function wrong(source: Source): Source {
  return `wrong(${source})`;
}

const wrongForAll: readonly Source[] = [
  "10n",
  'Symbol("a")',
  "() => 1",
  "class {}",
  "new Date(0)",
  'new Map([["name", "a"]])',
  'new Set(["a"])',
  "Promise.resolve(1)",
  "new WeakMap()",
  "revoked()",
  "cyclic()",
  "globalThis",
  "Number.NaN",
  'new Error("a")',
  "/a/",
];
const wrongByKind: Readonly<Record<string, readonly Source[]>> = {
  string: ["5", "true", "{}", "[]", 'new String("a")', '{ toString: () => "a" }', '["a"]', "variable"],
  number: ['"1"', '"1e3"', "true", "{}", "[]", "new Number(1)", "Infinity", "{ valueOf: () => 1 }"],
  boolean: ['"false"', '"true"', "0", "1", "{}", "[]", "new Boolean(false)"],
  list: ['"a"', "5", "{}", '{ length: 1, 0: "a" }', "[,]", "new Uint8Array(1)", "[null]", "[undefined]"],
  map: ['"a"', "5", "[]", '["a"]', 'new (class { name = "a"; })()'],
  object: ['"a"', "5", "true", "[]", "{ unexpected: 1 }", 'Object.create({ name: "a" })'],
};

/** Values of another type than a public one; none where every type is allowed. */
export function wrongFor(type: string): Arbitrary<Source> | undefined {
  const bare = type.replace(/\?$/, "");
  if (bare === "any") return undefined;
  return fc.constantFrom(...wrongForAll, ...wrongByKind[kindOf(bare)]).map(wrong);
}

function kindOf(type: string): string {
  if (type.endsWith("[]")) return "list";
  if (type.endsWith("{}")) return "map";
  if (type === "text") return "string";
  return Object.hasOwn(wrongByKind, type) ? type : "object";
}
