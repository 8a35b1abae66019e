import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { ServerIdentity } from "../../../terraform/provider/certificate";

/** A server on loopback. */
export interface RunningServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export function servingHttps(identity: ServerIdentity, listener: RequestListener): Promise<RunningServer> {
  return listening(createHttpsServer({ key: identity.privateKey, cert: identity.certificate }, listener));
}

export function servingHttp(configure: (server: Server) => void): Promise<RunningServer> {
  const server = createServer();
  configure(server);
  return listening(server);
}

function listening(server: Server): Promise<RunningServer> {
  // What a proxy hands on is no connection of the server's any more.
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const close = () => {
        for (const socket of sockets) socket.destroy();
        return new Promise<void>((closed) => server.close(() => closed()));
      };
      resolve({ port: (server.address() as AddressInfo).port, close });
    });
  });
}
