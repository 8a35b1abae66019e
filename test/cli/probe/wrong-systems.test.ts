import { probed } from "./fixtures/probe-run";
import type { Switches } from "./stand-ins/live-system";

const NO_WAIT = ["--wait", "0"];

/** Each way in which a live system can be other than its state, and the sentences that name it. */
const wrongSystems: readonly [string, Switches, readonly string[]][] = [
  [
    "a Function without authentication",
    { function: { open: true } },
    ["The gate lets anyone in at /api/whoami: it answers 200 instead of 401"],
  ],
  [
    "a Function that sends people to a login page",
    { function: { redirects: true } },
    ["It redirects to login.microsoftonline.com instead of refusing"],
  ],
  [
    "a path that somebody excluded",
    { function: { excludedPaths: ["/admin/host/status"] } },
    ["The gate lets anyone in at /admin/host/status: it answers 200 instead of 401"],
  ],
  [
    "a gate that does not check signatures",
    { function: { acceptsForgedSignature: true } },
    ["The gate does not check the signature of tokens: it answers 200 instead of 401"],
  ],
  [
    "a gate that takes tokens without a signature",
    { function: { acceptsUnsigned: true } },
    ["The gate accepts tokens without a signature: it answers 200 instead of 401"],
  ],
  [
    "a gate that takes tokens for others",
    { function: { acceptsOtherAudience: true } },
    ["The gate accepts a token that is for the gateway: it answers 200 instead of 401"],
  ],
  [
    "a gate that takes the deployer's token for the API",
    { function: { acceptsOtherAudience: true }, entra: { issuesForApi: true } },
    ["The gate accepts a token for another audience: it answers 200 instead of 401"],
  ],
  [
    "a registration that asks for no assignment",
    { entra: { issuesToAnyone: true } },
    ["Entra issues a token that it is to refuse; with it, the call is answered 401"],
  ],
  [
    "neither an assignment nor a list",
    { entra: { issuesToAnyone: true }, function: { hasNoLists: true } },
    ["Entra issues a token that it is to refuse; with it, the call is answered 200"],
  ],
  [
    "a gate that trusts headers",
    { function: { trustsHeaders: true } },
    ["Whoever sends X-MS-CLIENT-PRINCIPAL is let in: it answers 200 instead of 401"],
  ],
  [
    "a gateway that asks for nothing",
    { gateway: { open: true } },
    ["The gateway lets anyone in: it answers 200 instead of 401"],
  ],
  [
    "a gateway that does not check signatures",
    { gateway: { acceptsForgedSignature: true } },
    ["The gateway does not check the signature of tokens: it answers 200 instead of 401"],
  ],
  [
    "a gateway that takes tokens without a signature",
    { gateway: { acceptsUnsigned: true } },
    ["The gateway accepts tokens without a signature: it answers 200 instead of 401"],
  ],
  [
    "a gateway that takes every application's token",
    { gateway: { acceptsAnyApplication: true }, entra: { issuesForApi: true } },
    ["The gateway lets the deployer in, which is none of its callers: it answers 200 instead of 401"],
  ],
  [
    "a gateway that trusts headers",
    { gateway: { trustsHeaders: true } },
    ["The gateway lets in whoever sends headers that pretend: it answers 200 instead of 401"],
  ],
  [
    "a gateway that hands on what callers say of themselves",
    { gateway: { keepsHeaders: true } },
    ["What a caller says of itself in headers arrives at the Function"],
  ],
  [
    "a gateway without a token of its own",
    { gateway: { hasNoToken: true } },
    ["A rightful call is refused with 401: the Function's gate does not accept the gateway's own token"],
  ],
  [
    "a gateway whose identity has no role",
    { entra: { refusesGateway: true } },
    ["It answers 500, which says nothing"],
  ],
  [
    "a gateway without the API",
    { gateway: { lacksApi: true } },
    [
      "The gateway answers 404 itself: the call does not get to the Function",
      "The gateway answers 404 itself: it has no such operation",
    ],
  ],
  [
    "a gateway that refuses its callers",
    { gateway: { subscriptionKey: "a-key-that-nobody-has" } },
    ["A rightful call is refused with 401: the gateway does not accept what the call shows"],
  ],
  ["a gateway that has had enough", { gateway: { isBusy: true } }, ["It answers 429, which says nothing"]],
  [
    "an SCM site that lets anyone in",
    { scm: { open: true } },
    ["The SCM site lets anyone in: it answers 200 instead of 403"],
  ],
  [
    "an SCM site that takes any password",
    { scm: { takesAnyPassword: true } },
    ["The SCM site takes any password: it answers 200 instead of 403"],
  ],
  ["a host that does not start", { function: { startsAfter: 1000 } }, ["It answers 503, which says nothing"]],
  [
    "an SCM site that its network lets everyone call",
    { scm: {} },
    ["The network lets the call in, which is then refused"],
  ],
  [
    "an SCM site where its network lets everyone sign in",
    { scm: { signsIn: true } },
    ["The network lets the call in, which is then refused"],
  ],
  [
    "a proxy that refuses as a Function would",
    { unknownHosts: ["func-orders.azurewebsites.net"], proxyRefusal: 401 },
    ["There is no connection (the proxy answers 401)"],
  ],
  [
    "a Function App that somebody stopped, which answers as if it refused",
    { function: { isStopped: true } },
    ["It answers 403, which says nothing"],
  ],
  [
    "a host that nobody finds",
    { unknownHosts: ["func-orders.azurewebsites.net"] },
    ["There is no connection (the proxy answers 502)"],
  ],
];

jest.setTimeout(30_000);

describe("the probe of a live system that is wrong", () => {
  it.each(wrongSystems)("names %s", async (_, switches, messages) => {
    const { stdout, exitCode } = await probed(switches, NO_WAIT, { columns: 500, env: { NO_COLOR: "1" } });
    for (const message of messages) expect(stdout).toContain(message);
    expect(stdout).toMatch(/^Failed\./m);
    expect(exitCode).toBe(1);
  });

  it("says of nothing else that it is wrong", async () => {
    const { stdout } = await probed({ function: { trustsHeaders: true } }, NO_WAIT, {
      columns: 500,
      env: { NO_COLOR: "1" },
    });
    expect(stdout.match(/DIFFERS/g)).toHaveLength(1);
  });
});

describe("an open door", () => {
  it("is named once: what calls show there is not looked at", async () => {
    const { stdout } = await probed({ function: { open: true } }, NO_WAIT, { columns: 500 });
    expect(stdout.match(/The call is let in, as anyone's is/g)).toHaveLength(4);
    expect(stdout).not.toMatch(/signature of tokens|without a signature:|Whoever sends/);
  });
});

describe("the probe of a live system that is right", () => {
  it.each([
    ["a closed SCM site", {}],
    ["a deployer who is a person", { entra: { deployerIsUser: true } }],
    ["a deployer who may call the API's registration, and is no caller", { entra: { issuesForApi: true } }],
  ])("passes %s", async (_, switches) => {
    const { stdout, stderr, exitCode } = await probed(switches, ["--publishing-password"]);
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(stdout).not.toMatch(/DIFFERS|no answer/);
    expect(stdout).toMatch(/^Passed\./m);
  });

  it("is the three calls of the story", async () => {
    const { stdout } = await probed({}, ["--format", "json"]);
    const calls: { story?: string; seen: string }[] = JSON.parse(stdout).calls;
    expect(calls.flatMap(({ story, seen }) => (story ? [`${story}: ${seen}`] : [])).slice(0, 3)).toEqual([
      "direct: 401",
      "refused: 401",
      "answered: 200",
    ]);
  });
});
