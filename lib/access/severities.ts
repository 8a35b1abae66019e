import type { Severity } from "./report";

/** The worst first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];
