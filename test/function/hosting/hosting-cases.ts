import { FunctionHosting } from "../../../lib/function/hosting/function-hosting";

/** Every kind of hosting, and whether its host is given a key. */
export const hostingCases: [name: string, hosting: FunctionHosting, storageKeyInState: boolean][] = [
  ["dedicated Linux", FunctionHosting.dedicated("S1"), false],
  ["dedicated Windows", FunctionHosting.dedicatedWindows("P1v3"), false],
  ["Elastic Premium Linux", FunctionHosting.elasticPremium(), false],
  ["Elastic Premium Linux with a key", FunctionHosting.elasticPremium(), true],
  ["Elastic Premium Windows", FunctionHosting.elasticPremiumWindows("EP2"), false],
  ["Consumption Linux", FunctionHosting.consumption(), false],
  ["Consumption Windows", FunctionHosting.consumptionWindows(), false],
  ["Flex Consumption", FunctionHosting.flexConsumption({ maximumInstanceCount: 40 }), false],
  ["Flex Consumption with a key", FunctionHosting.flexConsumption(), true],
];
