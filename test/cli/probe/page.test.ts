import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { probed } from "./fixtures/probe-run";

const page = join(__dirname, "../../../docs/probe.md");

/** The runs that the page shows: what is wrong with the system, what is typed, and what is printed. */
const SHOWN =
  /(<!-- system: (.*) -->\n\n```text\n\$ npx secure-function-behind-apim probe --state state\.json(.*)\n)([\s\S]*?)```/g;

/** The page with what is printed now, as on a terminal of 100 columns. */
async function current(text: string): Promise<string> {
  let now = text;
  for (const [all, start, system, args] of text.matchAll(SHOWN)) {
    const words = args.split(" ").filter((word) => word !== "");
    const { stdout } = await probed(JSON.parse(system), words, { columns: 100, env: { NO_COLOR: "1" } });
    now = now.replace(all, () => `${start}${stdout}\`\`\``);
  }
  return now;
}

describe("docs/probe.md", () => {
  // UPDATE_DOCS=1 writes the page.
  it("shows what the command prints", async () => {
    const text = readFileSync(page, "utf8");
    expect([...text.matchAll(SHOWN)]).toHaveLength(2);
    const now = await current(text);
    if (process.env.UPDATE_DOCS) writeFileSync(page, now);
    else expect(text).toBe(now);
  }, 30_000);
});
