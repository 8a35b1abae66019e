import type { Endings, OutputOptions } from "../targets";

export type Format = "terminal" | "markdown" | "junit" | "json";

export const endings: Endings<Format> = { terminal: "txt", markdown: "md", junit: "xml", json: "json" };

/** Where the secrets come from that a probe may need. They are never arguments, which others on the machine can read. */
export const CALLER_TOKEN = "PROBE_CALLER_TOKEN";
export const SUBSCRIPTION_KEY = "PROBE_SUBSCRIPTION_KEY";

/** Methods that read. */
export const safeMethods: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** What the probe was asked for. */
export interface ProbeOptions extends OutputOptions<Format> {
  /** A state as `terraform show -json` prints it, or `-` for standard input. */
  readonly state: string;
  /** What the state is called in what is printed. */
  readonly name?: string;
  readonly color: "auto" | "always" | "never";
  /** Where the probe runs: what the network is to refuse depends on it. */
  readonly from: "internet" | "network";
  /** Hosts that answer instead of the state's. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Values of the parameters in templates, by name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Methods that are called beside the safe ones. */
  readonly allowMethods: readonly string[];
  /** How many seconds to wait, all in all, for what is not settled. */
  readonly wait: number;
  /** What to ask a token for that is of no use here. */
  readonly otherAudience?: string;
  readonly publishingPassword?: boolean;
  /** Whether to sign in as the deployer. */
  readonly signIn: boolean;
  /** Whether what could not be tried fails. */
  readonly requireAll?: boolean;
}
