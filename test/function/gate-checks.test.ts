import { TerraformVariable } from "cdktf";
import { gateRefusals } from "../../lib/function/gate-checks";
import { newStack } from "../synthesis";

const registration = {
  clientId: "cccccccc-0000-4000-8000-000000000001",
  tenantId: "dddddddd-0000-4000-8000-000000000001",
};
const caller = {
  clientId: "aaaaaaaa-0000-4000-8000-000000000001",
  principalId: "bbbbbbbb-0000-4000-8000-000000000001",
};

describe("the gate in front of a Function", () => {
  it("takes GUIDs", () => {
    expect(gateRefusals({ registration, callers: [caller] })).toEqual([]);
  });

  it("takes references, whose text is not known yet", () => {
    const value = new TerraformVariable(newStack(), "value", {}).stringValue;
    const other = new TerraformVariable(newStack(), "other", {}).stringValue;
    expect(
      gateRefusals({
        registration: { clientId: value, tenantId: value },
        callers: [{ clientId: value, principalId: other }],
      }),
    ).toEqual([]);
  });

  it("is not checked for parts that are not made yet", () => {
    expect(gateRefusals({})).toEqual([]);
  });

  it.each(["common", "organizations", "contoso.com", ""])(
    "rule 2, T4: is refused for the tenant %j, whose tokens could come from anywhere",
    (tenantId) => {
      expect(gateRefusals({ registration: { ...registration, tenantId } })).toEqual([
        `\`registration.tenantId\` was given as ${JSON.stringify(tenantId)}. App Service Authentication compares it with a token's claim, and a tenant id is a GUID. Pass the id that the identity or registration exports.`,
      ]);
    },
  );

  it("rule 3, T5: is refused for an audience that other tokens have too", () => {
    const [message] = gateRefusals({
      registration: { ...registration, clientId: "https://management.azure.com" },
    });
    expect(message).toContain('`registration.clientId` was given as "https://management.azure.com".');
  });

  it("rules 4 and 5: names the caller whose id is none", () => {
    const messages = gateRefusals({ callers: [caller, { clientId: "apim", principalId: "" }] });
    expect(messages).toEqual([
      expect.stringContaining('`callers[1].clientId` was given as "apim".'),
      expect.stringContaining('`callers[1].principalId` was given as "".'),
    ]);
  });

  it("rules 4 and 5: is refused when one id is given for both", () => {
    expect(gateRefusals({ callers: [{ ...caller, principalId: caller.clientId }] })).toEqual([
      `\`callers[0]\` was given "${caller.clientId}" as client id and as principal id. An identity's client (application) id and principal (object) id are different GUIDs. Pass each of the two.`,
    ]);
  });

  it("rules 4 and 5: is refused without a caller", () => {
    expect(gateRefusals({ callers: [] })).toEqual([
      "An empty list of callers was given. Without a caller to pin, App Service Authentication would let other applications of the tenant in. List the identity of at least one gateway in `callers`.",
    ]);
  });
});
