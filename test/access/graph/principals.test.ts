import { Principals } from "../../../lib/access/graph/principals";
import { StackIndex } from "../../../lib/access/graph/stack-index";
import type { Action } from "../../../lib/access/stack/stack";
import type { Arguments } from "../closed-stack";
import { asValue, stackOf } from "../stack-input";

const [idA, idB, idC] = [1, 2, 3].map((digit) => `${digit}1111111-2222-4333-8444-555555555555`);

function principals(
  resource: Arguments,
  data: Arguments = {},
  actions: readonly Action[] = ["create"],
): Principals {
  return new Principals(new StackIndex(stackOf({ resource, data }, actions)));
}

const identity = (name: string, ids: object = {}) => ({ name, resource_group_name: "rg", ...ids });
const two = { azurerm_user_assigned_identity: { a: identity("id-a"), b: identity("id-b") } };
const client = (name: string) => asValue(`\${azurerm_user_assigned_identity.${name}.client_id}`);
const object = (name: string) => asValue(`\${azurerm_user_assigned_identity.${name}.principal_id}`);

describe("principals", () => {
  it("are known by references before they exist", () => {
    const known = principals(two);
    const a = known.ofClientId(client("a"));
    if (!a) throw new Error("It is in the stack");
    expect(known.hasClientId(a, client("a"))).toBe("yes");
    expect(known.hasObjectId(a, object("a"))).toBe("yes");
    expect(known.hasClientId(a, client("b"))).toBe("no");
    expect(known.hasObjectId(a, object("b"))).toBe("no");
  });

  it("do not take one kind of id for another, as a reference or as a literal", () => {
    const known = principals(
      { azurerm_user_assigned_identity: { a: identity("id-a", { client_id: idA, principal_id: idB }) } },
      {},
      [],
    );
    const a = known.ofClientId(asValue(idA));
    if (!a) throw new Error("It is in the stack");
    for (const value of [object("a"), asValue(idB)]) {
      expect(known.hasClientId(a, value)).toBe("no");
      expect(known.hasObjectId(a, value)).toBe("yes");
      expect(known.isOtherId(value, "client")).toBe(true);
      expect(known.ofClientId(value)).toBeUndefined();
    }
    expect(known.hasClientId(a, asValue(idA.toUpperCase()))).toBe("yes");
    expect(known.hasClientId(a, asValue(idC))).toBe("no");
  });

  it("that are new have an id that no literal is, and others may", () => {
    const fresh = principals(two);
    const a = fresh.ofClientId(client("a"));
    if (!a) throw new Error("It is in the stack");
    expect(fresh.hasClientId(a, asValue(idA))).toBe("no");
    const existing = principals(two, {}, []);
    const old = existing.ofClientId(client("a"));
    if (!old) throw new Error("It is in the stack");
    expect(existing.hasClientId(old, asValue(idA))).toBe("unknown");
  });

  it("that are looked up by an id are the ones that have it", () => {
    const known = principals(two, {
      azuread_service_principal: {
        byClient: { client_id: "${azurerm_user_assigned_identity.a.client_id}" },
        byObject: { object_id: "${azurerm_user_assigned_identity.b.principal_id}" },
        byName: { display_name: "somebody" },
      },
    });
    const [a, b] = ["a", "b"].map((name) => known.ofClientId(client(name)));
    if (!a || !b) throw new Error("They are in the stack");
    const attribute = (path: string) => asValue(`\${data.azuread_service_principal.${path}}`);
    expect(known.hasObjectId(a, attribute("byClient.object_id"))).toBe("yes");
    expect(known.hasClientId(b, attribute("byObject.client_id"))).toBe("yes");
    expect(known.hasClientId(a, attribute("byObject.client_id"))).toBe("no");
    expect(known.hasClientId(a, attribute("byName.client_id"))).toBe("unknown");
  });

  it("that are looked up by the name of what has a system-assigned identity are that identity", () => {
    const known = principals(
      { azurerm_api_management: { gateway: { name: "apim", identity: { type: "SystemAssigned" } } } },
      { azuread_service_principal: { gateway: { display_name: "${azurerm_api_management.gateway.name}" } } },
    );
    const gateway = known.ofResource("azurerm_api_management.gateway");
    if (!gateway) throw new Error("It is in the stack");
    expect(known.hasClientId(gateway, asValue("${data.azuread_service_principal.gateway.client_id}"))).toBe(
      "yes",
    );
    expect(
      known.hasObjectId(gateway, asValue("${azurerm_api_management.gateway.identity.0.principal_id}")),
    ).toBe("yes");
  });

  it("that are looked up by name and group are the identities of the stack with them", () => {
    const known = principals(two, {
      azurerm_user_assigned_identity: {
        a: identity("id-a"),
        other: { name: "id-a", resource_group_name: "other" },
      },
    });
    const a = known.ofClientId(client("a"));
    if (!a) throw new Error("It is in the stack");
    expect(known.hasClientId(a, asValue("${data.azurerm_user_assigned_identity.a.client_id}"))).toBe("yes");
    expect(known.hasClientId(a, asValue("${data.azurerm_user_assigned_identity.other.client_id}"))).toBe(
      "unknown",
    );
  });

  it("are applications with the object id of their service principal, and not with their own", () => {
    const known = principals({
      azuread_application: { api: { display_name: "api" } },
      azuread_service_principal: { api: { client_id: "${azuread_application.api.client_id}" } },
    });
    const api = known.ofClientId(asValue("${azuread_application.api.client_id}"));
    if (!api) throw new Error("It is in the stack");
    expect(known.hasObjectId(api, asValue("${azuread_service_principal.api.object_id}"))).toBe("yes");
    expect(known.hasObjectId(api, asValue("${azuread_application.api.object_id}"))).toBe("no");
  });
});
