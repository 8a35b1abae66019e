const HIDDEN = "(secret)";
/** What looks like a token, also one that the probe never had: a Function may send on what a gateway showed it. */
const TOKEN = /eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/gi;

/** Secrets that a probe handles, so that none of them is printed, wherever it turns up. */
export class Secrets {
  private readonly all = new Set<string>();

  /** Notes a secret, and gives it back. */
  public keep(secret: string): string {
    if (secret !== "") this.all.add(secret);
    return secret;
  }

  /** A value without any of the secrets in its texts. */
  public hidden<T>(value: T): T {
    if (typeof value === "string") return this.hiddenText(value) as T;
    if (Array.isArray(value)) return value.map((item) => this.hidden(item)) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.hidden(item)])) as T;
  }

  private hiddenText(text: string): string {
    const withoutTokens = text.replace(TOKEN, HIDDEN);
    return [...this.all].reduce((rest, secret) => rest.replace(anyCase(secret), HIDDEN), withoutTokens);
  }
}

/** A secret in any case: names of hosts are written small. */
function anyCase(secret: string): RegExp {
  return new RegExp(secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
}
