import { ids } from "./fixtures/ids";
import { liveState, openPolicy, publishing, resource } from "./fixtures/live-state";
import { probed } from "./fixtures/probe-run";
import { callersToken } from "./stand-ins/tokens";

const wide = { columns: 500, env: { NO_COLOR: "1" } };

jest.setTimeout(30_000);

describe("what a probe compares with", () => {
  it("is what the review says: an open door is as predicted where the state says so", async () => {
    const state = liveState({ functionApp: { auth_settings_v2: [] } });
    const { stdout, exitCode } = await probed({ function: { open: true } }, [], { state, ...wide });
    expect(stdout).toMatch(/ok +200 {2}without a token$/m);
    expect(exitCode).toBe(0);
  });

  it("is a refusal where the state says that a door is open, and it is not", async () => {
    const state = liveState({ functionApp: { auth_settings_v2: [] } });
    const { stdout, exitCode } = await probed({}, ["--wait", "0"], { state, ...wide });
    expect(stdout).toContain("A rightful call is refused with 401: the gate does not know the caller");
    expect(exitCode).toBe(1);
  });

  it("is nothing for a worthless token where none is needed: the review does not say what becomes of it", async () => {
    const [auth] = JSON.parse(liveState()).values.root_module.resources.at(-1).values.auth_settings_v2;
    const optional = { ...auth, require_authentication: false, unauthenticated_action: "AllowAnonymous" };
    const state = liveState({ functionApp: { auth_settings_v2: [optional] } });
    const { stdout, exitCode } = await probed({ function: { open: true } }, [], { state, ...wide });
    expect(stdout).toMatch(/ok +200 {2}without a token$/m);
    expect(stdout).toMatch(/not judged +200 {2}with a forged signature$/m);
    expect(exitCode).toBe(0);
  });

  it("is nothing where the review knows nothing, which is no pass", async () => {
    const state = liveState({
      functionApp: {
        auth_settings_v2: [
          { auth_enabled: true, require_authentication: true, config_file_path: "auth.json" },
        ],
      },
    });
    const { stdout } = await probed({ function: { open: true } }, [], { state, ...wide });
    expect(stdout).toMatch(/not judged +200 {2}without a token$/m);
    expect(stdout).toContain("the file in the deployed package configures the authentication, not the stack");
    expect(stdout).not.toMatch(/ok +\d+ {2}without a token/);
  });

  it("is another answer for each path that the gate excludes", async () => {
    const [auth] = JSON.parse(liveState()).values.root_module.resources.at(-1).values.auth_settings_v2;
    const state = liveState({
      functionApp: { auth_settings_v2: [{ ...auth, excluded_paths: ["/api/whoami"] }] },
    });
    const excluded = { function: { excludedPaths: ["/api/whoami"] } };
    expect((await probed(excluded, [], { state })).exitCode).toBe(0);
    const { stdout, exitCode } = await probed({}, ["--wait", "0"], { state, ...wide });
    expect(stdout).toContain("path /api/whoami of func-orders");
    expect(exitCode).toBe(1);
  });
});

describe("a Function that only a private network reaches", () => {
  const state = liveState({ functionApp: { public_network_access_enabled: false } });

  it("answers 403 from outside, as predicted", async () => {
    const { stdout } = await probed({ function: { isPrivate: true } }, ["--wait", "0"], { state, ...wide });
    expect(stdout).toMatch(/ok +403 {2}without a token$/m);
  });

  it("is not reached from outside where its name is not known, which is not judged", async () => {
    const switches = { unknownHosts: ["func-orders.azurewebsites.net"] };
    const { stdout, pauses, exitCode } = await probed(switches, [], { state, ...wide });
    expect(stdout).toContain("the network may keep it out, or nothing may be there");
    expect(stdout).not.toMatch(/ok .* without a token/);
    expect([pauses, exitCode]).toEqual([[], 0]);
  });

  it("must not be reached from outside, even if its gate refuses", async () => {
    const { stdout, exitCode } = await probed({}, ["--wait", "0"], { state, ...wide });
    expect(stdout).toContain("The network lets the call in, which is then refused");
    expect(exitCode).toBe(1);
  });

  it("is refused by its gate from inside", async () => {
    const { exitCode, stdout } = await probed({ scm: {} }, ["--from", "network"], { state, ...wide });
    expect(stdout).toMatch(/ok +401 {2}without a token$/m);
    expect(exitCode).toBe(0);
  });
});

