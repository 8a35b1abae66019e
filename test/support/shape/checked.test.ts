import { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Fn, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import { ApiDefinition } from "../../../lib/api-definition/api-definition";
import { Callers } from "../../../lib/policy/callers/callers";
import { checked, checkedResult, type Entrance } from "../../../lib/support/shape/checked";
import { interfaces } from "../../../lib/support/shape/public-types";
import { messageOf, newStack } from "../../synthesis";

const gatewayProps = {
  name: "apim-orders",
  resourceGroupName: "rg-orders",
  location: "westeurope",
  publisher: { name: "Contoso", email: "api@contoso.com" },
};

// biome-ignore lint/suspicious/noExplicitAny: arguments as a program without types gives them.
function call(entrance: Entrance, ...given: any[]): any[] {
  return checked(entrance, given);
}

function errorsOf(entrance: Entrance, ...given: unknown[]): string[] {
  return messageOf(() => call(entrance, ...given))
    .split("\n")
    .slice(1)
    .map((line) => line.replace("  - ", ""));
}

function takenGateway(props: object): Record<string, never> {
  return call("Gateway", newStack(), "gateway", { ...gatewayProps, ...props })[2];
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function throwingProxy(): object {
  const fail = () => {
    throw new Error("a trap");
  };
  return new Proxy({}, { get: fail, getPrototypeOf: fail, ownKeys: fail, has: fail });
}

class Identity {
  public readonly clientId = new TerraformVariable(newStack(), "variable", {}).value;
  public readonly principalId = "two";
}

class Registration extends Construct {
  public readonly clientId = "one";
  public readonly clientIds = [];
  public readonly roles = [];
  public readonly tenantId = "two";
  public readonly callableAfter = 5;

  constructor(id: string) {
    super(newStack(), id);
  }
}

describe("what is taken", () => {
  it("has the values that were given", () => {
    const stack = newStack();
    expect(call("Gateway", stack, "gateway", gatewayProps)).toEqual([stack, "gateway", gatewayProps]);
  });

  it("does not change with what was given", () => {
    const given = { ...gatewayProps, publisher: { ...gatewayProps.publisher }, tags: { team: "orders" } };
    const [, , taken] = call("Gateway", newStack(), "gateway", given);
    given.publisher.email = "other@contoso.com";
    given.tags.team = "others";
    given.name = "apim-others";
    expect(taken).toEqual({ ...gatewayProps, tags: { team: "orders" } });
  });

  it("is frozen at every depth", () => {
    const [operations] = call("ApiDefinition.fromOperations", [{ method: "GET", urlTemplate: "/" }]);
    expect([operations, operations[0]].every(Object.isFrozen)).toBe(true);
    const { publisher, tags } = takenGateway({ tags: { team: "orders" } });
    expect([publisher, tags].every(Object.isFrozen)).toBe(true);
  });

  it("lacks what is null or undefined, as other languages send what is left out", () => {
    const taken = takenGateway({ skuName: null, tags: undefined });
    expect(Object.keys(taken).sort()).toEqual(Object.keys(gatewayProps).sort());
    expect(call("Policy.mockResponse", 200, null)).toEqual([200, undefined]);
  });

  it("lacks what an object inherits, which was not given", () => {
    const inherited = Object.assign(Object.create(null), { allow: true });
    expect(call("Policy.ipFilter", Object.create(inherited))).toEqual([{}]);
  });

  it("is read once, so that a getter cannot answer twice", () => {
    let calls = 0;
    const taken = takenGateway({
      get skuName() {
        return `Premium_${++calls}`;
      },
    });
    expect([taken.skuName, taken.skuName, calls]).toEqual(["Premium_1", "Premium_1", 1]);
  });

  it("is a map without inherited names", () => {
    expect(takenGateway({ tags: { team: "orders" } }).tags).not.toHaveProperty("toString");
  });

  it("has names of its own that JavaScript knows too", () => {
    const { tags } = takenGateway({ tags: { constructor: "a", toString: "b" } });
    expect({ ...(tags as object) }).toEqual({ constructor: "a", toString: "b" });
  });

  it("is the construct itself, and a copy of a plain object, where an interface is meant", () => {
    const plain = { clientId: "one", principalId: "two" };
    const instance = new (class Identity {
      public readonly clientId = "one";
      public readonly principalId = "two";
    })();
    const take = (identity: object) => call("SecureFunctionBehindApim.grantInvoke", "id", identity)[1];
    expect(take(instance)).toBe(instance);
    expect(take(plain)).toEqual(plain);
    expect(take(plain)).not.toBe(plain);
    expect(take(plain)).toBe(take(plain));
  });
});

describe("a resource that is used as an interface", () => {
  const resource = new ResourceGroup(newStack(), "group", { name: "rg", location: "westeurope" });

  it("is taken without reading its strings, each of which would be one more token", () => {
    const name = jest.spyOn(ResourceGroup.prototype, "name", "get");
    const props = {
      name: "orders",
      location: "westeurope",
      apiDefinition: ApiDefinition.passThrough(),
      callers: Callers.anonymous(),
      resourceGroup: resource,
    };
    expect(call("SecureFunctionBehindApim", newStack(), "orders", props)[2].resourceGroup).toBe(resource);
    expect(name).not.toHaveBeenCalled();
  });

  it("is refused when it lacks one, or has another type of member", () => {
    const gateway = new ApiManagement(newStack(), "service", {
      name: "apim",
      resourceGroupName: "rg",
      location: "westeurope",
      publisherName: "a",
      publisherEmail: "b",
      skuName: "Consumption_0",
    });
    expect(errorsOf("SecureFunctionBehindApim.operationBackend", "id", gateway)).toEqual([
      expect.stringMatching(
        /^`gateway.identity` was given as an object\. Allowed is an object, `IManagedIdentity`/,
      ),
    ]);
    // A block of a resource is no resource, although it has the same members.
    expect(errorsOf("Policy.needs", gateway.identity)).toEqual([
      expect.stringMatching(/^`dependable` was given as a value that Terraform knows later\./),
    ]);
    expect(errorsOf("FunctionIdentity.userAssigned", resource)).toEqual([
      expect.stringMatching(/^`identity.clientId` was not given\./),
      expect.stringMatching(/^`identity.principalId` was not given\./),
    ]);
  });
});

describe("an interface that a plain object can implement", () => {
  const withoutConstruct = Object.values(interfaces).filter(({ construct }) => !construct);

  it("has strings alone, which a copy of the object holds", () => {
    expect(withoutConstruct.length).toBeGreaterThan(0);
    expect(
      withoutConstruct.flatMap(({ members }) => Object.values(members)).filter((type) => type !== "string"),
    ).toEqual([]);
  });
});

describe("a value that Terraform knows later", () => {
  const variable = new TerraformVariable(newStack(), "variable", {});
  const { value, stringValue, numberValue, listValue } = variable;

  it("is taken as a string, however it is encoded", () => {
    expect(takenGateway({ location: stringValue }).location).toBe(stringValue);
    expect(takenGateway({ location: `${stringValue}-1` }).location).toBe(`${stringValue}-1`);
    expect(takenGateway({ location: value }).location).toBe(Token.asString(value));
  });

  it("is taken as a number, however it is encoded", () => {
    expect(call("Policy.cacheStore", numberValue)).toEqual([numberValue]);
    expect(call("Policy.cacheStore", value)).toEqual([Token.asNumber(value)]);
    expect(Token.isUnresolved(call("Policy.cacheStore", Fn.lookup({}, "a", 1))[0])).toBe(true);
  });

  it.each([
    [
      "a boolean",
      "Policy.ipFilter",
      { allow: value },
      "allow",
      "Allowed is `true` or `false`, known at synth",
    ],
    [
      "a choice",
      "Policy.validateContent",
      { maxSize: 1, action: stringValue },
      "action",
      "Allowed is `ValidationAction.PREVENT`",
    ],
    ["a list", "Policy.ipFilter", { addresses: listValue }, "addresses", "have to be known at synth"],
    [
      "a list, as functions return it",
      "Policy.ipFilter",
      { addresses: Fn.concat([[]]) },
      "addresses",
      "have to be known at synth",
    ],
    [
      "a map",
      "Policy.returnResponse",
      { statusCode: 200, headers: Token.asStringMap(value) },
      "headers",
      "have to be known at synth",
    ],
    [
      "a map, as functions return it",
      "Policy.returnResponse",
      { statusCode: 200, headers: Fn.merge([]) },
      "headers",
      "have to be known at synth",
    ],
    [
      "data, by a map",
      "Policy.ipFilter",
      Token.asStringMap(value),
      "props",
      "Allowed is a plain object, `IpFilterProps`",
    ],
    ["data", "Policy.ipFilter", value, "props", "Allowed is a plain object, `IpFilterProps`"],
    [
      "a map's name",
      "Callers.forwardingClaims",
      { [stringValue]: 1 },
      undefined,
      "Names have to be known at synth",
    ],
  ] as [string, Entrance, unknown, string | undefined, string][])(
    "is not taken as %s",
    (_what, entrance, given, path, allowed) => {
      const [error, ...others] = errorsOf(entrance, given);
      expect(others).toEqual([]);
      expect(error).toContain(allowed);
      if (path) expect(error).toContain(`\`${path}\` was given as a value that Terraform knows later`);
    },
  );

  it("is taken as a whole, frozen, and without freezing what was given", () => {
    const [tags, owners] = [Token.asStringMap(value), Token.asList(value)];
    const [, , taken] = call("Registration", newStack(), "registration", { displayName: "orders", owners });
    expect(taken.owners).toEqual(owners);
    expect(takenGateway({ tags }).tags).toEqual(tags);
    expect([takenGateway({ tags }).tags, taken.owners].every(Object.isFrozen)).toBe(true);
    expect([tags, owners].some(Object.isFrozen)).toBe(false);
  });

  it("is refused as a number that looks like a token, and is none", () => {
    // As cdktf encodes the number of a token, one that it has not given out.
    const unused = Number(new Float64Array(new Uint32Array([987_654, 0xfdff0000]).buffer)[0]);
    expect(Token.isUnresolved(unused)).toBe(true);
    expect(errorsOf("Policy.cacheStore", unused)).toEqual([
      "`duration` was given as a value that cannot be read. Allowed is a finite number. Give a number, without quotes.",
    ]);
  });

  it.each([
    ["string", "${TfToken[TOKEN.987654]}"],
    ["list", ["#{TfToken[TOKEN.987654]}"]],
  ])("is refused as a whole list that is the token of no value, as a %s", (_what, owners) => {
    expect(errorsOf("Registration", newStack(), "registration", { displayName: "orders", owners })).toEqual([
      "`owners` was given as a value that cannot be read. Allowed is a list. Give `[…]`, even for a single item.",
    ]);
  });

  it.each([
    ["of no value", "${TfToken[TOKEN.987654]}"],
    ["of a map", Object.keys(Token.asStringMap(value))[0]],
    ["that fills a map token", Token.STRING_MAP_TOKEN_VALUE],
  ])("is refused as a string that is a token %s, at which cdktf would fail", (_what, text) => {
    expect(errorsOf("Policy.setVariable", "name", text)).toEqual([
      "`value` was given as a token that is not a string's, or that cdktf does not know. Allowed is a string. Give a string.",
    ]);
  });
});

describe("what is refused", () => {
  it("is called by its path", () => {
    expect(errorsOf("ApiDefinition.fromOperations", [{ method: "GET", urlTemplate: 5 }])).toEqual([
      "`operations[0].urlTemplate` was given as 5. Allowed is a string. Give a string.",
    ]);
    expect(
      errorsOf("Policy.returnResponse", { statusCode: 200, headers: { "X-Request Id": 5, X: 6 } }),
    ).toEqual([
      '`headers["X-Request Id"]` was given as 5. Allowed is a string. Give a string.',
      "`headers.X` was given as 6. Allowed is a string. Give a string.",
    ]);
  });

  it("is missing", () => {
    const { location: _, ...props } = gatewayProps;
    expect(errorsOf("Gateway", newStack(), "gateway", props)).toEqual([
      "`location` was not given. It has no default; allowed is a string. Give a string.",
    ]);
  });

  it.each(["", " \n"])("is a required string that is %p", (location) => {
    expect(errorsOf("Gateway", newStack(), "gateway", { ...gatewayProps, location })).toEqual([
      `\`location\` was given as ${JSON.stringify(location)}. Allowed is a string that is not blank. Write what is meant.`,
    ]);
  });

  it("is no optional string, header, setting or argument that is blank", () => {
    expect(takenGateway({ skuName: "", tags: { team: "" } })).toMatchObject({
      skuName: "",
      tags: { team: "" },
    });
    expect(call("Policy.setVariable", "name", "")).toEqual(["name", ""]);
  });

  it("is a property that the type does not have, with the nearest that it has", () => {
    const callers = { openIdConfigurationUrl: "https://a/", audiences: ["b"], requiredScopes: ["c"] };
    expect(errorsOf("Callers.openIdProvider", callers)).toEqual([
      "`requiredScopes` was given. `OpenIdProviderCallers` has no such property; the nearest is `requiredClaims`. Write `requiredClaims` if that is meant, or leave it out.",
    ]);
    expect(
      errorsOf("Gateway", newStack(), "gateway", {
        ...gatewayProps,
        publisher: { name: "a", emial: "b", email: "c" },
      }),
    ).toEqual([
      "`publisher.emial` was given. `Publisher` has no such property; the nearest is `email`. Write `email` if that is meant, or leave it out.",
    ]);
  });

  it.each<[string, Entrance, unknown[], string]>([
    [
      "a string for a boolean",
      "Policy.cacheLookup",
      [{ sharedByCallers: "false" }],
      '`sharedByCallers` was given as "false"',
    ],
    [
      "a string for a number",
      "Policy.rateLimit",
      [{ calls: "1e3", renewalPeriod: 1 }],
      '`calls` was given as "1e3"',
    ],
    [
      "a number that is none",
      "Policy.cacheStore",
      [Number.POSITIVE_INFINITY],
      "`duration` was given as Infinity",
    ],
    [
      "another choice",
      "Policy.validateContent",
      [{ maxSize: 1, action: "none" }],
      '`action` was given as "none"',
    ],
    [
      "a string for a list",
      "Policy.ipFilter",
      [{ addresses: "10.0.0.1" }],
      '`addresses` was given as "10.0.0.1"',
    ],
    ["a list for data", "Policy.ipFilter", [[]], "`props` was given as an empty list"],
    [
      "a Map for data",
      "Policy.ipFilter",
      [new Map([["allow", true]])],
      "`props` was given as an instance of Map",
    ],
    [
      "a Map for a map",
      "Policy.returnResponse",
      [{ statusCode: 1, headers: new Map() }],
      "`headers` was given as an instance of Map",
    ],
    [
      "an object that inherits",
      "Policy.ipFilter",
      [Object.create({ allow: true })],
      "`props` was given as an object",
    ],
    [
      "a plain object for an instance",
      "Callers.exceptFor",
      [{ callers: {}, operationIds: [] }],
      "`callers` was given as an object",
    ],
    [
      "a plain object for a construct",
      "GatewayNetwork.integration",
      [{ id: "subnet" }],
      "`subnet` was given as an object",
    ],
    [
      "a construct without a method",
      "Callers.apiAppRegistration",
      [new Registration("front")],
      "`registration.callableAfter` was given as 5",
    ],
    [
      "an instance that has no string",
      "SecureFunctionBehindApim.grantInvoke",
      ["id", new Identity()],
      "`identity.clientId` was given as an object",
    ],
  ])("is %s", (_what, entrance, given, error) => {
    expect(errorsOf(entrance, ...given)).toEqual([expect.stringMatching(`^${error}\\. Allowed is `)]);
  });

  it.each([
    ["was revoked", revokedProxy()],
    ["throws", throwingProxy()],
  ])("is a proxy that %s", (_what, proxy) => {
    expect(errorsOf("Policy.rawXml", proxy, proxy)).toEqual([
      expect.stringContaining("`place` was given as a value that cannot be read. Allowed is `PolicyPlace."),
      "`xml` was given as a value that cannot be read. Allowed is a string. Give a string.",
    ]);
    expect(errorsOf("Policy.ipFilter", proxy)).toEqual([
      "`props` was given as a value that cannot be read. Allowed is a plain object, `IpFilterProps`. Give `{ … }`.",
    ]);
    expect(errorsOf("Gateway", proxy, proxy, proxy)).toHaveLength(3);
  });

  it("is an object that only looks like a construct, or like a value of Terraform", () => {
    const construct = { [Symbol.for("constructs.Construct")]: true, id: "subnet" };
    expect(errorsOf("GatewayNetwork.integration", construct)).toEqual([
      expect.stringMatching(/^`subnet` was given as an object\./),
    ]);
    expect(errorsOf("CallerClaim.named", { resolve: () => "roles" })).toEqual([
      "`name` was given as an object. Allowed is a string. Give a string.",
    ]);
  });

  it("is a map token with more names", () => {
    const tags = { ...Token.asStringMap(Token.asAny("${var.tags}")), team: "orders" };
    expect(errorsOf("Gateway", newStack(), "gateway", { ...gatewayProps, tags })).toEqual([
      expect.stringContaining("A name that Terraform knows later, or would evaluate, was given in `tags`."),
    ]);
  });

  it("is a getter that throws", () => {
    const props = {
      get allow(): boolean {
        throw new Error("no");
      },
    };
    expect(errorsOf("Policy.ipFilter", props)[0]).toContain(
      "`allow` was given as a value that cannot be read",
    );
  });

  it("is a name that JavaScript keeps", () => {
    const headers = JSON.parse('{"__proto__": "a"}');
    expect(errorsOf("Policy.returnResponse", { statusCode: 200, headers })).toEqual([
      'The name "__proto__" was given in `headers`. JavaScript keeps it for itself. Choose another name.',
    ]);
  });

  it("says no more than ten errors", () => {
    expect(errorsOf("ApiDefinition.fromOperations", Array(1_000_000).fill(5))).toHaveLength(10);
    expect(errorsOf("ApiDefinition.fromOperations", Array(4_000_000_000))).toHaveLength(10);
  });
});

describe("who refuses", () => {
  it("is the construct that was to be made, by its path", () => {
    const scope = new Construct(new TerraformStack(Testing.app(), "orders"), "app");
    expect(messageOf(() => call("Gateway", scope, "gateway", {}))).toMatch(
      /^orders\/app\/gateway: invalid input\.\n/,
    );
  });

  it("is the construct whose method was called", () => {
    const owner = new Construct(new TerraformStack(Testing.app(), "orders"), "app");
    expect(messageOf(() => checked("FunctionApp.allowIdentity", [5], owner))).toMatch(
      /^orders\/app: invalid input\.\n/,
    );
  });

  it("is the method, where there is no construct", () => {
    expect(messageOf(() => call("Policy.cacheStore", "5"))).toMatch(/^Policy\.cacheStore: invalid input\.\n/);
  });

  it("is the method of a program's own object", () => {
    expect(messageOf(() => checkedResult("IRegistration.assignRole", [5] as never))).toBe(
      "IRegistration.assignRole: invalid input.\n  - `IRegistration.assignRole()[0]` was given as 5. Allowed is an object, `ITerraformDependable`, with `fqn`. Give an object with these.",
    );
  });
});

describe("a scope and an id", () => {
  it.each([["stack"], [undefined], [{}], [new Construct(undefined as never, "")]])(
    "refuses %p as a scope",
    (scope) => {
      expect(errorsOf("Gateway", scope, "gateway", gatewayProps)).toEqual([
        expect.stringMatching(
          /^`scope` was given as .*\. Allowed is a construct in a stack\. Give the stack, or /,
        ),
      ]);
    },
  );

  it.each([[undefined], [""], [5], [new TerraformVariable(newStack(), "variable", {}).stringValue]])(
    "refuses %p as an id",
    (id) => {
      expect(errorsOf("Gateway", newStack(), id, gatewayProps)).toEqual([
        expect.stringMatching(
          /^`id` was given as .*\. Allowed is a string that is not empty, and known at synth\. /,
        ),
      ]);
    },
  );

  it.each(["1st", "!!!", "-a", "Default"])(
    "refuses the id %p in a stack, of which there can be no name in Terraform",
    (id) => {
      expect(errorsOf("Gateway", newStack(), id, gatewayProps)).toEqual([
        expect.stringContaining(
          "Names in Terraform are made of it, and start with a letter or an underscore",
        ),
      ]);
      expect(() => call("Gateway", new Construct(newStack(), "app"), id, gatewayProps)).not.toThrow();
    },
  );

  it("refuses an id that a construct in the scope has", () => {
    const stack = new TerraformStack(Testing.app(), "orders");
    new Construct(stack, "a--b");
    expect(errorsOf("Gateway", stack, "a/b", gatewayProps)).toEqual([
      '`id` was given as "a/b", which a construct in orders has. Every construct in a scope has an id of its own. Choose another id.',
    ]);
  });

  it("takes an id again where nothing new may be made under it", () => {
    const stack = newStack();
    new Construct(stack, "role");
    const identity = { clientId: "a", principalId: "b" };
    expect(() => checked("SecureFunctionBehindApim.grantInvoke", ["role", identity], stack)).not.toThrow();
  });
});
