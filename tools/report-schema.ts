import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createGenerator } from "ts-json-schema-generator";
import { REPORT_SCHEMA } from "../cli/review/output/json/review-document";

/**
 * The JSON Schema of what `review --format json` prints, generated from its types. With `--check` it only tells whether
 * the published one is up to date.
 */
const root = join(__dirname, "..");
const file = join(root, "schema", "access-report.schema.json");

const schema = createGenerator({
  path: join(root, "cli/review/output/json/review-document.ts"),
  tsconfig: join(root, "tsconfig.json"),
  type: "ReviewDocument",
  schemaId: REPORT_SCHEMA,
  skipTypeCheck: true,
  // A later 1.x may say more.
  additionalProperties: true,
}).createSchema("ReviewDocument");
const text = `${JSON.stringify(schema, null, 2)}\n`;

if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write("schema/access-report.schema.json is out of date: npm run generate:schema\n");
  process.exitCode = 1;
}
