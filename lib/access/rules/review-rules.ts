import type { ReviewRule } from "../rules";
import { changeRules } from "./change-rules";
import { entraRules } from "./entra-rules";
import { gatewayRules } from "./gateway-rules";
import { hostRules } from "./host-rules";
import { identityRules } from "./identity-rules";
import { inputRules } from "./input-rules";
import { keyRules } from "./key-rules";
import { lifeCycleRules } from "./life-cycle-rules";
import { migrationRules } from "./migration-rules";
import type { CheckedRule } from "./rule";

export const checkedRules: readonly CheckedRule[] = [
  ...inputRules,
  ...changeRules,
  ...hostRules,
  ...migrationRules,
  ...keyRules,
  ...entraRules,
  ...gatewayRules,
  ...identityRules,
  ...lifeCycleRules,
];

/** Every rule of the review: the source of the pages in the docs, and of the descriptors in SARIF. */
export const reviewRules: readonly ReviewRule[] = checkedRules;
