import { reviewAccess } from "../../../../lib/access/review";
import { type Arguments, closedStack } from "../../closed-stack";
import { firstPlan } from "../../stack-input";

const app = "azurerm_linux_function_app.orders";

/** Whom the gate lists besides the gateway's identity, with the change of its lists. */
function listed(change: (entra: Arguments, gate: Arguments) => void): string[] {
  const report = reviewAccess(
    firstPlan(
      closedStack((resources) => {
        const gate = resources.azurerm_linux_function_app.orders.auth_settings_v2;
        change(gate.active_directory_v2, gate);
      }),
    ),
  );
  const labels = new Map(report.callers.map(({ id, label }) => [id, label]));
  return report.verdicts
    .filter(({ entrance, caller }) => entrance === `host:${app}` && caller.startsWith("allowed-identity:"))
    .map(({ caller, access, unknownBecause }) =>
      [labels.get(caller), access, unknownBecause ?? ""].join(" | "),
    );
}

const whoever = (list: string) => `whoever ${list} of func-orders turns out to name (known after apply)`;
const because = (list: string, why: string) =>
  `whom auth_settings_v2.0.active_directory_v2.0.${list} names is not known: (${why})`;

describe("whoever a gate lists", () => {
  it("is a caller of its own where the entry is not known, beside those who are", () => {
    expect(listed((entra) => entra.allowed_applications.push("${lookup(x)}"))).toEqual([
      `${whoever("allowed_applications")} | unknown | ${because("allowed_applications", "the result of lookup(x)")}`,
    ]);
  });

  it("is one caller where nothing of the list is known, which may be empty", () => {
    expect(listed((entra) => (entra.allowed_applications = "${lookup(x)}"))).toEqual([
      `${whoever("allowed_applications")} | unknown | ${because("allowed_applications", "the result of lookup(x)")}`,
    ]);
  });

  it("is not known where the whole list refers to something, as the result of a function does", () => {
    const [line] = listed(
      (entra) => (entra.allowed_applications = "${azurerm_user_assigned_identity.gateway.client_id}"),
    );
    expect(line).toMatch(/^whoever allowed_applications .* \| unknown \| .*a list that is made of/);
  });

  it("is on the list of identities where the gate lists no applications", () => {
    const change = (entra: Arguments) => {
      delete entra.allowed_applications;
      entra.allowed_identities.push("${lookup(x)}");
    };
    expect(listed(change)).toEqual([
      `${whoever("allowed_identities")} | unknown | ${because("allowed_identities", "the result of lookup(x)")}`,
    ]);
  });

  it("gets in with everybody through a gate that is off", () => {
    const change = (entra: Arguments, gate: Arguments) => {
      gate.auth_enabled = false;
      entra.allowed_applications.push("${lookup(x)}");
    };
    expect(listed(change)).toEqual([`${whoever("allowed_applications")} | reaches | `]);
  });

  it("is nobody where the entry is an id of another kind", () => {
    const objectId = "${azurerm_user_assigned_identity.gateway.principal_id}";
    expect(listed((entra) => entra.allowed_applications.push(objectId))).toEqual([]);
  });
});
