import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  Documentation,
  defaultAnchorFormatter,
  defaultLinkFormatter,
  type JsiiEntity,
  Language,
} from "jsii-docgen";

const root = join(__dirname, "..");
const file = join(root, "API.md");

/** Writes API.md from the built assembly; with `--check`, fails when API.md is not what it would write. */
async function main(): Promise<void> {
  const expected = await apiReference();
  if (!process.argv.includes("--check")) {
    writeFileSync(file, expected);
  } else if (readFileSync(file, "utf8") !== expected) {
    console.error("API.md is out of date: run `npm run docs:api` and commit the result.");
    process.exitCode = 1;
  }
}

async function apiReference(): Promise<string> {
  const documentation = await Documentation.forProject(root);
  const markdown = await documentation.toMarkdown({
    language: Language.TYPESCRIPT,
    anchorFormatter: (entity) => defaultAnchorFormatter(withShortId(entity)),
    linkFormatter: (entity, metadata) => defaultLinkFormatter(withShortId(entity), metadata),
  });
  return markdown.render();
}

// Without the package's name in every anchor: GitHub renders no file of more than 512 KB.
function withShortId(entity: JsiiEntity): JsiiEntity {
  return { ...entity, id: entity.id.replace(`${entity.packageName}.`, "") };
}

void main();
