import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ids } from "./fixtures/ids";
import { liveState } from "./fixtures/live-state";
import { liveSystem, type Switches } from "./stand-ins/live-system";
import { callersToken } from "./stand-ins/tokens";

const root = join(__dirname, "../../..");
const TIMEOUT = 60_000;

interface ProcessRun {
  readonly exitCode: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly asked: ReadonlySet<string>;
}

/** Runs the command as a process of its own, to which only a proxy leads out, and whose authority is its own. */
async function probedByProcess(switches: Switches): Promise<ProcessRun> {
  const system = await liveSystem(switches);
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  const [state, certificate] = [join(folder, "state.json"), join(folder, "authority.pem")];
  writeFileSync(state, liveState());
  writeFileSync(certificate, system.certificate);
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    HTTPS_PROXY: system.proxy.url,
    NODE_EXTRA_CA_CERTS: certificate,
    PROBE_CALLER_TOKEN: callersToken(),
    AZURE_TENANT_ID: ids.tenant,
    AZURE_CLIENT_ID: ids.deployer,
    AZURE_CLIENT_SECRET: "a-secret-of-the-deployer",
  };
  const args = ["--import", "tsx", "cli/index.ts", "probe", "--state", state, "--wait", "0"];
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) => {
        resolve({ exitCode: error ? error.code : 0, stdout, stderr, asked: system.proxy.asked });
      });
    });
  } finally {
    await system.close();
    rmSync(folder, { recursive: true });
  }
}

describe("a probe as a process", () => {
  it(
    "goes by HTTPS_PROXY, trusts NODE_EXTRA_CA_CERTS, and signs in with @azure/identity",
    async () => {
      const { exitCode, stdout, stderr, asked } = await probedByProcess({});
      expect(stderr).toBe("");
      expect(stdout).toMatch(/ok +no token \(AADSTS501051\) {2}with the deployer's own token for the/);
      expect(stdout).toMatch(/^Passed\./m);
      expect(exitCode).toBe(0);
      expect([...asked].sort()).toEqual([
        "apim-orders.azure-api.net",
        "func-orders.azurewebsites.net",
        "func-orders.scm.azurewebsites.net",
        "login.microsoftonline.com",
      ]);
    },
    TIMEOUT,
  );

  it(
    "ends with 1 where Entra issues what it is to refuse",
    async () => {
      const { exitCode, stdout } = await probedByProcess({ entra: { issuesToAnyone: true } });
      expect(stdout.replace(/\s+/g, " ")).toContain("Entra issues a token that it is to refuse; with it,");
      expect(exitCode).toBe(1);
    },
    TIMEOUT,
  );
});
