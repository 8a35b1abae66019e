import { hostingCases } from "../function/hosting/hosting-cases";
import { behindGateway, type ExpectedStack, everyMethod, retailOperations } from "./examples";
import { argumentsOf, gate } from "./stack-edits";

/** The storage accounts whose keys or blobs somebody can use. */
const accounts: Readonly<Record<string, string>> = {
  "system-3": "D034486A",
  "system-8": "55BF4182",
  "user-0": "7F28FABB",
  "user-1": "0F4EBB2F",
  "user-2": "48650614",
  "user-3": "8977D1C3",
  "user-4": "11A60619",
  "user-5": "37431675",
  "user-6": "B021F8BE",
  "user-7": "A8279BB4",
  "user-8": "6F3D6E53",
};

/**
 * Two kinds of hosting are given a key of their storage. All with a user-assigned identity share it, and with it each may
 * write what the host of another one keeps in its storage.
 */
const hostings = ["system", "user"]
  .flatMap((kind) =>
    hostingCases.flatMap(([, { slots }, storageKeyInState], index) => {
      const id = `${kind}-${index}`;
      const who = [
        ...(storageKeyInState ? ["storage-key"] : []),
        ...(kind === "user" ? ["storage-operator"] : []),
      ];
      const storage = `key storage_account.${id}_storage_account_${accounts[id]}: ${who.join(", ")}`;
      return ["", ...(slots ? [" (slot staging)"] : [])].flatMap((slot) => [
        `host func-${id}${slot}: allowed-identity`,
        ...(who.length > 0 ? [storage] : []),
      ]);
    }),
  )
  .join("\n");

/** The identity of the shop, which has the role. */
const shop = "identity id-shop with roles Orders.Read";

/** The gateway has a system-assigned identity, which nobody assigns to anything else. */
const apis = `
  ${retailOperations(shop)}
  orders-v2 GET /health: everyone
  orders-v2 POST /refunds/{id}: ${shop}
  host func-orders-e01aae: gateway-identity
  as gateway at func-orders-e01aae: policy-writer
  host func-refunds-195d5d: gateway-identity
  as gateway at func-refunds-195d5d: policy-writer`;

const packaged = `${everyMethod("orders", "everyone")}
  ${behindGateway("func-orders-e01aae")}
  ${behindGateway("func-orders-e01aae (slot staging)")}`;

/** The stacks of shapes.ts in test/terraform. */
export const shapes: Readonly<Record<"hostings" | "apis" | "package", ExpectedStack>> = {
  hostings: {
    expected: hostings,
    change: {
      edit: gate((one) => {
        one.require_authentication = false;
      }, "user-0"),
      headline: "This plan lets anyone on the internet reach func-user-0:",
      expected: hostings.replace("host func-user-0: allowed-identity", "host func-user-0: everyone"),
    },
  },
  apis: {
    expected: apis + everyMethod("\nrefunds", "subscription-key"),
    change: {
      edit: (stack) => {
        argumentsOf(stack, /^azurerm_api_management_api$/, "refunds_api_").subscription_required = false;
      },
      headline: "This plan lets anyone on the internet reach DELETE /* of API refunds",
      expected: apis + everyMethod("\nrefunds", "everyone"),
    },
  },
  package: {
    expected: packaged,
    change: {
      // Another package, which the test gives it.
      edit: () => undefined,
      headline: "This plan changes nobody's access.",
      expected: packaged,
    },
  },
};
