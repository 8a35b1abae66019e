import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
const program = ["--import", "tsx", "test/fixtures/annotated-app.ts"];
const output = mkdtempSync(join(tmpdir(), "annotated-app-"));
afterAll(() => rmSync(output, { recursive: true }));
jest.setTimeout(120_000);

function run(command: string, ...args: string[]) {
  const env = { ...process.env, CDKTF_OUTDIR: output, CHECKPOINT_DISABLE: "1", CI: "1" };
  return spawnSync(command, args, { cwd: root, env, encoding: "utf8" });
}

const note = "INFO [annotated]: The stack has a note.";
const openApi = /^WARN \[annotated\/orders\/api\]: .*webhooks.*$/m;

describe("a program that is run as it is", () => {
  it.each(["", "skip-validation"])("shows each annotation once, on standard error: %s", (added) => {
    const { status, stdout, stderr } = run(process.execPath, ...program, added);
    expect([status, stdout]).toEqual([0, ""]);
    expect(stderr.split("\n")).toEqual([note, expect.stringMatching(openApi), ""]);
  });

  it("fails with an annotation that is an error", () => {
    const { status, stderr } = run(process.execPath, ...program, "error");
    expect(status).toBe(1);
    expect(stderr).toContain("[annotated] The stack is wrong.");
  });
});

describe("a program that `cdktf synth` runs", () => {
  const synth = (added: string) =>
    run("npx", "cdktf", "synth", "--app", ["node", ...program, added].join(" "), "--output", output);

  it("leaves its annotations to the command line, which shows each once", () => {
    const { status, stdout, stderr } = synth("");
    expect(status).toBe(0);
    const shown = stdout + stderr;
    expect(shown.split(note)).toHaveLength(2);
    expect(shown.split("[annotated/orders/api]:")).toHaveLength(2);
  });

  it("fails with an annotation that is an error", () => {
    const { status, stdout } = synth("error");
    expect(status).toBe(1);
    expect(stdout).toContain("ERROR [annotated]: The stack is wrong.");
  });
});
