import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Host } from "../../../cli/host";
import { reviewCommand } from "../../../cli/review/command";
import { stackEngine } from "../../../cli/review/stack-engine";
import { run } from "../../../cli/run";
import { describeWithTerraform } from "../describe-with-terraform";
import { inHclStack } from "../hcl-stack";

const root = resolve(__dirname, "../../..");
const page = join(root, "docs/access-review.md");
const example = readFileSync(join(root, "examples/access-review/main.tf"), "utf8");

/** The change of the tour: the slot loses its authentication. */
const changed = example.replace(
  /(resource "azurerm_linux_function_app_slot"[\s\S]*?)\n {2}auth_settings_v2 \{[\s\S]*?\n {2}\}\n/,
  "$1",
);

let folder: string;

async function planChange(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "tour-"));
  await inHclStack({ "main.tf": example }, async (terraform, write) => {
    await terraform("init", "-input=false");
    await terraform("apply", "-input=false", "-auto-approve");
    write({ "main.tf": changed });
    await terraform("plan", "-input=false", "-out=plan.bin");
    writeFileSync(join(folder, "plan.json"), await terraform("show", "-json", "plan.bin"));
    writeFileSync(join(folder, "state.json"), await terraform("show", "-json"));
  });
}

/** What the command prints, as on a terminal of 100 columns, and which files it leaves. */
async function review(command: string): Promise<string> {
  let output = "";
  const print = (text: string) => {
    output += text;
  };
  const host: Host = {
    print,
    complain: print,
    readFile: (file) => readFileSync(join(folder, file), "utf8"),
    writeFile: (file, text) => writeFileSync(join(folder, file), text),
    columns: 100,
    env: { NO_COLOR: "1" },
    today: () => "2026-11-25",
  };
  const inFolder = { ...stackEngine, reportOn: (file: string) => stackEngine.reportOn(join(folder, file)) };
  await run(wordsOf(command), host, [reviewCommand(inFolder)]);
  return output;
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

/** The runs that the page shows: what is typed, and what is printed. */
const SHOWN = /```text\n\$ npx secure-function-behind-apim (.*)\n([\s\S]*?)```/g;
/** Files that the page shows. */
const FILE = /```yaml\n# (access\.yaml)\n([\s\S]*?)```/g;

/** The page with what is printed now. */
async function current(text: string): Promise<string> {
  const printed = new Map<string, string>();
  for (const [, command] of text.matchAll(SHOWN)) printed.set(command, await review(command));
  const withRuns = text.replace(SHOWN, (_, command) => {
    return `\`\`\`text\n$ npx secure-function-behind-apim ${command}\n${printed.get(command)}\`\`\``;
  });
  return withRuns.replace(FILE, (_, name) => {
    return `\`\`\`yaml\n# ${name}\n${readFileSync(join(folder, name), "utf8")}\`\`\``;
  });
}

describeWithTerraform("the tour of the access review", () => {
  beforeAll(planChange, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("changes the example as it says", () => {
    expect(example.length - changed.length).toBeGreaterThan(500);
    expect(changed.match(/auth_settings_v2/g)).toHaveLength(1);
  });

  // UPDATE_DOCS=1 writes the page.
  it("shows what the command prints", async () => {
    const text = readFileSync(page, "utf8");
    expect([...text.matchAll(SHOWN)].length).toBeGreaterThan(2);
    const now = await current(text);
    if (process.env.UPDATE_DOCS) writeFileSync(page, now);
    else expect(text).toBe(now);
  });
});
