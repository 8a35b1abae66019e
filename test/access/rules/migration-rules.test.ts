import { reviewAccess } from "../../../lib/access/review";
import { type Arguments, closedStack } from "../closed-stack";
import { changePlan, firstPlan } from "../stack-input";

const until = "2027-02-28";
const reason = "Partners move to the gateway, CHANGE-1234";

type Change = (app: Arguments) => void;

/** A stack whose gate is open for a migration, and what a test changes of the Function App. */
function openStack(change: Change = () => {}) {
  return closedStack(({ azurerm_linux_function_app: { orders } }) => {
    orders.auth_settings_v2.require_authentication = false;
    orders.auth_settings_v2.unauthenticated_action = "AllowAnonymous";
    orders.tags = { "gate-migration-until": until, "gate-migration-reason": reason };
    change(orders);
  });
}

/** The findings about open hosts on a day. */
function found(change: Change, today?: string) {
  const { findings } = reviewAccess(firstPlan(openStack(change)), today);
  return findings
    .filter(({ rule }) => rule === "open-host" || rule === "gate-open-for-migration")
    .map(({ rule, severity, message }) => [rule, severity, message]);
}

const host = "func-orders";

describe("a gate that is open for a migration", () => {
  it.each(["2026-11-29", until])("is a finding of high severity on %s, with its day and reason", (today) => {
    expect(found(() => {}, today)).toEqual([
      [
        "gate-open-for-migration",
        "high",
        `${host} is open to everyone who reaches it until ${until}, for a migration: ${reason}`,
      ],
    ]);
  });

  it.each(["2027-03-01", "2030-01-01"])("is critical on %s, after its last day", (today) => {
    expect(found(() => {}, today)).toEqual([
      [
        "gate-open-for-migration",
        "critical",
        `${host} is open to everyone who reaches it, and its migration ended on ${until}: ${reason}`,
      ],
    ]);
  });

  it("is critical where nobody says which day it is", () => {
    expect(found(() => {})[0][1]).toBe("critical");
  });

  it("does not hide that the internet reaches the Function", () => {
    const { verdicts } = reviewAccess(firstPlan(openStack()), "2026-11-29");
    const verdict = verdicts.find(
      ({ entrance, caller }) => entrance.startsWith("host:") && caller === "internet",
    );
    expect(verdict?.access).toBe("reaches");
  });

  it("is proven by the arguments that open it and the tags that limit it", () => {
    const { findings } = reviewAccess(firstPlan(openStack()), "2026-11-29");
    const { proof } = findings.find(({ rule }) => rule === "gate-open-for-migration") ?? { proof: [] };
    expect(proof.slice(-3).map(({ argument, value }) => [argument, value])).toEqual([
      ["auth_settings_v2.0.unauthenticated_action", "AllowAnonymous"],
      ["tags.gate-migration-until", until],
      ["tags.gate-migration-reason", reason],
    ]);
  });

  it("opens a closed gate, which the plan's change says", () => {
    const { findings } = reviewAccess(changePlan(closedStack(), openStack()), "2026-11-29");
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toContain("critical gate-weakened");
  });
});

describe("a gate is simply open", () => {
  const entra = (change: (provider: Arguments) => void) => (app: Arguments) =>
    change(app.auth_settings_v2.active_directory_v2);

  it.each<[string, Change]>([
    ["without the tags", (app) => delete app.tags],
    ["without a day", (app) => delete app.tags["gate-migration-until"]],
    ["without a reason", (app) => delete app.tags["gate-migration-reason"]],
    ["with a blank reason", (app) => (app.tags["gate-migration-reason"] = " ")],
    ["with a day that is none", (app) => (app.tags["gate-migration-until"] = "2027-02-30")],
    ["with a day that is known after apply", (app) => (app.tags["gate-migration-until"] = "${var.until}")],
    ["without authentication", (app) => (app.auth_settings_v2.auth_enabled = false)],
    ["where only the action is left out", (app) => delete app.auth_settings_v2.unauthenticated_action],
    ["without a registration", (app) => delete app.auth_settings_v2.active_directory_v2],
    ["for every application", entra((provider) => delete provider.allowed_applications)],
    ["for every principal", entra((provider) => (provider.allowed_identities = []))],
    ["with an excluded path", (app) => (app.auth_settings_v2.excluded_paths = ["/health"])],
    ["with another provider", (app) => (app.auth_settings_v2.github_v2 = { client_id: "x" })],
    ["with the whole block gone", (app) => delete app.auth_settings_v2],
  ])("%s", (_what, change) => {
    expect(found(change, "2026-11-29").map(([rule, severity]) => [rule, severity])).toEqual([
      ["open-host", "critical"],
    ]);
  });
});

it("a closed gate with the tags is closed", () => {
  const stack = closedStack(({ azurerm_linux_function_app: { orders } }) => {
    orders.tags = { "gate-migration-until": until, "gate-migration-reason": reason };
  });
  expect(reviewAccess(firstPlan(stack), "2030-01-01").findings).toEqual([]);
});
