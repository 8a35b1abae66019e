import type { Deployer } from "../terraform/workspace";
import {
  argumentsOf,
  functionApp,
  functionAppSlot,
  gate,
  policyWithout,
  type StackEdit,
} from "./stack-edits";

/** Who is meant to reach what in a stack, and with a change of it. */
export interface ExpectedStack {
  /** The lines of `matrixWithNamesOf`, in the state and each plan. */
  readonly expected: string;
  readonly change: {
    readonly edit: StackEdit;
    /** What the review says first. */
    readonly headline: string;
    readonly expected: string;
  };
  /** Who applies it, where it names a tenant. */
  readonly deployer?: Deployer;
}

const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/** An API that passes everything on. */
export function everyMethod(api: string, who: string): string {
  return METHODS.map((method) => `${api} ${method} /*: ${who}`).join("\n");
}

/** The host of a Function, and who becomes the gateway at it, by its identity or by a policy. */
export function behindGateway(name: string, host = "gateway-identity"): string {
  return `
    host ${name}: ${host}
    as gateway at ${name}: identity-operator, policy-writer`;
}

/** Everyone whom a network lets in that keeps out the internet. */
const everyoneInside =
  "function-key, gateway-identity, network, other-tenant, tenant-application, tenant-user";

/** An application that the policy names by its client id. Whether users sign in through it, another stack says. */
const client = (clientId: string) => `Entra application ${clientId}, tenant-user?`;

/** An application of whose token the policy asks for a role, which no user has. */
const clientWith = (clientId: string, role: string) => `Entra application ${clientId} with roles ${role}`;

const hello = everyMethod("hello", client("11111111-2222-4333-8444-555555555555"));

const retailers = ["2f6a1c34-5d1b-4b0e-9a63-0c1f5a7f3b11", "8e0c7d52-94c3-4f0a-8a1d-6b1f2e3d4c55"]
  .map((clientId) => clientWith(clientId, "Orders.Access"))
  .join(", ");
/** The operations of the retail API, which the same callers reach. */
export const retailOperations = (who: string) =>
  [
    "GET /orders",
    "POST /orders",
    "GET /orders/{orderId}",
    "PATCH /orders/{orderId}",
    "DELETE /orders/{orderId}",
    "GET /orders/{orderId}/lines",
    "POST /orders/{orderId}/lines",
    "GET /orders/{orderId}/parcels",
    "GET /orders/{orderId}/invoice",
    "POST /orders/{orderId}/returns",
  ]
    .map((operation) => `orders ${operation}: ${who}`)
    .join("\n");
const retailOrders = retailOperations(retailers);

const bookings = (role: string) => clientWith("8a1c3e5f-7b9d-4f1a-8c3e-5d7f9b1a3c5e", role);
const bookingsV2 = `
  bookings-v2 GET /bookings: ${bookings("Bookings.Read")}
  bookings-v2 GET /bookings/{bookingId}: ${bookings("Bookings.Read")}
  bookings-v2 POST /bookings: ${bookings("Bookings.Write")}
  bookings-v2 GET /health: everyone`;

const finance = client("3b9d5f7a-6c8e-4a1b-9d2f-4e6a8c0b1d33");
const invoices = `
  invoices GET /invoices: ${finance}
  invoices GET /invoices/{invoiceId}: ${finance}`;

const claims = everyMethod("claims", client("6f8b0d2c-4e6a-4c8d-9f1b-3a5c7e9d0b66"));

const billing = clientWith("4c1e7a90-3b5d-4f28-8a6e-1d9c0b7f5e22", "Invoices.Write");
const billed = `
  invoices POST /invoices: ${billing}
  invoices GET /invoices/{number}: ${billing}`;

const shipments = `shipments GET /shipments/{shipmentId}: ${client("9c0d1e2f-3a4b-4c5d-8e6f-7a8b9c0d1e33")}`;
const warranties = `warranty GET /warranties/{serial}: ${client("2d3c4b5a-6978-4685-8594-b3c2d1e0f1a2")}`;

const entries = (stage: string, clientId: string) => `ledger-${stage} POST /entries: ${client(clientId)}`;
const test = entries("test", "5b6c7d8e-9fa0-4b1c-8d2e-3f4a5b6c7d55");
const prod = `${entries("prod", "6c7d8e9f-a0b1-4c2d-9e3f-4a5b6c7d8e66")}
  ${behindGateway("func-ledger-prod-c6c331")}
  ${behindGateway("func-ledger-prod-c6c331 (slot staging)")}`;

const storageKey = "key storage_account.ledger_function_storage_account_8B5DCC36: storage-key";

const payments = `payments POST /payments: ${client("3b9d5f7a-6c8e-4a1b-9d2f-4e6a8c0b1d33")}`;

