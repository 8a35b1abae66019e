import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { layersConfig } from "./layers";

const file = join(__dirname, "..", "biome.layers.json");
writeFileSync(file, `${JSON.stringify(layersConfig(), null, 2)}\n`);
