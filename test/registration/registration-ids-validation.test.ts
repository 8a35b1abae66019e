import {
  AzureCloud,
  type IRegistration,
  Registration,
  SecureFunctionBehindApim,
} from "cdktf-secure-function-behind-apim";
import { Construct } from "constructs";
import { patternProps } from "../fixtures/constructs";
import { existingRegistration } from "../fixtures/existing-parts";
import { registrationIds } from "../fixtures/ids";
import { messageOf, newStack } from "../synthesis";

// An instance for JavaScript, and none of the library's own.
const otherCloud: AzureCloud = Object.create(AzureCloud.PUBLIC, {
  loginHost: { value: "login.example.com" },
});

describe("rule 2, T4: a cloud that is not one of Azure's is rejected by", () => {
  it.each<[string, (scope: Construct) => unknown]>([
    [
      "a new registration",
      (scope) => new Registration(scope, "part", { displayName: "orders", cloud: otherCloud }),
    ],
    [
      "an existing registration",
      (scope) =>
        Registration.fromRegistrationAttributes(scope, "part", { ...registrationIds, cloud: otherCloud }),
    ],
    [
      "a registration that is looked up",
      (scope) =>
        Registration.fromRegistrationName(scope, "part", { displayName: "orders", cloud: otherCloud }),
    ],
    [
      "the pattern",
      (scope) => new SecureFunctionBehindApim(scope, "part", { ...patternProps, cloud: otherCloud }),
    ],
  ])("%s, and nothing is left in the tree", (_title, make) => {
    const stack = newStack();
    const message = messageOf(() => make(stack));
    expect(message).toContain("stack/part: invalid input.\n");
    expect(message).toContain("`cloud` was given as an object that is not one of Azure's clouds.");
    expect(stack.node.tryFindChild("part")).toBeUndefined();
  });
});

describe("rules 3 and 10: a registration of a service of Microsoft is rejected by", () => {
  const clientId = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

  it("an existing registration", () => {
    expect(messageOf(() => existingRegistration({ clientId }))).toContain(
      `\`clientId\` was given as "${clientId}", the client id of Azure Resource Manager.`,
    );
  });

  it("the pattern, which takes any object as a registration", () => {
    class OwnRegistration extends Construct implements IRegistration {
      public readonly clientId = clientId;
      public readonly tenantId = "common";
      public readonly cloud = otherCloud;
      public assignRole() {
        return [];
      }
    }
    const stack = newStack();
    const registration = new OwnRegistration(stack, "registration");
    const message = messageOf(
      () => new SecureFunctionBehindApim(stack, "orders", { ...patternProps, registration }),
    );
    for (const property of ["clientId", "tenantId", "cloud"]) {
      expect(message).toContain(`\`registration.${property}\` was given as`);
    }
    expect(stack.node.tryFindChild("orders")).toBeUndefined();
  });
});