const shops = [
  ["baskets-d651e5", "CA80100E"],
  ["catalog-eb7902", "6DFF8B53"],
  ["checkout-81d045", "9232E9A0"],
  ["parcels-92a43f", "6D33083A"],
  ["refunds-d912f6", "7CA926C0"],
];
/** They share an identity, with which each may write what the host of another one keeps in its storage. */
const shop = shops
  .map(([name, storage]) => {
    const api = name.replace(/-.*/, "");
    return `${api} GET /{id}: ${client("4d6f8b0a-2c4e-4f6a-8b0c-1d3e5f7a9b77")}
      key storage_account.${api}_function_storage_account_${storage}: storage-operator
      ${behindGateway(`func-${name}`)}`;
  })
  .join("\n");

/** The stacks of the examples, by their names. */
export const examples: Readonly<Record<string, ExpectedStack>> = {
  quickstart: {
    expected: hello + behindGateway("func-hello-193b34"),
    change: {
      edit: gate((one) => {
        one.auth_enabled = false;
      }),
      headline:
        "This plan lets anyone on the internet reach func-hello-193b34: auth_settings_v2.auth_enabled changes from true to false (and 1 more change)",
      expected: hello + behindGateway("func-hello-193b34", "everyone"),
    },
  },
  "orders-openapi": {
    expected: retailOrders + behindGateway("func-contoso-retail-orders"),
    change: {
      // One of both lists, and the assignment in Entra, are left.
      edit: gate(({ active_directory_v2 }) => {
        delete active_directory_v2.allowed_applications;
      }),
      headline:
        "This plan weakens a control at azurerm_linux_function_app.orders_function_app_D3C287A5: auth_settings_v2.active_directory_v2.allowed_applications is removed: every application may call. func-contoso-retail-orders can be reached by Entra application 2f6a1c34-5d1b-4b0e-9a63-0c1f5a7f3b11 with roles Orders.Access and Entra application 8e0c7d52-94c3-4f0a-8a1d-6b1f2e3d4c55 with roles Orders.Access (through API Management), the gateway's identity id-apim-orders (directly), whoever may assign the identity and whoever may write policies on the gateway (as the gateway), and by nobody else.",
      expected: retailOrders + behindGateway("func-contoso-retail-orders"),
    },
  },
  "versioned-api": {
    expected: `
      bookings GET /bookings: ${bookings("Bookings.Read")}
      bookings POST /bookings: ${bookings("Bookings.Write")}
      bookings GET /health: everyone
      ${bookingsV2}
      ${behindGateway("func-bookings-0c93d4")}`,
    change: {
      // Who may read version 1 may write it too, and who may write it may not.
      edit: (stack) => {
        const policy = argumentsOf(stack, /^azurerm_api_management_api_policy$/, "bookings_api_");
        policy.xml_content = policy.xml_content.replaceAll("Bookings.Write", "Bookings.Read");
      },
      headline:
        "This plan keeps Entra application 8a1c3e5f-7b9d-4f1a-8c3e-5d7f9b1a3c5e with roles Bookings.Write from POST /bookings of API bookings",
      expected: `
        bookings GET /bookings: ${bookings("Bookings.Read")}
        bookings POST /bookings: ${bookings("Bookings.Read")}
        bookings GET /health: everyone
        ${bookingsV2}
        ${behindGateway("func-bookings-0c93d4")}`,
    },
  },
  "existing-gateway": {
    expected: invoices + behindGateway("func-invoices-139e5d"),
    change: {
      edit: gate((one) => {
        one.excluded_paths = ["/api/health"];
      }),
      headline: "This plan lets anyone on the internet reach",
      expected: `${invoices}
        ${behindGateway("func-invoices-139e5d")}
        path /api/health of func-invoices-139e5d: everyone`,
    },
  },
  "private-network": {
    expected: `${claims}
      ${behindGateway("func-claims-6c122a")}
      ${behindGateway("func-claims-6c122a (slot staging)")}`,
    change: {
      // The gate stays where the network no longer keeps calls out.
      edit: (stack) => {
        argumentsOf(stack, functionApp).public_network_access_enabled = true;
      },
      headline:
        "This plan weakens a control at azurerm_linux_function_app.claims_function_app_55344808: public_network_access_enabled changes from false to true: the internet reaches the site. func-claims-6c122a can be reached by Entra application 6f8b0d2c-4e6a-4c8d-9f1b-3a5c7e9d0b66 (through API Management), the gateway's identity id-apim-claims (directly)",
      expected: `${claims}
        ${behindGateway("func-claims-6c122a")}
        ${behindGateway("func-claims-6c122a (slot staging)")}`,
    },
  },
  "flex-private": {
    expected: billed + behindGateway("func-invoices-b505ea"),
    change: {
      // Only the network is left.
      edit: gate((one) => {
        one.unauthenticated_action = "AllowAnonymous";
      }),
      headline: "This plan lets anyone inside the network reach func-invoices-b505ea",
      expected: billed + behindGateway("func-invoices-b505ea", everyoneInside),
    },
  },
  "split-registration-entra": {
    expected: "",
    change: {
      edit: (stack) => {
        argumentsOf(stack, /^azuread_service_principal$/).app_role_assignment_required = false;
      },
      headline: "There is no Function App here.",
      expected: "",
    },
  },
  "split-registration-platform": {
    deployer: { ARM_TENANT_ID: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c55" },
    expected: payments + behindGateway("func-payments-a41935"),
    change: {
      edit: gate(({ active_directory_v2 }) => {
        active_directory_v2.allowed_applications.push("99999999-2222-4333-8444-555555555555");
        active_directory_v2.allowed_identities.push("99999999-3333-4333-8444-555555555555");
      }),
      headline:
        "This plan lets application 99999999-2222-4333-8444-555555555555 reach func-payments-a41935: auth_settings_v2.active_directory_v2.allowed_applications changes from",
      expected: payments + behindGateway("func-payments-a41935", "allowed-identity, gateway-identity"),
    },
  },
  "hub-and-spoke": {
    expected: shipments + behindGateway("func-shipments-dddd1a"),
    change: {
      edit: gate((one) => {
        one.require_authentication = false;
      }),
      headline: "This plan lets anyone inside the network reach func-shipments-dddd1a",
      expected: shipments + behindGateway("func-shipments-dddd1a", everyoneInside),
    },
  },
  brownfield: {
    expected: warranties + behindGateway("func-warranty-7ca2f2"),
    change: {
      // The policy no longer asks for a token of the caller.
      edit: policyWithout(/<validate-azure-ad-token[\s\S]*<\/validate-azure-ad-token>/),
      headline: "This plan lets anyone on the internet reach GET /warranties/{serial} of API warranty",
      expected: `warranty GET /warranties/{serial}: everyone
        ${behindGateway("func-warranty-7ca2f2")}`,
    },
  },
  "environments-dev": {
    expected: `${entries("dev", "4a5b6c7d-8e9f-4a0b-9c1d-2e3f4a5b6c44")}
      ${behindGateway("func-ledger-dev-fccbf9")}`,
    change: {
      edit: (stack) => {
        argumentsOf(stack, /^azuread_service_principal$/).app_role_assignment_required = false;
        const { active_directory_v2 } = argumentsOf(stack, functionApp).auth_settings_v2;
        delete active_directory_v2.allowed_applications;
        delete active_directory_v2.allowed_identities;
      },
      headline: "This plan lets any user of the tenant reach func-ledger-dev-fccbf9",
      expected: `${entries("dev", "4a5b6c7d-8e9f-4a0b-9c1d-2e3f4a5b6c44")}
        ${behindGateway("func-ledger-dev-fccbf9", "gateway-identity, tenant-application, tenant-user")}`,
    },
  },
  "environments-test": {
    expected: `${test}
      ${behindGateway("func-ledger-test-f64ee3")}
      ${behindGateway("func-ledger-test-f64ee3 (slot staging)")}`,
    change: {
      edit: (stack) => {
        argumentsOf(stack, functionAppSlot).auth_settings_v2.auth_enabled = false;
      },
      headline: "This plan lets anyone on the internet reach func-ledger-test-f64ee3 (slot staging)",
      expected: `${test}
        ${behindGateway("func-ledger-test-f64ee3")}
        ${behindGateway("func-ledger-test-f64ee3 (slot staging)", "everyone")}`,
    },
  },
  "environments-prod": {
    expected: prod,
    change: {
      edit: (stack) => {
        argumentsOf(stack, /^azurerm_storage_account$/).shared_access_key_enabled = true;
      },
      headline:
        "This plan weakens a control at azurerm_storage_account.ledger_function_storage_account_8B5DCC36: shared_access_key_enabled changes from false to true: the account accepts its keys (and 1 more change).",
      // Host storage of the app, and of its slot.
      expected: `${prod}
        ${storageKey}
        ${storageKey}`,
    },
  },
  "many-functions-gateway": {
    expected: "",
    change: {
      edit: (stack) => {
        argumentsOf(stack, /^azurerm_api_management$/).public_network_access_enabled = true;
      },
      headline: "There is no Function App here.",
      expected: "",
    },
  },
  "many-functions": {
    expected: shop,
    change: {
      // One of the five, and its API's calls go to it still.
      edit: (stack) => {
        const app = argumentsOf(stack, functionApp, "baskets_");
        app.webdeploy_publish_basic_authentication_enabled = true;
        app.site_config.scm_ip_restriction_default_action = "Allow";
      },
      headline:
        "This plan weakens a control at azurerm_linux_function_app.baskets_function_app_D9697E20: site_config.scm_ip_restriction_default_action changes from Deny to Allow: every address may try to sign in to the SCM site (and 2 more changes).",
      expected: `${shop}
        SCM func-baskets-d651e5: publishing-password`,
    },
  },
};
