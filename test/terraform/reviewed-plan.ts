import type { Host } from "../../cli/host";
import { run } from "../../cli/run";
import { stackEngine } from "../../cli/stack-engine";
import { reviewAccess } from "../../lib/access/review";
import { readInput } from "../../lib/access/stack/read-input";

/** What `review plan.json` says of a plan, as `terraform show -json` prints it. */
export function reviewPlan(plan: string): { readonly status: number; readonly output: string } {
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
  return { status: run(["review", "plan.json"], host, { ...stackEngine, reportOn }), output };
}
