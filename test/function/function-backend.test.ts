import { Lazy, TerraformVariable } from "cdktf";
import {
  ApiDefinition,
  AzureCloud,
  type FunctionBackendAttributes,
  GatewayApi,
} from "cdktf-secure-function-behind-apim";
import { FunctionBackend } from "../../lib/function/function-backend";
import { newGatewayApi, newPattern } from "../fixtures/constructs";
import { existingBackend, existingRegistration } from "../fixtures/existing-parts";
import { messageOf, newStack, only, synthesize } from "../synthesis";

const rejection = (attributes: Partial<FunctionBackendAttributes>) =>
  messageOf(() => existingBackend(attributes));

describe("T19: the gateway's token goes to no other host than the Function's", () => {
  it.each([
    "example.com",
    "azurewebsites.net",
    "func-orders.azurewebsites.net.example.com",
    "func-orders.azurewebsites.net:8443",
    "user@func-orders.azurewebsites.net",
    "func-orders.azurewebsites.net/x",
    "func-orders.azurewebsites.net#",
    "https://func-orders.azurewebsites.net",
    "example.com#.azurewebsites.net",
    "func-orders.azurewebsites.us",
  ])("rejects the host name %j", (hostName) => {
    expect(rejection({ hostName })).toContain(`\`hostName\` was given as ${JSON.stringify(hostName)}`);
  });

  it.each([
    ["func-orders.azurewebsites.net", AzureCloud.PUBLIC],
    ["func-orders-a1b2c3d4e5f6a7b8.westeurope-01.azurewebsites.net", AzureCloud.PUBLIC],
    ["Func-Orders.azurewebsites.us", AzureCloud.US_GOVERNMENT],
    ["func-orders.chinacloudsites.cn", AzureCloud.CHINA],
  ])("accepts the host name %s", (hostName, cloud) => {
    const { url } = existingBackend({ hostName, registration: existingRegistration({ cloud }) });
    expect(url).toBe(`https://${hostName}/api`);
  });

  it("has Terraform check a host name that is only known at apply", () => {
    const stack = newStack();
    const hostName = new TerraformVariable(stack, "host", { type: "string" }).stringValue;
    newGatewayApi(stack, "orders", { backend: existingBackend({ hostName }) });
    const backend = only(synthesize(stack), "azurerm_api_management_backend");
    expect(backend.url).toBe("https://${var.host}/api");
    expect(backend.lifecycle.precondition[0].condition).toBe(
      '${can(regex("^[a-z0-9][a-z0-9-]*([.][a-z0-9-]+)?[.]azurewebsites[.]net$", lower(var.host)))}',
    );
  });

  it("rejects a lazy value, whose text would be a part of the check", () => {
    const hostName = Lazy.stringValue({ produce: () => "a & b" });
    expect(rejection({ hostName })).toContain("`hostName` was given as a lazy value.");
  });

  it("rejects a reference with text around it, of which the end could be anything", () => {
    const { stringValue } = new TerraformVariable(newStack(), "host", { type: "string" });
    expect(rejection({ hostName: `${stringValue}.example.com` })).toContain("as a reference with other text");
  });

  it("rejects registrations of Microsoft's services, and tenants that are none", () => {
    const arm = Object.assign(existingRegistration(), { clientId: "797f4846-ba00-4fd7-ba43-dac1f8f63013" });
    expect(rejection({ registration: arm })).toContain("the client id of Azure Resource Manager");
    const common = Object.assign(existingRegistration(), { tenantId: "common" });
    expect(rejection({ registration: common })).toContain('`registration.tenantId` was given as "common"');
  });

  it("is not decided by an object that only looks like one", () => {
    const { registration } = existingBackend();
    const url = "https://example.com/api";
    const forged = Object.assign(Object.create(FunctionBackend.prototype), { url, registration });
    expect(messageOf(() => newGatewayApi(newStack(), "orders", { backend: forged }))).toContain(
      "was given as an object that looks like a `FunctionBackend`",
    );
  });

  it("rejects two Functions under one name of a backend", () => {
    const backend = (hostName: string) => ({
      name: "other",
      backend: existingBackend({ hostName: `${hostName}.azurewebsites.net` }),
      callableAfter: [],
    });
    const operationBackends = { "get-all": backend("func-one"), "post-all": backend("func-two") };
    expect(messageOf(() => newGatewayApi(newStack(), "orders", { operationBackends }))).toContain(
      'The backend name "other" was given to two Functions in `operationBackends`.',
    );
  });

  it("is bound to the registration that the gate accepts, whatever becomes of the object", () => {
    const { stack, orders } = newPattern();
    expect(Object.isFrozen(orders.functionApp.backend)).toBe(true);
    const { gateway, callers } = orders.api;
    new GatewayApi(stack, "again", {
      ...{ gateway, callers, name: "again", path: "again", callableAfter: [] },
      apiDefinition: ApiDefinition.passThrough(),
      backend: orders.functionApp.backend,
    });
    expect(() => synthesize(stack)).not.toThrow();
  });
});
