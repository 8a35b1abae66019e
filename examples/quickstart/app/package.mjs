// Bundles the Function with what it imports, and packs it: `npm run package` writes dist/app.zip.
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ZipFile } from "yazl";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");

await mkdir(dist, { recursive: true });
await build({
  entryPoints: [join(root, "src", "functions.ts")],
  outfile: join(dist, "functions.js"),
  bundle: true,
  platform: "node",
  target: "node20",
  // The Functions host brings it.
  external: ["@azure/functions-core"],
});

// One time for all files: the same code is the same package, so Terraform uploads it once.
const packed = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };
const zip = new ZipFile();
for (const file of ["host.json", "package.json", "dist/functions.js"])
  zip.addFile(join(root, file), file, packed);
zip.end();
await pipeline(zip.outputStream, createWriteStream(join(dist, "app.zip")));
