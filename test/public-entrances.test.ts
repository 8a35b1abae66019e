import { Construct, type IConstruct } from "constructs";
import * as library from "../lib";
import type { Entrance } from "../lib/support/shape/checked";
import { classes, entrances, structs } from "../lib/support/shape/public-types";
import { instances } from "./support/shape/instances";
import { sampleOf, wrongFor } from "./support/shape/samples";
import { messageOf, newStack } from "./synthesis";

type Types = Readonly<Record<string, string>>;

const errorForm = /^[^\n]+: invalid input\.(\n {2}- [^\n]+\. [^\n]+\. [^\n]+\.)+$/;

const guid = "11111111-2222-4333-8444-555555555555";
const stack = newStack();
new Construct(stack, "taken");

const hello = new library.SecureFunctionBehindApim(stack, "hello", {
  name: "hello",
  location: "westeurope",
  publisher: { name: "Contoso", email: "api@contoso.com" },
  apiDefinition: library.ApiDefinition.passThrough(),
  callers: library.Callers.anonymous(),
});
new Construct(hello, "taken");
new Construct(hello.functionApp, "taken");

const existing = {
  clientId: guid,
  tenantId: guid,
  role: { appRoleId: guid, servicePrincipalObjectId: guid },
};

/** Objects whose methods are called, by the public name of their class. */
const owners: Readonly<Record<string, unknown[]>> = {
  Callers: [library.Callers.anonymous()],
  Policy: [new library.Policy()],
  SecureFunctionBehindApim: [hello],
  MigrationWatch: [
    new library.MigrationWatch(stack, "watch", {
      functionAppName: "func-orders",
      workspaceId: "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/log",
      resourceGroupName: "rg-orders",
      location: "westeurope",
    }),
  ],
  FunctionApp: [hello.functionApp],
  Registration: [
    hello.newRegistration,
    library.Registration.fromRegistrationAttributes(stack, "imported", existing),
    library.Registration.fromRegistrationName(stack, "looked-up", { displayName: "orders" }),
  ],
  ApiAppRegistration: [
    new library.ApiAppRegistration(stack, "front", {
      displayName: "front",
      roles: [{ value: "Call" }],
      clients: [{ name: "shop", clientId: guid, principalId: guid, roles: ["Call"] }],
    }),
  ],
  GateOverrides: [library.GateOverrides.of(stack)],
  PrivateEndpoints: [
    new library.PrivateEndpoints(stack, "endpoints", {
      name: "hello",
      resourceGroupName: "rg",
      location: "westeurope",
      functionAppId: "id",
      network: sampleOf("PrivateNetwork", stack) as library.PrivateNetwork,
    }),
  ],
};

/** An entrance as a program without types calls it, for each object that has it. */
function callsOf(entrance: Entrance): ((given: unknown[]) => unknown)[] {
  const [className, method] = entrance.split(".");
  // biome-ignore lint/suspicious/noExplicitAny: what is called has no common type.
  const type = (library as any)[className];
  if (method === undefined) return [(given) => Reflect.construct(type, given)];
  const objects = Object.hasOwn(type, method) ? [type] : owners[className];
  return objects.map((object) => (given) => object[method](...given));
}

/** Arguments of which one, or one property of one, is of another type; with the name of what is wrong. */
function wrongArguments(entrance: Entrance): [string, unknown[]][] {
  const types: Types = entrances[entrance];
  const given = Object.values(types).map((type) => sampleOf(type, stack));
  const withArgument = (index: number, value: unknown) => Object.assign([...given], { [index]: value });
  return Object.entries(types).flatMap(([name, type], index) => [
    ...wrongFor(type).map((value): [string, unknown[]] => [name, withArgument(index, value)]),
    ...wrongProperties(type).map(([property, value]): [string, unknown[]] => [
      property,
      withArgument(index, { ...(given[index] as object), [property]: value }),
    ]),
  ]);
}

function wrongProperties(type: string): [string, unknown][] {
  const struct = type.replace("?", "");
  if (!(struct in structs)) return [];
  const properties: Types = structs[struct as keyof typeof structs];
  return [
    ["unknownProperty", 1],
    ...Object.entries(properties).flatMap(([name, of]) =>
      wrongFor(of).map((value): [string, unknown] => [name, value]),
    ),
  ];
}

function paths(root: IConstruct): string[] {
  return root.node.findAll().map(({ node }) => node.path);
}

describe("every public entrance", () => {
  const before = paths(stack);

  it("can be given an instance of each class that one takes", () => {
    expect(Object.keys(instances).sort()).toEqual(Object.keys(classes).sort());
  });

  it.each(Object.keys(entrances) as Entrance[])(
    "%s says what is wrong with any of its arguments, and leaves nothing",
    (entrance) => {
      for (const call of callsOf(entrance)) {
        for (const [name, given] of wrongArguments(entrance)) {
          const message = messageOf(() => call(given));
          expect(message).toMatch(errorForm);
          expect(message).toMatch(new RegExp(`^ {2}- \`${name}\` was (not )?given`, "m"));
        }
      }
      expect(paths(stack)).toEqual(before);
    },
  );
});
