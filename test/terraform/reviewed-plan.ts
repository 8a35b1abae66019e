import type { Host } from "../../cli/host";
import { reviewCommand } from "../../cli/review/command";
import { stackEngine } from "../../cli/review/stack-engine";
import { run } from "../../cli/run";
import { reviewAccess } from "../../lib/access/review";
import { readInput } from "../../lib/access/stack/read-input";

/** What `review plan.json` says of a plan, as `terraform show -json` prints it. */
export async function reviewPlan(
  plan: string,
): Promise<{ readonly status: number; readonly output: string }> {
  let output = "";
  const print = (text: string) => {
    output += text;
  };
  const refuse = (file: string): never => {
    throw new Error(`The review of a plan needs no ${file}.`);
  };
  const host: Host = {
    print,
    complain: print,
    readFile: refuse,
    writeFile: refuse,
    columns: undefined,
    env: {},
    today: () => "2026-11-25",
  };
  const reportOn = () => reviewAccess(readInput({ name: "plan.json", content: Buffer.from(plan) }));
  const status = await run(["review", "plan.json"], host, [reviewCommand({ ...stackEngine, reportOn })]);
  return { status, output };
}
