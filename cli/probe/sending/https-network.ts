import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import type { Call } from "../attempts/attempt";
import type { Answer, Network } from "./network";

export interface HttpsOptions {
  /** The proxy that leads to a URL; empty where none does. By default `HTTPS_PROXY` and `NO_PROXY` say it. */
  readonly proxyFor?: (url: string) => string;
  /** Certificates that are trusted. By default those of Node.js, and of `NODE_EXTRA_CA_CERTS`. */
  readonly ca?: string;
}

/** A cold start takes its time. */
const TIMEOUT = 60_000;
/** What is searched for marks. More than this is nothing that a probe asked for. */
const LONGEST_BODY = 1_000_000;

/** The network, by HTTPS alone, through a proxy where the environment says so. */
export function httpsNetwork({ proxyFor = getProxyForUrl, ca }: HttpsOptions = {}): Network {
  return {
    send: (call) => {
      const proxy = proxyFor(call.url);
      const agent = proxy === "" ? new Agent({ ca }) : new HttpsProxyAgent(proxy);
      return exchanged(call, agent, ca).finally(() => agent.destroy());
    },
  };
}

function exchanged(
  { method, url, headers }: Call,
  agent: Agent | HttpsProxyAgent<string>,
  ca?: string,
): Promise<Answer> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => {
      resolve({ kind: "no-connection", because: error.code ?? error.message });
    };
    const sent = request(url, { method, headers, agent, ca, timeout: TIMEOUT }, (response) => {
      received(response).then(resolve, failed);
    });
    sent.on("timeout", () => sent.destroy(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })));
    sent.on("error", failed);
    // What a proxy says of its own is no answer of the host, though the agent hands it on as one.
    sent.on("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) sent.destroy(new Error(`the proxy answers ${statusCode}`));
    });
    sent.end();
  });
}

async function received(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += (chunk as Buffer).length;
    if (length <= LONGEST_BODY) chunks.push(chunk as Buffer);
  }
  const { statusCode = 0, headers } = response;
  return {
    kind: "answer",
    status: statusCode,
    redirect: statusCode >= 300 && statusCode < 400 ? hostOf(headers.location) : undefined,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function hostOf(location: string | undefined): string | undefined {
  if (location === undefined) return undefined;
  return URL.canParse(location) ? new URL(location).hostname : "a path of its own";
}
