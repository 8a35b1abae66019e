import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rulePages } from "./rule-page";

/** Writes the page of each rule of the access review to `docs/rules/`, from the rule's own data. */
const folder = join(__dirname, "..", "docs", "rules");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, text] of Object.entries(rulePages())) writeFileSync(join(folder, name), text);
