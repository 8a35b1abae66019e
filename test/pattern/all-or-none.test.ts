import type { TerraformStack } from "cdktf";
import {
  ApiDefinition,
  Callers,
  ExistingSubnet,
  FunctionHosting,
  GatewayNetwork,
  PrivateDnsZones,
  SecureFunctionBehindApim,
  type SecureFunctionBehindApimProps,
} from "cdktf-secure-function-behind-apim";
import { Construct, type IConstruct, Node } from "constructs";
import { patternProps } from "../fixtures/constructs";
import { existingGateway } from "../fixtures/existing-parts";
import { otherIdentity } from "../fixtures/ids";
import { anotherStack, newStack, synthesize } from "../synthesis";

const network = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network";
const subnet = ExistingSubnet.fromSubnetId(
  anotherStack(),
  "subnet",
  `${network}/virtualNetworks/v/subnets/s`,
);
const zone = (service: string) => `${network}/privateDnsZones/privatelink.${service}`;

/** Everything that the pattern can make. */
const everything: SecureFunctionBehindApimProps = {
  ...patternProps,
  skuName: "StandardV2_1",
  gatewayNetwork: GatewayNetwork.integration(subnet),
  network: {
    privateEndpointSubnet: subnet,
    functionSubnet: subnet,
    dnsZones: PrivateDnsZones.fromPrivateDnsZonesAttributes(anotherStack(), "zones", {
      functionZoneId: zone("azurewebsites.net"),
      blobZoneId: zone("blob.core.windows.net"),
      queueZoneId: zone("queue.core.windows.net"),
      tableZoneId: zone("table.core.windows.net"),
    }),
  },
  hosting: FunctionHosting.dedicated("S1"),
  apiVersion: "v1",
  alerts: { emailAddresses: ["api@contoso.com"] },
  diagnosticLogs: true,
};

const another = () => existingGateway({ name: "apim-other", identity: otherIdentity });
const api = {
  name: "other",
  path: "other",
  apiDefinition: ApiDefinition.passThrough(),
  callers: Callers.anonymous(),
};

/** What adds constructs to the pattern. */
const methods: [string, (orders: SecureFunctionBehindApim) => unknown][] = [
  ["addApi", (orders) => orders.addApi("other", { ...api, gateway: another() })],
  ["addVersion", (orders) => orders.addVersion("v2", { version: "v2", apiDefinition: api.apiDefinition })],
  ["addSlot", (orders) => orders.addSlot("staging", { name: "staging" })],
  ["grantInvoke", (orders) => orders.grantInvoke("other", otherIdentity)],
  ["operationBackend", (orders) => orders.operationBackend("other", another())],
];

// Within a construct: some parts are shared by the stack, and made in it.
function newOrders(stack: TerraformStack): SecureFunctionBehindApim {
  return new SecureFunctionBehindApim(stack.node.findChild("team") as Construct, "orders", everything);
}

function paths(root: IConstruct): string[] {
  return root.node.findAll().map(({ node }) => node.path);
}

/** How many constructs an action adds, each of which may fail. */
function additionsOf(action: () => unknown): number {
  const addChild = jest.spyOn(Node.prototype as never, "addChild" as never);
  action();
  const { length } = addChild.mock.calls;
  addChild.mockRestore();
  return length;
}

/** Runs an action of which one construct, the first with number 1, cannot be added. */
function failingAt(number: number, action: () => unknown): void {
  const prototype = Node.prototype as unknown as { addChild(...given: unknown[]): void };
  const { addChild } = prototype;
  let calls = 0;
  jest.spyOn(prototype, "addChild").mockImplementation(function (this: Node, ...given) {
    if (++calls === number) throw new Error("a construct that cannot be added");
    addChild.apply(this, given);
  });
  expect(action).toThrow("a construct that cannot be added");
  jest.restoreAllMocks();
}

const features = { storage: [{ dataPlaneAvailable: false }] };

function stackOfPattern(): TerraformStack {
  const stack = newStack({ features: [features] });
  new Construct(stack, "team");
  return stack;
}

describe("a pattern of which one part cannot be made", () => {
  const whole = stackOfPattern();
  const parts = additionsOf(() => newOrders(whole));

  it("leaves nothing, whichever part it is, and can be made again", () => {
    expect(parts).toBeGreaterThan(40);
    const stack = stackOfPattern();
    const before = paths(stack);
    for (let part = 1; part <= parts; part++) {
      failingAt(part, () => newOrders(stack));
      expect(paths(stack)).toEqual(before);
    }
    newOrders(stack);
    expect(synthesize(stack)).toEqual(synthesize(whole));
  });
});

describe.each(methods)("%s, of which one part cannot be made", (_name, call) => {
  it("leaves the pattern as it is, whichever part it is, and can be called again", () => {
    const [whole, stack] = [stackOfPattern(), stackOfPattern()];
    const [wholeOrders, orders] = [whole, stack].map(newOrders);
    const parts = additionsOf(() => call(wholeOrders));
    const before = { paths: paths(stack), chains: orders.chains, json: synthesize(stack) };
    for (let part = 1; part <= parts; part++) {
      failingAt(part, () => call(orders));
      expect({ paths: paths(stack), chains: orders.chains, json: synthesize(stack) }).toEqual(before);
    }
    call(orders);
    expect(synthesize(stack)).toEqual(synthesize(whole));
  });
});
