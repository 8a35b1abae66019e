import type { ReviewInput } from "../stack/stack";
import { reviewStack } from "../verdicts/review-stack";
import type { Endpoints } from "./endpoints";
import { operationEndpoints } from "./operation-endpoints";
import { siteEndpoints } from "./site-endpoints";

/** Where a stack's entrances are, as its state says. */
export function endpointsOf({ after }: ReviewInput): Endpoints {
  const { graph } = reviewStack(after);
  return { sites: siteEndpoints(graph), operations: operationEndpoints(graph) };
}
