/**
 * Plans a stack with the stand-in and writes what Terraform says, for benchmarks, which import no test:
 * `node --import tsx test/terraform/write-plans.ts <cdk.tf.json> <folder>` writes `first-plan.json` into the folder, and with
 * `--applied` also `state.json` and `second-plan.json`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MISSING_TERRAFORM, terraformBinary } from "./terraform-binary";
import { inStack, type Terraform } from "./workspace";

async function main([stack, folder, applied]: string[]): Promise<void> {
  if (!terraformBinary()) {
    process.stderr.write(`${MISSING_TERRAFORM}\n`);
    process.exitCode = 1;
    return;
  }
  const write = (name: string, json: string) => writeFileSync(join(folder, name), json);
  await inStack(readFileSync(stack, "utf8"), async (terraform) => {
    await terraform("init", "-input=false");
    write("first-plan.json", await planned(terraform));
    if (applied !== "--applied") return;
    await terraform("apply", "-input=false", "plan.bin");
    write("state.json", await terraform("show", "-json"));
    write("second-plan.json", await planned(terraform));
  });
}

async function planned(terraform: Terraform): Promise<string> {
  await terraform("plan", "-input=false", "-out=plan.bin");
  return terraform("show", "-json", "plan.bin");
}

void main(process.argv.slice(2));
