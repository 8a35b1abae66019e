import { ApiDefinition, type GatewayApiProps, Policy, PolicyPlace } from "cdktf-secure-function-behind-apim";
import { newGatewayApi, newPattern } from "../../fixtures/constructs";
import { existingBackend } from "../../fixtures/existing-parts";
import { messageOf, newStack, synthesize } from "../../synthesis";

const operation = (operationId: string, urlTemplate: string) => ({ operationId, urlTemplate, method: "GET" });
const list = operation("list", "/orders");
const branch =
  '<choose><when condition="@(true)"><rewrite-uri template="/%61dmin/host/status" /></when></choose>';

const accepts = (props: Partial<GatewayApiProps>) => {
  const stack = newStack();
  newGatewayApi(stack, "orders", props);
  synthesize(stack);
};
const rejection = (props: Partial<GatewayApiProps>) =>
  messageOf(() => newGatewayApi(newStack(), "orders", props));

describe("T8, T9, T22: the paths of an API at its Function", () => {
  const at = (routePrefix: string, apiDefinition = ApiDefinition.passThrough()) => ({
    backend: existingBackend({ routePrefix }),
    apiDefinition,
  });
  const orders = ApiDefinition.fromOperations([list]);

  it("may be any below a route prefix", () => {
    accepts(at("api"));
  });

  it("are rejected without a route prefix when they may be the host's, once for all methods", () => {
    const message = rejection(at(""));
    expect(
      message.match(/The URL template "\/\*" was given, for a Function without a route prefix\./g),
    ).toHaveLength(1);
  });

  it("are rejected below a backend URL that is the host's, or leads to another path", () => {
    expect(messageOf(() => at("admin", orders))).toContain('The route prefix "admin" was given.');
    expect(messageOf(() => at("api/..", orders))).toContain('The route prefix "api/.." was given.');
  });

  it("are rejected where the Function that answers the operation has no route prefix", () => {
    const operationBackends = {
      "get-all": { name: "other", backend: existingBackend({ routePrefix: "" }), callableAfter: [] },
    };
    expect(rejection({ operationBackends })).toContain("for a Function without a route prefix");
  });

  it("are rejected by the pattern when its Function has no route prefix, before anything is made", () => {
    expect(messageOf(() => newPattern({ routePrefix: "" }))).toMatch(
      /^stack\/orders: invalid input\.\n {2}- The URL template "\/\*" was given, for a Function without a route prefix\./,
    );
  });

  it("are taken without a route prefix when they are listed", () => {
    accepts(at("", orders));
  });

  it.each([
    ["of the API", { policy: new Policy().rewriteUri("/{page}") }],
    ["of an operation", { operationPolicies: { list: new Policy().rewriteUri("/admin/host/status") } }],
    ["in a branch", { policy: new Policy().rawXml(PolicyPlace.AFTER_AUTHENTICATION, branch) }],
  ])(
    "are rejected without a route prefix when a policy %s rewrites them to what may be the host's",
    (_, policies) => {
      expect(rejection({ ...at("", orders), ...policies })).toMatch(
        /`rewrite-uri` to ".+" was given, for a Function without a route prefix\. It may match `\/admin` or `\/runtime`,/,
      );
      accepts({ ...at("api", orders), ...policies });
    },
  );

  it.each([
    "/../admin/x",
    "@evil.example/",
    "//evil.example/",
    "@(context.Request.OriginalUrl.Path)",
    "{{path}}",
    "/a/{{path}}",
  ])("are rejected when a policy rewrites them to %s, whatever the Function's route prefix", (template) => {
    const message = rejection({ policy: new Policy().rewriteUri(template) });
    expect(message).toContain(`\`rewriteUri\` has the template ${JSON.stringify(template)}`);
    expect(message).toContain("(T22)");
    expect(message.match(/ {2}- /g)).toHaveLength(1);
  });

  it("are rejected when they lead out of the Function's URL", () => {
    expect(rejection(at("api", ApiDefinition.fromOperations([operation("x", "/%2e%2e/admin/x")])))).toContain(
      'The URL template "/%2e%2e/admin/x" was given, and it has a `.` or `..` segment.',
    );
  });
});
