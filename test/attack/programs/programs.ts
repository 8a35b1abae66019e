import * as library from "cdktf-secure-function-behind-apim";
import fc, { type Arbitrary } from "fast-check";
import { entrances, structs } from "../../../lib/support/shape/public-types";
import type { Source } from "./hostile-sources";
import { ownSources } from "./own-sources";
import { ids } from "./plausible-sources";
import type { Program, Statement } from "./run-program";
import { TypedSources } from "./typed-sources";

const plainCallers: Source = `Callers.entraApplications({ clientIds: ["${ids.caller}"], audiences: ["api://a"] })`;
const plainPublisher: Source = '{ name: "Contoso", email: "api@contoso.com" }';
const plainDefinition: Source =
  'ApiDefinition.fromOperations([{ method: "GET", urlTemplate: "/a", operationId: "get-a" }, { method: "GET", urlTemplate: "/b/{id}", operationId: "get-b" }, { method: "GET", urlTemplate: "/health", operationId: "health" }])';

/** The pattern as a program makes it that means no harm. */
const plainHello: Statement = {
  name: "hello",
  callee: "new SecureFunctionBehindApim",
  args: [
    "stack",
    '"hello"',
    `{ name: "hello", location: "westeurope", publisher: ${plainPublisher}, apiDefinition: ${plainDefinition}, callers: ${plainCallers} }`,
  ],
};

type Entrance = keyof typeof entrances;

/** What has the methods that are not static, and what has to be made before. */
const owners: Readonly<Record<string, readonly [owner: Source, prepared: readonly Statement[]]>> = {
  ApiAppRegistration: [
    'new ApiAppRegistration(stack, id(), { displayName: "a", roles: [{ value: "a" }], clients: [] })',
    [],
  ],
  Callers: [plainCallers, []],
  FunctionApp: ["hello.functionApp", [plainHello]],
  GateOverrides: ["GateOverrides.of(hello)", [plainHello]],
  Policy: ["new Policy()", []],
  Registration: ["hello.registration", [plainHello]],
  SecureFunctionBehindApim: ["hello", [plainHello]],
};

/** Programs of one call of a public entrance, with arguments of which some are hostile or of another type. */
export function entrancePrograms(): Arbitrary<Program> {
  const sources = new TypedSources({ hostile: 5, wrong: 5 }, ownSources);
  const calls = (Object.keys(entrances) as Entrance[]).flatMap((entrance) => {
    const [callee, prepared] = calleeOf(entrance) ?? [];
    return callee && prepared
      ? [sources.args(entrance).map((args): Program => [...prepared, { callee, args }])]
      : [];
  });
  return fc.oneof(...calls).map(prepare);
}

function calleeOf(entrance: Entrance): [callee: string, prepared: readonly Statement[]] | undefined {
  const [type, method] = entrance.split(".");
  if (method === undefined) return [`new ${type}`, []];
  if (Object.hasOwn((library as Record<string, object>)[type], method)) return [entrance, []];
  return Object.hasOwn(owners, type) ? [`${owners[type][0]}.${method}`, owners[type][1]] : undefined;
}

