/** The ways in which a gate can fail to be whole. `unknown` is what cannot be decided from the JSON. */
export type FindingKind =
  | "easy-auth"
  | "allow-list"
  | "issuer"
  | "app-setting"
  | "hardening"
  | "registration"
  | "credential"
  | "role"
  | "policy-form"
  | "base"
  | "authentication"
  | "key"
  | "deletion"
  | "backend"
  | "token-step"
  | "order"
  | "token-read"
  | "token-sent"
  | "claim-header"
  | "cache"
  | "limit"
  | "overlap"
  | "route"
  | "ownership"
  | "duplicate"
  | "terraform-text"
  | "terraform-value"
  | "unknown";

/** One way in which a gate is not whole. */
export interface Finding {
  readonly kind: FindingKind;
  /** Address of the resource, for example `azurerm_linux_function_app.orders`. */
  readonly at: string;
  readonly detail: string;
}

/** Collects findings of one resource. */
export class Findings {
  public readonly all: Finding[] = [];

  public add(kind: FindingKind, at: string, detail: string): void {
    this.all.push({ kind, at, detail });
  }

  /** Adds a finding unless a condition holds. */
  public expect(condition: boolean, kind: FindingKind, at: string, detail: string): void {
    if (!condition) this.add(kind, at, detail);
  }
}
