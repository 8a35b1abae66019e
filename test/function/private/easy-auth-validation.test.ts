import { TerraformVariable } from "cdktf";
import { validateEasyAuth } from "../../../lib/function/private/easy-auth-validation";
import { AzureCloud } from "../../../lib/support/cloud";
import { gatewayIdentity, registrationIds } from "../../fixtures/ids";
import { newStack } from "../../synthesis";

const registration = { ...registrationIds, cloud: AzureCloud.PUBLIC };

describe("the gate in front of a Function", () => {
  it("takes GUIDs", () => {
    expect(validateEasyAuth({ registration, allowedIdentities: [gatewayIdentity] })).toEqual([]);
  });

  it("takes references, whose text is not known yet", () => {
    const value = new TerraformVariable(newStack(), "value", {}).stringValue;
    const other = new TerraformVariable(newStack(), "other", {}).stringValue;
    expect(
      validateEasyAuth({
        registration: { clientId: value, tenantId: value, cloud: AzureCloud.CHINA },
        allowedIdentities: [{ clientId: value, principalId: other }],
      }),
    ).toEqual([]);
  });

  it("is not checked for parts that are not made yet", () => {
    expect(validateEasyAuth({})).toEqual([]);
  });

  it.each(["common", "organizations", "contoso.com", ""])(
    "rule 2, T4: is refused for the tenant %j, whose tokens could come from anywhere",
    (tenantId) => {
      expect(validateEasyAuth({ registration: { ...registration, tenantId } })).toEqual([
        `\`registration.tenantId\` was given as ${JSON.stringify(tenantId)}. App Service Authentication compares it with a token's claim, and a tenant id is a GUID. Pass the id that the identity or registration exports.`,
      ]);
    },
  );

  it("rule 3, T5: is refused for an audience that other tokens have too", () => {
    const [message] = validateEasyAuth({
      registration: { ...registration, clientId: "https://management.azure.com" },
    });
    expect(message).toContain('`registration.clientId` was given as "https://management.azure.com".');
  });

  it("rules 4 and 5: names the identity whose id is none", () => {
    const messages = validateEasyAuth({
      allowedIdentities: [gatewayIdentity, { clientId: "apim", principalId: "" }],
    });
    expect(messages).toEqual([
      expect.stringContaining('`allowedIdentities[1].clientId` was given as "apim".'),
      expect.stringContaining('`allowedIdentities[1].principalId` was given as "".'),
    ]);
  });

  it("rules 4 and 5: is refused when one id is given for both", () => {
    expect(
      validateEasyAuth({
        allowedIdentities: [{ ...gatewayIdentity, principalId: gatewayIdentity.clientId }],
      }),
    ).toEqual([
      `\`allowedIdentities[0]\` was given "${gatewayIdentity.clientId}" as client id and as principal id. An identity's client (application) id and principal (object) id are different GUIDs. Pass each of the two.`,
    ]);
  });

  it("rules 4 and 5: is refused without a caller", () => {
    expect(validateEasyAuth({ allowedIdentities: [] })).toEqual([
      "`allowedIdentities` was given as an empty list. Without an identity to check, App Service Authentication would let other applications of the tenant in. List the identity of at least one gateway in `allowedIdentities`.",
    ]);
  });
});
