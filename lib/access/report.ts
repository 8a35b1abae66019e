/** The answer of an access review: plain data, which the command prints, and which is the published JSON format. */
export interface AccessReport extends ReviewedAccess {
  readonly formatVersion: "1.0";
  readonly input: { readonly kind: "plan" | "state" | "synthesized"; readonly warnings: readonly string[] };
  /** The same of what there was before the plan. Undefined where the input has no before. */
  readonly before?: ReviewedAccess;
  /** Who gains and who loses access with the plan: gains first, by severity. */
  readonly changes: readonly AccessChange[];
  readonly findings: readonly Finding[];
}

/** Who can reach what at one time. */
export interface ReviewedAccess {
  /** The Function Apps and slots that the entrances lead to, removed ones too. */
  readonly functions: readonly ReviewedFunction[];
  readonly entrances: readonly Entrance[];
  readonly callers: readonly Caller[];
  /** A verdict for each entrance and each caller that it may matter to. */
  readonly verdicts: readonly Verdict[];
}

/** A Function App or one of its slots. */
export interface ReviewedFunction {
  /** Its address in Terraform. */
  readonly id: string;
  /** For people: the app's name, and its slot where it is one: `func-orders (slot staging)`. */
  readonly label: string;
  readonly constructPath?: string;
}

/** A way towards a Function. */
export interface Entrance {
  /** Stable while the resources stay: kind, address, and what tells several of one resource apart. */
  readonly id: string;
  readonly kind:
    | "host" // the Function's own host name, behind App Service Authentication
    | "host-path" // a path of it that the authentication excludes
    | "scm" // the SCM site (Kudu)
    | "ftp"
    | "operation" // an operation of an API on a gateway
    | "gateway-token" // becoming the gateway: its identity, or another policy that asks for its token
    | "key"; // a key that the stack makes or stores
  /** `Function.id`s that it leads to. */
  readonly functions: readonly string[];
  /** `GET /orders of API orders on apim-hello`, `SCM site of func-orders` */
  readonly label: string;
  /** The resource that decides it. */
  readonly address: string;
  readonly constructPath?: string;
}

/** Who may try. */
export interface Caller {
  readonly id: string;
  readonly kind:
    | "internet"
    | "network"
    | "tenant-user"
    | "tenant-application"
    | "other-tenant"
    | "gateway-identity"
    | "allowed-identity"
    | "policy-caller" // an application, role, scope or audience that a policy names
    | "subscription-key"
    | "storage-key"
    | "storage-operator" // whoever may, with a role of Azure, read the keys of the host's storage or write what is in it
    | "function-key"
    | "client-secret"
    | "publishing-password"
    | "identity-operator" // whoever may attach the gateway's identity elsewhere, or has it attached
    | "policy-writer" // whoever may write policies on the gateway
    | "token-receiver" // whoever runs what the gateway sends its token to
    | "publisher"; // whoever may publish code with a role of Azure
  readonly label: string;
  /** The resource that is this caller, where the stack has one. */
  readonly address?: string;
}

/** Whether a caller reaches the Function by an entrance, and why. */
export interface Verdict {
  readonly entrance: string;
  readonly caller: string;
  readonly access: "reaches" | "refused" | "unknown";
  /** Reaches: as whom the Function sees the call. */
  readonly as?: string;
  /**
   * Refused: what the caller gets, a status code like `401`, `no token` for Entra's refusal to issue one,
   * `no connection` for the network's, or `other backend` where the call leads to no Function of the stack.
   */
  readonly answer?: string;
  /** Refused: the control that refuses, for example `App Service Authentication: allowed_applications`. */
  readonly control?: string;
  /** Unknown: by which value or feature. */
  readonly unknownBecause?: string;
  /** The fewest arguments that decide it, in the order in which a request meets them. */
  readonly proof: readonly ProofStep[];
  /** What single change would turn it, in words with the argument. */
  readonly turnedBy?: string;
}

/** One fact of a proof. */
export interface ProofStep {
  readonly address: string;
  /** Path of the argument, for example `auth_settings_v2.0.require_authentication`. */
  readonly argument: string;
  /** As it is printed: a value, a reference, `absent`, `(sensitive)`, `(known after apply)`. */
  readonly value: string;
  /** What it means here: `calls without a token get 401`. */
  readonly meaning: string;
}

export type Severity = "critical" | "high" | "medium" | "low" | "info";

/** An access that a plan gives or takes. */
export interface AccessChange {
  readonly entrance: string;
  readonly caller: string;
  readonly change: "gains" | "loses" | "becomes-unknown" | "becomes-known";
  readonly severity: Severity;
  /** `This plan lets anyone on the internet reach func-orders (slot staging): auth_settings_v2 is removed` */
  readonly sentence: string;
}

/** What a rule says of the stack. */
export interface Finding {
  /** The rule's id, as in `docs/rules/<id>.md`: `open-host`, `storage-key-in-state`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly address: string;
  readonly argument?: string;
  readonly constructPath?: string;
  readonly message: string;
  readonly proof: readonly ProofStep[];
  /** The same in the next run on the same stack, whatever else changes. */
  readonly fingerprint: string;
}
