import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HttpRequest } from "@azure/functions";
import { devDependencies } from "../../../package.json";

const app = join(__dirname, "../../../examples/quickstart/app");

// Outside of the Functions host, the package warns at each registration.
jest.spyOn(console, "warn").mockReturnValue();
const { health, whoAmI } = require("../../../examples/quickstart/app/src/functions");

describe("the quickstart's Function", () => {
  it("answers who called, from the claims that the gateway forwards", async () => {
    const headers = {
      "X-Caller-Id": "11111111-2222-4333-8444-555555555555",
      "X-Caller-Roles": "Orders.Read,a%2Cb",
    };
    expect((await answer(headers)).caller).toEqual({
      id: headers["X-Caller-Id"],
      roles: ["Orders.Read", "a,b"],
    });
  });

  it("answers with which identity the gateway called", async () => {
    const { caller } = await answer({ "X-MS-CLIENT-PRINCIPAL-ID": "99999999-2222-4333-8444-555555555555" });
    expect(caller).toEqual({ roles: [], gatewayPrincipalId: "99999999-2222-4333-8444-555555555555" });
  });

  it("shows which headers about identities arrived, and no value of them", async () => {
    const text = JSON.stringify(
      await answer({ Authorization: "Bearer ey", "X-MS-TOKEN-AAD-ID-TOKEN": "eyJ", Accept: "*/*" }),
    );
    expect(text).toBe(
      '{"caller":{"roles":[]},"identityHeaders":["authorization","x-ms-token-aad-id-token"]}',
    );
  });

  it("answers that it is healthy, and nothing else", async () => {
    expect((await health()).jsonBody).toEqual({ status: "healthy" });
  });

  async function answer(headers: Record<string, string>) {
    const request = new HttpRequest({
      url: "https://func-hello.azurewebsites.net/api/whoami",
      method: "GET",
      headers,
    });
    return (await whoAmI(request)).jsonBody;
  }
});

describe("its package", () => {
  it("is the same for the same code, so that Terraform uploads it once", () => {
    expect(packed("UTC").equals(packed("Asia/Tokyo"))).toBe(true);
  });

  it("holds what the host needs: its settings, the entry point and the bundle", () => {
    const entries = packed("UTC").toString("latin1").split("PK\u0001\u0002").slice(1);
    const names = entries.map((entry) => entry.slice(42, 42 + entry.charCodeAt(24)));
    expect(names).toEqual(["host.json", "package.json", "dist/functions.js"]);
  });

  it("is built with the packages that the tests run with", () => {
    const { dependencies, devDependencies: tools } = JSON.parse(
      readFileSync(join(app, "package.json"), "utf8"),
    );
    expect(devDependencies).toMatchObject({ ...dependencies, ...tools });
  });

  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "quickstart-app-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function packed(TZ: string): Buffer {
    cpSync(app, folder, {
      recursive: true,
      filter: (path) => !/node_modules|dist/.test(path.slice(app.length)),
    });
    rmSync(join(folder, "node_modules"), { force: true });
    symlinkSync(join(__dirname, "../../../node_modules"), join(folder, "node_modules"), "dir");
    execFileSync("node", ["package.mjs"], { cwd: folder, env: { ...process.env, TZ } });
    return readFileSync(join(folder, "dist/app.zip"));
  }
});
