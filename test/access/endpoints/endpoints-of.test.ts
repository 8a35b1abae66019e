import type { Endpoints, OperationEndpoint } from "../../../lib/access/endpoints/endpoints";
import { endpointsOf } from "../../../lib/access/endpoints/endpoints-of";
import { readInput } from "../../../lib/access/stack/read-input";
import { hosts, ids, issuer } from "../../cli/probe/fixtures/ids";
import { liveState, openPolicy, resource, type StateChanges } from "../../cli/probe/fixtures/live-state";

function endpoints(changes: StateChanges = {}): Endpoints {
  return endpointsOf(readInput({ name: "state.json", content: Buffer.from(liveState(changes)) }));
}

function operation(changes: StateChanges = {}): OperationEndpoint {
  const [found] = endpoints(changes).operations;
  return found;
}

describe("the endpoints of a Function", () => {
  it("are its host, its SCM site, and what its gate compares", () => {
    const [site] = endpoints().sites;
    expect(site).toMatchObject({
      function: "azurerm_linux_function_app.this",
      hosts: [hosts.function],
      scmHost: hosts.scm,
      gate: {
        clientId: ids.registration,
        issuer,
        applications: [ids.gateway.client],
        identities: [ids.gateway.object],
      },
    });
  });

  it("have an SCM site below the same region, where Azure makes names unique", () => {
    const default_hostname = "func-orders-a1b2.westeurope-01.azurewebsites.net";
    const [site] = endpoints({ functionApp: { default_hostname } }).sites;
    expect(site.scmHost).toBe("func-orders-a1b2.scm.westeurope-01.azurewebsites.net");
  });

  it("are not known before the state says them", () => {
    const [site] = endpoints({
      functionApp: { default_hostname: null, site_credential: [], auth_settings_v2: [] },
    }).sites;
    expect(site).toMatchObject({ hosts: [], scmHost: undefined, gate: undefined, publishing: undefined });
  });
});

describe("the endpoint of an operation", () => {
  it("is at the gateway, and behind it at the Function", () => {
    expect(operation()).toMatchObject({
      entrance: "operation:azurerm_api_management_api.this:who-am-i",
      url: "https://apim-orders.azure-api.net/orders",
      method: "GET",
      template: "/whoami",
      backendPath: "/api",
      keyHeader: "Ocp-Apim-Subscription-Key",
    });
  });

  it("says whom its policies name, by what their tokens have", () => {
    const [holder, ...others] = operation().holders;
    expect(holder).toMatchObject({
      application: ids.caller,
      audiences: [ids.apiAudience],
      header: "Authorization",
    });
    expect(others).toEqual([]);
    expect(operation({ policy: openPolicy }).holders).toEqual([]);
  });

  it("says which headers of a caller's own do not arrive", () => {
    expect(operation().ownHeaders).toEqual(expect.arrayContaining(["X-Caller-Id", "X-MS-CLIENT-PRINCIPAL"]));
  });

  it("is at the gateway's own domain, where that is its default", () => {
    const gateway = {
      hostname_configuration: [
        {
          proxy: [
            { host_name: hosts.gateway, default_ssl_binding: false },
            { host_name: "api.contoso.com", default_ssl_binding: true },
          ],
        },
      ],
    };
    expect(operation({ gateway }).url).toBe("https://api.contoso.com/orders");
  });

  it.each([
    ["Segment", {}, "https://apim-orders.azure-api.net/orders/v2", {}],
    [
      "Header",
      { version_header_name: "Api-Version" },
      "https://apim-orders.azure-api.net/orders",
      { "Api-Version": "v2" },
    ],
    ["Query", { version_query_name: "v" }, undefined, {}],
  ])("has its version where the scheme %s says", (versioning_scheme, names, url, versionHeaders) => {
    const set = resource("azurerm_api_management_api_version_set", "this", {
      id: "/sets/orders",
      versioning_scheme,
      ...names,
    });
    const api = { version: "v2", version_set_id: "/sets/orders" };
    expect(operation({ api, more: [set] })).toMatchObject({ url, versionHeaders });
  });

  it("names its revision, unless it is the current one", () => {
    expect(operation({ api: { revision: "2", is_current: false } }).url).toBe(
      "https://apim-orders.azure-api.net/orders;rev=2",
    );
    expect(operation({ api: { revision: "2", is_current: true } }).url).toBe(
      "https://apim-orders.azure-api.net/orders",
    );
  });
});