/** Makes what the arguments of a call refer to. */
function prepare(program: Program): Program {
  const needsHello = program.some(({ args }) => args.some((source) => /\bhello\b(?!")/.test(source)));
  return needsHello && !program.includes(plainHello) ? [plainHello, ...program] : program;
}

/** Programs that make the pattern, and more around it. */
export function patternPrograms(): Arbitrary<Program> {
  const sources = new TypedSources({ hostile: 2, wrong: 0 }, ownSources);
  const more = fc.array(additions(sources), { maxLength: 2 });
  return fc.tuple(patterns(sources), more).map(([hello, others]) => [hello, ...others.flat()]);
}

/** Programs with policies of the API, of an operation and of a product. */
export function policyPrograms(): Arbitrary<Program> {
  const sources = new TypedSources({ hostile: 3, wrong: 0 }, ownSources);
  const policy = sources.of("Policy", "policy");
  const callers = fc.oneof(
    fc.constant(plainCallers),
    fc.constant(`${plainCallers}.forwardingClaims({ "X-Caller-Id": CallerClaim.OBJECT_ID })`),
    fc.constant("Callers.subscriptionKey()"),
    sources.of("Callers", "callers"),
  );
  const hello = (given: Source) => ({ ...plainHello, args: [...plainHello.args.slice(0, 2), given] });
  const base = fc
    .tuple(callers, fc.constantFrom("BasicV2_1", "Consumption_0", "Developer_1"))
    .map(
      ([who, sku]) =>
        `name: "hello", location: "westeurope", skuName: "${sku}", publisher: ${plainPublisher}, apiDefinition: ${plainDefinition}, callers: ${who}`,
    );
  return fc.oneof(
    fc.tuple(base, policy).map(([given, one]): Program => [hello(`{ ${given}, policy: ${one} }`)]),
    fc
      .tuple(base, policy)
      .map(([given, one]): Program => [hello(`{ ${given}, operationPolicies: { "get-a": ${one} } }`)]),
    fc.tuple(base, policy).map(
      ([given, one]): Program => [
        hello(`{ ${given} }`),
        {
          callee: "new ApiProduct",
          args: [
            "stack",
            '"product"',
            `{ gateway: hello.gateway, name: "gold", apis: [hello.api], approvalRequired: false, policy: ${one} }`,
          ],
        },
      ],
    ),
  );
}

function patterns(sources: TypedSources): Arbitrary<Statement> {
  const chance = (rest: Arbitrary<Source>, plain: Source) =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 2, arbitrary: fc.constant(plain) },
      { weight: 1, arbitrary: rest },
    );
  const given = {
    name: fc.constant('"hello"'),
    location: fc.constant('"westeurope"'),
    apiDefinition: chance(sources.of("ApiDefinition", "apiDefinition"), plainDefinition),
    callers: chance(sources.of("Callers", "callers"), plainCallers),
    // In every third program: nothing else opens a gate.
    migration: chance(sources.of("GateMigration", "migration"), "undefined"),
  };
  const { publisher: _, gateway: __, ...types } = structs.SecureFunctionBehindApimProps;
  return fc
    .oneof(
      { withCrossShrink: true },
      { weight: 5, arbitrary: sources.object(types, { ...given, publisher: fc.constant(plainPublisher) }) },
      {
        weight: 1,
        arbitrary: sources.object(types, { ...given, gateway: sources.of("IGateway", "gateway") }),
      },
    )
    .map((props) => ({ ...plainHello, args: ["stack", '"hello"', props] }));
}

function additions(sources: TypedSources): Arbitrary<Statement[]> {
  const call = (callee: string, entrance: Entrance) =>
    sources.args(entrance).map((args): Statement[] => [{ callee, args }]);
  const productOf = sources.object(structs.ApiProductProps, {
    gateway: fc.constant("hello.gateway"),
    apis: fc.constant("[hello.api]"),
    name: fc.constant('"gold"'),
    approvalRequired: fc.constant("false"),
  });
  const apiOf = sources.object(structs.FunctionApiProps, {
    name: fc.constant('"more"'),
    path: fc.constantFrom('"more"', '"hello/a"', '"hello"', '"hello/v1"'),
    apiDefinition: sources.of("ApiDefinition", "apiDefinition"),
    callers: sources.of("Callers", "callers"),
  });
  return fc.oneof(
    {
      weight: 3,
      arbitrary: apiOf.map((props): Statement[] => [{ callee: "hello.addApi", args: ['"more"', props] }]),
    },
    {
      weight: 3,
      arbitrary: productOf.map((props): Statement[] => [
        { callee: "new ApiProduct", args: ["stack", '"product"', props] },
      ]),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Source>("grantInvoke", "operationBackend").map((method): Statement[] => [
        {
          callee: `hello.${method}`,
          args: [
            '"api-role"',
            method === "grantInvoke"
              ? `{ clientId: "${ids.otherClient}", principalId: "${ids.otherPrincipal}" }`
              : 'Gateway.fromGatewayAttributes(stack, id(), { name: "apim-b", resourceGroupName: "rg-b", identity: { clientId: "' +
                ids.otherClient +
                '", principalId: "' +
                ids.otherPrincipal +
                '" } })',
          ],
        },
      ]),
    },
    { weight: 2, arbitrary: call("hello.grantInvoke", "SecureFunctionBehindApim.grantInvoke") },
    { weight: 2, arbitrary: call("hello.addSlot", "SecureFunctionBehindApim.addSlot") },
    { weight: 1, arbitrary: call("hello.addVersion", "SecureFunctionBehindApim.addVersion") },
    { weight: 1, arbitrary: call("new GatewayApi", "GatewayApi") },
    { weight: 1, arbitrary: call("new FunctionApp", "FunctionApp") },
    { weight: 1, arbitrary: call("new NamedValue", "NamedValue") },
    {
      weight: 1,
      arbitrary: overrides.map((args): Statement[] => [
        { callee: "hello.functionApp.resource.addOverride", args },
      ]),
    },
    { weight: 2, arbitrary: secondFunction(sources) },
    { weight: 1, arbitrary: fc.constantFrom(...otherPlaces) },
  );
}

/** One thing that is made from two places, which do not agree. */
const otherPlaces: readonly Statement[][] = [
  [{ callee: "Reflect.set", args: ["azurerm", '"environment"', '"usgovernment"'] }],
  [{ callee: "Reflect.set", args: ["azurerm", '"environment"', "variable.stringValue"] }],
  [
    {
      callee: "new ApiProduct",
      args: [
        "stack",
        '"product"',
        `{ gateway: Gateway.fromGatewayAttributes(stack, id(), { name: "apim-b", resourceGroupName: "rg-b", identity: { clientId: "${ids.otherClient}", principalId: "${ids.otherPrincipal}" } }), name: "gold", apis: [hello.api], approvalRequired: false }`,
      ],
    },
  ],
  [
    {
      callee: "new SecureFunctionBehindApim",
      args: [
        "stack",
        '"second"',
        `{ name: "hello", location: "westeurope", publisher: ${plainPublisher}, apiDefinition: ${plainDefinition}, callers: ${plainCallers} }`,
      ],
    },
  ],
];

/** What an escape hatch can change of the gate. */
const overrides = fc.constantFrom(
  ['"tags"', "undefined"],
  ['"tags.gate-migration-until"', '"2999-01-01"'],
  ['"auth_settings_v2"', "undefined"],
  ['"auth_settings_v2.auth_enabled"', "false"],
  ['"auth_settings_v2.require_authentication"', "false"],
  ['"auth_settings_v2.excluded_paths"', '["/"]'],
  ['"app_settings.WEBSITE_AUTH_ENABLED"', '"false"'],
  ['"lifecycle.ignore_changes"', '["auth_settings_v2"]'],
);

/** Another Function that answers an operation of the first one's API, or that serves beside it. */
function secondFunction(sources: TypedSources): Arbitrary<Statement[]> {
  const backend = fc.oneof(
    fc.constant('hello.operationBackend("backend", hello.gateway)'),
    sources.of("FunctionBackend", "backend"),
  );
  return fc
    .tuple(backend, fc.constantFrom('"hello"', '"other"', '"hello/b"'))
    .map(([one, path]): Statement[] => [
      {
        callee: "new SecureFunctionBehindApim",
        args: [
          "stack",
          '"other"',
          `{ name: "other", location: "westeurope", gateway: hello.gateway, telemetry: hello.telemetry, apiPath: ${path}, apiDefinition: ${plainDefinition}, callers: Callers.subscriptionKey(), operationBackends: { "get-a": ${one} } }`,
        ],
      },
    ]);
}
