import type { Credential } from "../attempts/attempt";
import type { Network } from "../sending/network";
import { type CallerToken, callerTokenOf } from "./caller-token";
import type { Deployer, Issuance } from "./entra";
import { forgedToken } from "./forged-token";
import type { Secrets } from "./secrets";

/** What a call shows, or why it has nothing to show. */
export type Shown =
  | {
      readonly kind: "shown";
      readonly headers: Readonly<Record<string, string>>;
      /** Of a token that Entra issued now. */
      readonly issued?: CallerToken;
    }
  | Exclude<Issuance, { kind: "token" }>;

/** The secrets that the environment gave. */
export interface GivenSecrets {
  readonly callerToken?: string;
  readonly subscriptionKey?: string;
}

/** Gets what calls show. Each token is asked for once. */
export class Credentials {
  private readonly issuances = new Map<string, Promise<Issuance>>();

  public constructor(
    private readonly network: Network,
    private readonly deployer: Deployer,
    private readonly given: GivenSecrets,
    private readonly secrets: Secrets,
  ) {}

  public async of(credential: Credential): Promise<Shown> {
    switch (credential.kind) {
      case "none":
        return shown({});
      case "forged": {
        const token = await forgedToken(credential.claims, credential.signature, this.network);
        return shown({ [credential.header]: `Bearer ${this.secrets.keep(token)}` });
      }
      case "deployer":
        return this.ofDeployer(credential.scope, credential.issuer);
      case "caller":
        return shown({
          [credential.header]: `Bearer ${this.given.callerToken}`,
          ...(credential.keyHeader !== undefined && this.key(credential.keyHeader)),
        });
      case "key":
        return shown(this.key(credential.header));
      case "password":
        return shown({ Authorization: `Basic ${this.basic(credential.user, credential.password)}` });
    }
  }

  private async ofDeployer(scope: string, issuer: string): Promise<Shown> {
    const key = JSON.stringify([scope, issuer]);
    const asked = this.issuances.get(key) ?? this.deployer.tokenFor(scope, issuer);
    this.issuances.set(key, asked);
    const issuance = await asked;
    if (issuance.kind !== "token") return issuance;
    const token = this.secrets.keep(issuance.token);
    return { ...shown({ Authorization: `Bearer ${token}` }), issued: callerTokenOf(token) };
  }

  private key(header: string): Record<string, string> {
    return { [header]: this.given.subscriptionKey ?? "" };
  }

  private basic(user: string, password: string): string {
    return this.secrets.keep(Buffer.from(`${user}:${this.secrets.keep(password)}`).toString("base64"));
  }
}

function shown(headers: Readonly<Record<string, string>>): Extract<Shown, { kind: "shown" }> {
  return { kind: "shown", headers };
}
