import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Testing } from "cdktf";
import { GateMigration, type SecureFunctionBehindApimProps } from "cdktf-secure-function-behind-apim";
import { newPattern } from "../fixtures/constructs";
import { entraCallers } from "../fixtures/policies";
import { AppliedState } from "./applied-state";
import { describeWithTerraform } from "./describe-with-terraform";
import { answerTo, type Caller, type DeployedCode, type Surroundings } from "./migration-player";
import type { PlanJson } from "./plan-json";
import { planText } from "./plan-text";
import { inWorkspace, type Terraform } from "./workspace";

const page = resolve(__dirname, "../../docs/migration.md");

/** The day that the page shows; to Terraform, which knows the real one, it is far ahead. */
const shownDay = "2027-02-28";
const farDay = "2099-12-31";
const reason = "Partners move to the gateway, CHANGE-1234";
const secretUrl = "https://kv-orders.vault.azure.net/secrets/function-key";
const functionKey = { secretUrl };
const actionGroupIds = [
  "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-platform/providers/Microsoft.Insights/actionGroups/ag-api",
];

type Stack = Partial<SecureFunctionBehindApimProps>;
const observing = { migration: GateMigration.observe({ reason, until: farDay, functionKey }) };
const watching = { migration: GateMigration.observe({ reason, until: farDay, functionKey, actionGroupIds }) };
const enforced = { migration: GateMigration.enforce({ functionKey }) };
const identityAlone = {};

const [oldKey, gatewaysKey] = ["the partners' key", "the gateway's key"];
const askingForKeys: DeployedCode = { authLevel: "function", keys: [oldKey, gatewaysKey] };
const anonymous: DeployedCode = { authLevel: "anonymous", keys: [oldKey, gatewaysKey] };
const rotated: DeployedCode = { ...anonymous, keys: ["another key"] };

const withOldKey: Caller = { to: "function", key: oldKey };
const newWay: Caller = { to: "gateway", isKnown: true };
const stranger: Caller = { to: "function" };
const strangerAtGateway: Caller = { to: "gateway", isKnown: false, key: oldKey };

interface Step {
  readonly name: string;
  readonly stack: Stack;
  readonly code: DeployedCode;
  /** Answers to the old key, to the new way, and to a stranger. */
  readonly answers: readonly [oldKey: number, newWay: number, stranger: number];
}

/** The steps in their order. Each but the first deploys a stack, or code. */
const steps: readonly Step[] = [
  { name: "1-observe", stack: observing, code: askingForKeys, answers: [200, 200, 401] },
  { name: "2-watch", stack: watching, code: askingForKeys, answers: [200, 200, 401] },
  { name: "3-close", stack: enforced, code: askingForKeys, answers: [401, 200, 401] },
  { name: "3-code", stack: enforced, code: anonymous, answers: [401, 200, 401] },
  { name: "3-identity", stack: identityAlone, code: anonymous, answers: [401, 200, 401] },
  { name: "4-rotate", stack: identityAlone, code: rotated, answers: [401, 200, 401] },
];

function synthesized(props: Stack): string {
  const { stack } = newPattern({ uniqueSuffix: "a1b2c3", callers: entraCallers(), ...props });
  return Testing.synth(stack);
}

interface Applied {
  readonly plan: PlanJson;
  readonly state: AppliedState;
}

/** Applies stacks one after the other, in one place. */
async function applied(stacks: readonly Stack[]): Promise<Applied[]> {
  return inWorkspace({}, async (workspace) => {
    const done: Applied[] = [];
    for (const stack of stacks) {
      const { terraform } = workspace.add("orders", synthesized(stack));
      if (done.length === 0) await terraform("init", "-input=false");
      done.push(await apply(terraform));
    }
    return done;
  });
}

async function apply(terraform: Terraform): Promise<Applied> {
  await terraform("plan", "-input=false", "-out=plan.bin");
  const plan: PlanJson = JSON.parse(await terraform("show", "-json", "plan.bin"));
  await terraform("apply", "-input=false", "plan.bin");
  await terraform("plan", "-input=false", "-detailed-exitcode");
  return { plan, state: await AppliedState.of(terraform) };
}

