import { spawnSync } from "node:child_process";

// `--real-providers` is not an option that Jest knows: it reaches the tests as a variable.
const args = process.argv.slice(2);
const realProviders = args.includes("--real-providers") ? { REAL_PROVIDERS: "1" } : {};
const suite = realProviders.REAL_PROVIDERS ? ["test/terraform/examples"] : [];
const config = ["--config", "test/terraform/jest.config.js"];
const rest = args.filter((argument) => argument !== "--real-providers");
const { status } = spawnSync(
  process.execPath,
  [require.resolve("jest/bin/jest"), ...config, ...suite, ...rest],
  {
    stdio: "inherit",
    env: { ...process.env, ...realProviders, REQUIRE_TERRAFORM: "1" },
  },
);
process.exitCode = status ?? 1;