describe("an SCM site that everybody may call", () => {
  const site_config = [{ ftps_state: "Disabled", scm_ip_restriction_default_action: "Allow" }];
  const state = liveState({ functionApp: { site_config } });

  it.each([
    ["refuses", {}],
    ["sends people to sign in with Entra", { signsIn: true }],
  ])("is as predicted where it %s", async (_, scm) => {
    const { exitCode } = await probed({ scm }, ["--publishing-password"], { state });
    expect(exitCode).toBe(0);
  });

  it("is sent the publishing password only when the probe is told, and must refuse it", async () => {
    const switches = { scm: { takesPublishingPassword: true } };
    const quiet = await probed(switches, [], { state, ...wide });
    expect(quiet.stdout).toContain("--publishing-password sends the one that the state holds");
    expect(quiet.exitCode).toBe(0);
    const { stdout, exitCode } = await probed(switches, ["--publishing-password"], { state, ...wide });
    expect(stdout).toContain("The SCM site takes the publishing password: it answers 200 instead of 401");
    expect(exitCode).toBe(1);
  });
});

describe("what an API asks for", () => {
  it("is a subscription key, which the environment gives", async () => {
    const state = liveState({ api: { subscription_required: true }, policy: openPolicy });
    const switches = { gateway: { subscriptionKey: "the-subscription-key" } };
    const without = await probed(switches, [], { state, ...wide });
    expect(without.stdout).toContain(
      "with what it asks for: PROBE_SUBSCRIPTION_KEY holds no subscription key",
    );
    const env = { PROBE_SUBSCRIPTION_KEY: "the-subscription-key", NO_COLOR: "1" };
    const { stdout, exitCode } = await probed(switches, [], { state, columns: 500, env });
    expect(stdout).toMatch(/ok +200 {2}with what it asks for$/m);
    expect(stdout).not.toContain("the-subscription-key");
    expect(exitCode).toBe(0);
  });

  it("is nothing, where anyone is meant to call it: then the story has two calls", async () => {
    const state = liveState({ policy: openPolicy });
    const { stdout, exitCode } = await probed({ gateway: { open: true } }, [], { state, ...wide });
    expect(stdout).toMatch(
      /^The story\nStraight to the Function +401\nThrough the gateway, with what it asks for +200$/m,
    );
    expect(exitCode).toBe(0);
  });

  it("is not tried without a caller's token", async () => {
    const { stdout, exitCode } = await probed({}, [], { columns: 500, env: { PROBE_CALLER_TOKEN: "" } });
    expect(stdout).toContain("with what it asks for: PROBE_CALLER_TOKEN holds no caller's token");
    expect(stdout).toMatch(/^Through the gateway, with what it asks for +not tried$/m);
    expect(exitCode).toBe(0);
  });

  it("is judged by whom the token is of", async () => {
    const state = liveState();
    const other = state.replaceAll(ids.caller, "bbbbbbbb-0000-4000-8000-000000000000");
    const { stdout } = await probed({ gateway: { open: true } }, [], { state: other, ...wide });
    expect(stdout).toMatch(/DIFFERS +200 {2}with what it asks for$/m);
  });
});

describe("which calls are made", () => {
  it("are those that only read, unless told", async () => {
    const { stdout } = await probed({}, [], wide);
    expect(stdout).toContain(
      "POST /orders of API orders on apim-orders: POST may write; --allow-methods POST calls it",
    );
    expect((await probed({}, ["--allow-methods", "post"], wide)).stdout).toMatch(
      /^POST \/orders of API orders on apim-orders\n {2}ok +401/m,
    );
  });

  it("invent no value for a parameter", async () => {
    const { stdout } = await probed({}, [], wide);
    expect(stdout).toContain("it needs {id}; --parameter name=value gives it");
    expect((await probed({}, ["--parameter", "id=4/2"], wide)).stdout).toMatch(
      /^GET \/orders\/\{id\} of API orders/m,
    );
  });

  it("go to another host where the probe is told so", async () => {
    const args = ["--host", "apim-orders.azure-api.net=api.contoso.example"];
    const { asked, exitCode } = await probed({}, args);
    expect(asked).toContain("api.contoso.example");
    expect(asked).not.toContain("apim-orders.azure-api.net");
    expect(exitCode).toBe(0);
  });

  it("go to every name of a Function", async () => {
    const binding = resource("azurerm_app_service_custom_hostname_binding", "this", {
      app_service_name: "func-orders",
      hostname: "orders.contoso.example",
    });
    const args = ["--host", "orders.contoso.example=func-orders.azurewebsites.net"];
    const { stdout } = await probed({}, [...args, "--format", "json"], {
      state: liveState({ more: [binding] }),
    });
    const direct = JSON.parse(stdout).calls.filter(({ part }: { part: string }) => part === "direct");
    expect(direct.filter(({ how }: { how: string }) => how === "without a token")).toHaveLength(2);
  });

  it("are made as nobody with --no-sign-in", async () => {
    const deployer = { tokenFor: () => Promise.reject(new Error("asked")) };
    const { stdout, exitCode } = await probed({}, ["--no-sign-in"], { deployer, ...wide });
    expect(stdout).toContain("with the deployer's own token: --no-sign-in leaves it out");
    expect(exitCode).toBe(0);
  });

  it("say what was not tried because nobody is signed in", async () => {
    const because = "nobody is signed in, as with az login";
    const deployer = { tokenFor: async () => ({ kind: "not-asked", because }) as const };
    const { stdout, exitCode } = await probed({}, [], { deployer, ...wide });
    expect(stdout).toContain(`with the deployer's own token for the registration: ${because}`);
    expect(exitCode).toBe(0);
    expect((await probed({}, ["--require-all"], { deployer })).exitCode).toBe(1);
  });
});

