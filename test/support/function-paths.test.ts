import { TerraformVariable } from "cdktf";
import {
  routePrefixOf,
  validateFunctionPath,
  validateRoutePrefixTarget,
} from "../../lib/support/function-paths";
import { newStack } from "../synthesis";

const errors = (template: string, routePrefix?: string) =>
  validateFunctionPath("The template was given", template, routePrefix);

const token = () => new TerraformVariable(newStack(), "text", { type: "string" }).stringValue;

describe("a path at the Function", () => {
  it.each([
    "/",
    "/orders",
    "/orders/",
    "/orders/{id}",
    "/*",
    "/users/@me",
    "/a..b",
    "/.well-known/x",
    "/x?y=//",
  ])("T22: like %s stays below its URL", (template) => {
    expect(errors(template, "api")).toEqual([]);
  });

  it.each([
    ["orders", "it does not start with a slash"],
    ["@evil.example/x", "it does not start with a slash"],
    ["https://evil.example/x", "it does not start with a slash"],
    ["//evil.example/x", "it has an empty segment"],
    ["/orders//x", "it has an empty segment"],
    ["/%2Fevil.example", "it has an empty segment"],
    ["/orders\\x", "it has a backslash, which servers read as a slash"],
    ["/orders%5cx", "it has a backslash, which servers read as a slash"],
    ["/../admin", "it has a `.` or `..` segment"],
    ["/orders/./x", "it has a `.` or `..` segment"],
    ["/orders/%2e%2E/x", "it has a `.` or `..` segment"],
    ["/orders/%252e./x", "it has a `.` or `..` segment"],
    ["/orders/..%2fadmin", "it has a `.` or `..` segment"],
    ["/orders%3F/../x", "it has a `.` or `..` segment"],
    ["/orders/..", "it has a `.` or `..` segment"],
  ])("T22: like %s is rejected, because %s", (template, problem) => {
    expect(errors(template)).toEqual([
      `The template was given, and ${problem}. A path at the Function starts with one slash and has no empty, \`.\` or \`..\` segments and no backslashes, percent-encoded ones included (T22). Write it like \`/orders/{orderId}\`.`,
    ]);
  });

  it.each([
    ["", "/admin/host/status"],
    ["", "/ADMIN/{x}"],
    ["", "/%61dmin/host"],
    ["", "/*"],
    ["", "/{*rest}"],
    ["", "/{kind}/{id}"],
    // Servers disagree on whether `admin%2Fhost` is one segment.
    ["", "/{id}"],
    ["", "/adm{x}"],
    ["", "/runtime/webhooks/durabletask"],
    ["", "/runtime/*"],
    ["", "/{a}/{b}/{c}"],
    ["runtime", "/webhooks/{name}"],
    ["admin", "/host"],
  ])(
    "T8, T9: with the route prefix %j is rejected when it may be the host's, like %s",
    (prefix, template) => {
      expect(errors(template, prefix)).toEqual([
        expect.stringMatching(
          /It may match `\/admin` or `\/runtime`, .* \(T8, T9, T22\)\. Give the Function a route prefix, for example `api`, or start the path with a literal segment\.$/,
        ),
      ]);
    },
  );

  it.each([
    ["", "/orders"],
    ["", "/"],
    ["", "/orders-{id}"],
    ["", "/orders/*"],
    ["", "/administrators/{id}"],
    ["api", "/*"],
    ["api", "/admin/{id}"],
    [undefined, "/*"],
  ])("T8, T9: with the route prefix %j may be %s", (prefix, template) => {
    expect(errors(template, prefix)).toEqual([]);
  });

  it("T8, T9: below a route prefix that Terraform decides is taken", () => {
    expect(errors("/*", token())).toEqual([]);
  });
});

describe("a route prefix", () => {
  it.each(["admin", "ADMIN", "admin/x", "runtime", "runtime/x", "runtime/webhooks", "runtime/webhooks/x"])(
    "T8, T9: %s is rejected, where the host has its own endpoints",
    (prefix) => {
      expect(validateRoutePrefixTarget(prefix)).toEqual([
        `The route prefix ${JSON.stringify(prefix)} was given. Below \`admin\` and \`runtime\` the Functions host answers itself, with its keys (T8, T9). Choose another prefix, for example \`api\`.`,
      ]);
    },
  );

  it.each(["..", "api/../x", "./api", "%2e%2e"])(
    "T22: %s is rejected, which leads to another path",
    (prefix) => {
      expect(validateRoutePrefixTarget(prefix)).toEqual([
        `The route prefix ${JSON.stringify(prefix)} was given. \`.\` and \`..\` segments lead to another path (T22). Leave them out.`,
      ]);
    },
  );

  it.each(["", "api", "administration", "api/admin"])("T8, T9: %j is taken", (prefix) => {
    expect(validateRoutePrefixTarget(prefix)).toEqual([]);
  });

  it("is what follows the host in the Function's URL, also of a host that Terraform knows later", () => {
    expect(routePrefixOf("https://func.example.com")).toBe("");
    expect(routePrefixOf("https://func.example.com/")).toBe("");
    expect(routePrefixOf("https://func.example.com/api/v1")).toBe("api/v1");
    expect(routePrefixOf(`https://${token()}/api`)).toBe("api");
  });

  it("is not known of a URL that Terraform knows later", () => {
    expect(routePrefixOf(token())).toBeUndefined();
    expect(routePrefixOf(`https://func.example.com/${token()}`)).toBeUndefined();
  });
});
