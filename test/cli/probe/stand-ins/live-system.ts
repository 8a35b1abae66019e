import { createServerIdentity } from "../../../terraform/provider/certificate";
import { hosts } from "../fixtures/ids";
import { type EntraSwitches, entra } from "./entra";
import { type FunctionSwitches, functionHost, type ScmSwitches, scmSite } from "./function-host";
import { type GatewaySwitches, gateway } from "./gateway";
import { type RunningProxy, servingProxy } from "./proxy";
import { type RunningServer, servingHttps } from "./server";

/** What is wrong with a system; nothing is with one that has no switches. */
export interface Switches {
  readonly entra?: EntraSwitches;
  readonly function?: FunctionSwitches;
  readonly scm?: ScmSwitches;
  readonly gateway?: GatewaySwitches;
  /** Hosts that nobody finds. */
  readonly unknownHosts?: readonly string[];
  /** What the proxy says of those. */
  readonly proxyRefusal?: number;
}

/** A whole chain on loopback, to which only a proxy leads. */
export interface LiveSystem {
  readonly proxy: RunningProxy;
  /** The certificate that its servers show. */
  readonly certificate: string;
  readonly close: () => Promise<void>;
}

const identity = createServerIdentity([...Object.values(hosts), "api.contoso.example"]);

export async function liveSystem(switches: Switches = {}): Promise<LiveSystem> {
  const servers: RunningServer[] = [];
  const started = async (server: Promise<RunningServer>) => {
    const running = await server;
    servers.push(running);
    return running.port;
  };
  const ofEntra = () => switches.entra ?? {};
  const ports = new Map<string, number>();
  ports.set(hosts.login, await started(servingHttps(identity, entra(ofEntra))));
  ports.set(
    hosts.function,
    await started(
      servingHttps(
        identity,
        functionHost(() => switches.function ?? {}),
      ),
    ),
  );
  ports.set(
    hosts.scm,
    await started(
      servingHttps(
        identity,
        scmSite(() => switches.scm ?? { isRestricted: true }),
      ),
    ),
  );
  const functionPort = ports.get(hosts.function) as number;
  const upstream = { port: () => functionPort, ca: identity.certificate, entra: ofEntra };
  const gatewayPort = await started(
    servingHttps(
      identity,
      gateway(() => switches.gateway ?? {}, upstream),
    ),
  );
  for (const name of [hosts.gateway, "api.contoso.example"]) ports.set(name, gatewayPort);
  for (const name of switches.unknownHosts ?? []) ports.delete(name);
  const proxy = await servingProxy(ports, switches.proxyRefusal);
  const close = async () => {
    for (const server of [proxy, ...servers]) await server.close();
  };
  return { proxy, certificate: identity.certificate, close };
}
