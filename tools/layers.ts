import { linter } from "../biome.json";

/**
 * What each part of `lib/` may import of the others: arrows go one way, towards `support`. The linter enforces it,
 * by `biome.layers.json`, which `npm run lint:layers` writes from this table.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  support: [],
  gate: ["support"],
  identity: ["support"],
  naming: ["support"],
  network: ["support"],
  adoption: ["support"],
  gateway: ["support", "adoption", "identity", "network"],
  registration: ["support", "adoption", "gate", "identity"],
  "api-definition": ["support"],
  policy: ["support", "gateway", "registration", "api-definition"],
  function: ["support", "adoption", "gate", "identity", "network", "registration"],
  api: ["support", "adoption", "gate", "gateway", "registration", "api-definition", "policy", "function"],
  telemetry: ["support", "adoption", "gateway"],
  // The access review reads stacks and makes none: it knows no construct, and no construct knows it.
  access: ["support", "policy"],
};

/** The part that knows all others, what is private to them too: it validates them before it makes a resource. */
export const pattern = "pattern";

/** The part that only the command loads. */
export const review = "access";

/** The folder of the command, which is bundled by itself: of `lib/` it may import the review, and `lib/` nothing of it. */
export const command = "cli";

/** What the policies are made of, without a construct: the access review reads them with the same code. */
const pureOfPolicy = ["xml/**", "expressions/**", "fixed-names"];

/** Data that the command prints by, and the construct checks by. */
const knownToCommand = ["support/reserved-settings"];

const parts = [...Object.keys(layers), pattern];
const entry = ["secure-function-behind-apim", "index"];
const privateFolders = [`${oneOf(parts)}/**/private`, "policy/{statements,rules}"];

const loadedByCommand = [`./${review}/**`, `../${command}/**`];

/** The table, as the linter is configured. */
export function layersConfig(): object {
  return {
    overrides: [
      ...Object.entries(layers).map(([part, allowed]) => layerConfig(part, allowed)),
      override(`lib/${pattern}/**`, [
        { group: importsOf(entry), message: patternMessage },
        { group: importsOf([review, command]), message: reviewMessage },
      ]),
      override("lib/secure-function-behind-apim.ts", [{ group: loadedByCommand, message: reviewMessage }]),
      override("lib/index.ts", [
        { group: privateFolders.map((folder) => `./${folder}/**`), message: privateMessage },
        { group: loadedByCommand, message: reviewMessage },
      ]),
      override(`${command}/**`, [
        {
          group: [
            ...[...parts.filter((part) => part !== review), ...entry].flatMap((name) =>
              importsOf([`lib/${name}`]),
            ),
            ...knownToCommand.map((file) => `!../**/lib/${file}`),
          ],
          message: commandMessage,
        },
        { group: privateFolders.map((folder) => `../**/${folder}/**`), message: privateMessage },
      ]),
    ],
  };
}

const patternMessage = "The pattern's construct imports these files, not the other way around.";
const reviewMessage = "The command loads the access review; the library never does.";
const commandMessage = `The command may import the access review and ${knownToCommand.join(", ")}, and no other part of lib.`;
const privateMessage = "This folder is private to its part: move the file up if others need it.";

function layerConfig(part: string, allowed: readonly string[]): object {
  const forbidden = [...parts, ...entry, command].filter(
    (other) => other !== part && !allowed.includes(other),
  );
  const message = `${part} may import ${allowed.join(", ") || "no other part"} (tools/layers.ts).`;
  return override(`lib/${part}/**`, [
    { group: importsOf(forbidden), message },
    { group: privateFolders.map((folder) => `../**/${folder}/**`), message: privateMessage },
    ...(part === review ? constructsOfPolicy : []),
  ]);
}

// Later patterns of a group make exceptions of earlier ones.
const constructsOfPolicy: ImportPattern[] = [
  {
    group: ["../**/policy/**", ...pureOfPolicy.map((pure) => `!../**/policy/${pure}`)],
    message: `The access review loads no construct: of policy it may import ${pureOfPolicy.join(", ")}.`,
  },
];

interface ImportPattern {
  readonly group: string[];
  readonly message: string;
}

// An override's options replace the general ones, which are therefore repeated.
function override(files: string, patterns: ImportPattern[]): object {
  const { level, options } = linter.rules.style.noRestrictedImports;
  const noRestrictedImports = { level, options: { ...options, patterns } };
  return { includes: [files], linter: { rules: { style: { noRestrictedImports } } } };
}

function importsOf(names: string[]): string[] {
  return [`../**/${oneOf(names)}`, `../**/${oneOf(names)}/**`];
}

function oneOf(names: string[]): string {
  return `{${names.join(",")}}`;
}
