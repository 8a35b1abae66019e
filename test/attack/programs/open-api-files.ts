import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A text of a file that no document may read. */
export const outside = "text-of-a-file-outside";

const written = new Map<string, string>();
let folder: string | undefined;

/** An OpenAPI document that refers to a schema elsewhere, in a folder beside a file that is none of its own. */
export function openApiFile(reference: string): string {
  const known = written.get(reference);
  if (known) return known;
  folder ??= newFolder();
  const path = join(folder, "api", `document-${written.size}.json`);
  const schema = { $ref: reference };
  const get = {
    operationId: "get-a",
    responses: { 200: { description: "a", content: { "application/json": { schema } } } },
  };
  const health = { operationId: "health", responses: { 200: { description: "a" } } };
  const paths = {
    "/a": { get },
    "/b": { get: { ...health, operationId: "get-b" } },
    "/health": { get: health },
  };
  writeFileSync(path, JSON.stringify({ openapi: "3.0.3", info: { title: "a", version: "1" }, paths }));
  written.set(reference, path);
  return path;
}

/** Takes the files away. */
export function removeOpenApiFiles(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
  written.clear();
}

function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), "attack-"));
  mkdirSync(join(made, "api"));
  const schema = (description: string) => JSON.stringify({ schema: { type: "string", description } });
  writeFileSync(join(made, "outside.json"), schema(outside));
  writeFileSync(join(made, "api", "inside.json"), schema("a"));
  symlinkSync(join(made, "outside.json"), join(made, "api", "link.json"));
  return made;
}
