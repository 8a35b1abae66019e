import { connect } from "node:net";
import { type RunningServer, servingHttp } from "./server";

/** A proxy that leads names to ports of loopback, and knows no other way out. */
export interface RunningProxy extends RunningServer {
  readonly url: string;
  /** The names that somebody asked it for. */
  readonly asked: Set<string>;
}

export async function servingProxy(ports: ReadonlyMap<string, number>, refusal = 502): Promise<RunningProxy> {
  const asked = new Set<string>();
  const server = await servingHttp((http) => {
    http.on("connect", (request, client, head) => {
      const [name] = (request.url ?? "").split(":");
      asked.add(name);
      const port = ports.get(name);
      if (port === undefined) {
        client.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
        return;
      }
      const upstream = connect(port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [upstream, client]) socket.on("error", () => undefined);
      client.on("close", () => upstream.destroy());
    });
  });
  return { ...server, asked, url: `http://127.0.0.1:${server.port}` };
}
