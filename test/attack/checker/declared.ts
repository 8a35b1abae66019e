/**
 * What a program said in words that its JSON does not say. Everything is closed unless it is declared. APIs go by
 * their names or by their addresses.
 */
export interface Declared {
  /** Operations that everyone may call: `{API}/{operation id}`, or `{API}/*`. */
  readonly open?: readonly string[];
  /** What callers of an API have to have; a token or a key unless it is declared. */
  readonly callers?: Readonly<Record<string, { readonly token: boolean; readonly key: boolean }>>;
  /** Client ids of identities that may call Functions without a gateway, as they stand in the JSON. */
  readonly directCallers?: readonly string[];
  /** Functions outside of the stacks, by the host of their backend URL: client ids of their registrations. */
  readonly functions?: Readonly<Record<string, string>>;
  /** APIs of which callers share cached answers. */
  readonly sharedAnswers?: readonly string[];
  /** Named values and policy fragments outside of the stacks that are vouched for. */
  readonly vouched?: readonly string[];
  /** Whether the providers' cloud is chosen outside of the program: by ARM_ENVIRONMENT or a variable. */
  readonly cloudOfEnvironment?: boolean;
  /** Last days until which gates are open for a migration. */
  readonly openUntil?: readonly string[];
  /** Addresses in Key Vault of the function keys that gateways send on, as they stand in the JSON. */
  readonly functionKeys?: readonly string[];
  /** Marks within texts from outside, none of which Terraform may evaluate. */
  readonly canaries?: readonly string[];
}