/** Plans that the page shows, by the names of their steps. */
const SHOWN = /<!-- plan: ([\w-]+) -->\n\n```text\n([\s\S]*?)```/g;

describeWithTerraform("the migration from function keys to identity", () => {
  let forwards: Applied[];
  let backwards: Applied[];

  beforeAll(async () => {
    const there = steps.map(({ stack }) => stack);
    const all = await applied([...there, ...there.slice(0, -1).reverse()]);
    forwards = all.slice(0, steps.length);
    backwards = [...all.slice(steps.length).reverse(), forwards[steps.length - 1]];
  }, 600_000);

  const vault = { [secretUrl]: gatewaysKey };
  const answers = (index: number, { state }: Applied, code = steps[index].code) => {
    const surroundings: Surroundings = { code, vault };
    return [withOldKey, newWay, stranger].map((caller) => answerTo(caller, state, surroundings));
  };

  it.each(steps.map(({ name }, index) => [name, index] as const))(
    "answers each caller in step %s as it says, forwards and backwards",
    (_name, index) => {
      expect(answers(index, forwards[index])).toEqual(steps[index].answers);
      expect(answers(index, backwards[index])).toEqual(steps[index].answers);
    },
  );

  it.each(steps.map(({ name }, index) => [name, index] as const))(
    "lets nobody in at the gateway in step %s whom it does not know, whatever key is sent",
    (_name, index) => {
      const surroundings: Surroundings = { code: steps[index].code, vault };
      expect(answerTo(strangerAtGateway, forwards[index].state, surroundings)).toBe(401);
      expect(answerTo({ ...newWay, key: "a wrong one" }, forwards[index].state, surroundings)).toBe(200);
    },
  );

  it("re-creates nothing, and destroys nothing but what only a migration has", () => {
    const later = [...forwards.slice(1), ...backwards.slice(0, -1)].flatMap(
      ({ plan }) => plan.resource_changes ?? [],
    );
    const destroyed = later.filter(({ change }) => change.actions.includes("delete"));
    expect(destroyed.filter(({ change }) => change.actions.includes("create"))).toEqual([]);
    expect([...new Set(destroyed.map(({ type }) => type))].sort()).toEqual([
      "azurerm_api_management_named_value",
      "azurerm_log_analytics_saved_search",
      "azurerm_monitor_scheduled_query_rules_alert_v2",
    ]);
  });

  it("never has the key in the state", () => {
    expect(JSON.stringify([...forwards, ...backwards])).not.toContain(gatewaysKey);
  });

  it("needs its steps in their order", () => {
    // The code asks for no key while the gate is open: everyone gets in.
    expect(answers(0, forwards[0], anonymous)).toEqual([200, 200, 200]);
    // The gateway sends none while the code asks for one: the new way is refused.
    expect(answers(4, forwards[4], askingForKeys)).toEqual([401, 401, 401]);
  });

  it("does not plan after the last day", async () => {
    const over = { migration: GateMigration.observe({ reason, until: "2020-02-29", functionKey }) };
    await expect(applied([over])).rejects.toThrow(/may be open until\s+2020-02-29/);
  }, 120_000);

  // UPDATE_DOCS=1 writes the page.
  it("is shown with its plans", () => {
    const text = readFileSync(page, "utf8");
    const planOf = (name: string) => {
      const index = steps.findIndex((step) => step.name === name);
      return planText(forwards[index].plan).replaceAll(farDay, shownDay);
    };
    expect([...text.matchAll(SHOWN)].map(([, name]) => name)).toEqual([
      "1-observe",
      "2-watch",
      "3-close",
      "3-identity",
    ]);
    const now = text.replace(
      SHOWN,
      (_, name) => `<!-- plan: ${name} -->\n\n\`\`\`text\n${planOf(name)}\n\`\`\``,
    );
    if (process.env.UPDATE_DOCS) writeFileSync(page, now);
    else expect(text).toBe(now);
  });

  it("changes nothing by rotating keys", () => {
    expect(planText(forwards[5].plan)).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
    expect(planText(forwards[3].plan)).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
  });
});