describe("what is not settled right after an apply", () => {
  it("is waited for, longer each time, and told", async () => {
    const { pauses, stderr, exitCode } = await probed({ function: { startsAfter: 3 } });
    expect(pauses).toEqual([1, 2, 4]);
    expect(stderr.split("\n")[0]).toBe(
      "GET https://func-orders.azurewebsites.net/api/whoami: it answers 503; again in 1 s, and for 179 s more",
    );
    expect(exitCode).toBe(0);
  });

  it("is a role that is not effective yet", async () => {
    const { pauses, exitCode } = await probed({ gateway: { roleAfter: 2 } });
    expect([pauses, exitCode]).toEqual([[1, 2], 0]);
  });

  it("is waited for no longer than --wait, whatever comes after", async () => {
    const { pauses, exitCode } = await probed({ function: { startsAfter: 1000 } }, ["--wait", "10"]);
    expect(pauses).toEqual([1, 2, 4, 3]);
    expect(exitCode).toBe(1);
  });

  it("is no open door: that is told at once", async () => {
    expect((await probed({ function: { open: true } })).pauses).toEqual([]);
  });
});

describe("the secrets of a probe", () => {
  it.each(["terminal", "markdown", "junit", "json"])("are nowhere in its %s", async (format) => {
    const entra = { issuesToAnyone: true, issuesForApi: true };
    const switches = {
      entra,
      function: { redirectsTo: "https://{authorization}.example/" },
      scm: { open: true },
    };
    const { stdout, stderr } = await probed(
      switches,
      ["--format", format, "--publishing-password", "--wait", "0"],
      wide,
    );
    const [head, payload] = callersToken().split(".");
    for (const secret of [head, payload, publishing.password, "eyJ"]) {
      expect((stdout + stderr).toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });
});

describe("a probe that proves nothing", () => {
  it.each([
    ["a plan", { format_version: "1.2", planned_values: {}, resource_changes: [] }, "This is a plan"],
    ["a synthesized stack", { resource: {} }, "This is a synthesized stack"],
    [
      "a state without a Function",
      { format_version: "1.0", values: { root_module: {} } },
      "There is no Function App",
    ],
  ])("ends with 2 for %s", async (_, json, message) => {
    const { stderr, stdout, exitCode } = await probed({}, [], { state: JSON.stringify(json) });
    expect([stdout, exitCode]).toEqual(["", 2]);
    expect(stderr).toContain(message);
  });

  it("ends with 2 for a token that is none, without showing it", async () => {
    const { stderr, exitCode } = await probed({}, [], { env: { PROBE_CALLER_TOKEN: "not-a-token" } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("PROBE_CALLER_TOKEN holds no access token");
    expect(stderr).not.toContain("not-a-token");
  });

  it("ends with 2 where nothing answers", async () => {
    const unknownHosts = ["func-orders", "func-orders.scm"].map((name) => `${name}.azurewebsites.net`);
    const switches = { unknownHosts: [...unknownHosts, "apim-orders.azure-api.net"] };
    const { stderr, exitCode } = await probed(switches, ["--wait", "0"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("No answer could be compared, so nothing is proven.");
  });

  it.each([
    [["--parameter", "id"], "It must have the form name=value."],
    [["--wait", "soon"], "It must be a number of seconds, at most 3600."],
    [["--from", "mars"], "Allowed choices are internet, network."],
    [["--output", "probe.sarif"], "--output probe.sarif ends in none of .txt, .md, .xml, .json."],
  ])("ends with 2 for %j", async (args, message) => {
    const { stderr, exitCode } = await probed({}, args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
