import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  type UntypedHandleCall,
} from "@grpc/grpc-js";
import { loadSync, type ServiceDefinition } from "@grpc/proto-loader";
import { readFacts } from "../facts/facts-files";
import { createServerIdentity } from "./certificate";
import { type Operation, providerOperations } from "./operations";

// Terraform's own value: it keeps a person from starting a plugin by hand.
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const PROTOCOL_VERSION = 5;

/** Serves one provider. The launcher passes the folder of the protocol files and the files with the facts. */
function main([protocols = "", ...factsFiles]: string[]): void {
  if (process.env.TF_PLUGIN_MAGIC_COOKIE !== COOKIE) {
    process.stderr.write(
      "This is a Terraform provider for tests. Terraform starts it; it does nothing alone.\n",
    );
    process.exit(1);
  }
  const socket = join(process.env.PLUGIN_UNIX_SOCKET_DIR ?? tmpdir(), `stand-in-${process.pid}.sock`);
  // A killed process leaves its socket behind, and the system gives its number to another one.
  const remove = () => rmSync(socket, { force: true });
  remove();
  process.on("exit", remove);
  const server = new Server({ "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1 });
  server.addService(...providerService(protocols, factsFiles));
  server.addService(...controllerService(protocols));
  announce(server, socket);
}

function announce(server: Server, socket: string): void {
  const client = process.env.PLUGIN_CLIENT_CERT;
  const identity = createServerIdentity();
  const pair = {
    private_key: Buffer.from(identity.privateKey),
    cert_chain: Buffer.from(identity.certificate),
  };
  const credentials = client
    ? ServerCredentials.createSsl(Buffer.from(client), [pair], true)
    : ServerCredentials.createInsecure();
  server.bindAsync(`unix:${socket}`, credentials, (error) => {
    if (error) throw error;
    const certificate = client ? identity.der.toString("base64").replace(/=+$/, "") : "";
    process.stdout.write(`1|${PROTOCOL_VERSION}|unix|${socket}|grpc|${certificate}\n`);
  });
}

type Service = Parameters<Server["addService"]>;

function providerService(protocols: string, factsFiles: string[]): Service {
  const operations = providerOperations(readFacts({ factsFiles }));
  const handlers = Object.entries(operations).map(([rpc, run]) => [rpc, answer(run)] as const);
  return [service(join(protocols, "tfplugin5.proto"), "tfplugin5.Provider"), Object.fromEntries(handlers)];
}

function controllerService(protocols: string): Service {
  const definition = service(join(protocols, "go-plugin.proto"), "plugin.GRPCController");
  const shutDown = answer(() => {
    setImmediate(() => process.exit(0));
    return {};
  });
  return [definition, { Shutdown: shutDown }];
}

function service(file: string, name: string): ServiceDefinition {
  return loadSync(file, { keepCase: true, enums: String, longs: Number })[name] as ServiceDefinition;
}

function answer(run: Operation): UntypedHandleCall {
  const handle = (call: ServerUnaryCall<never, object>, reply: sendUnaryData<object>): void => {
    try {
      reply(null, run(call.request));
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      reply({ code: 13, message: `The stand-in provider failed: ${message}` });
    }
  };
  return handle as UntypedHandleCall;
}

main(process.argv.slice(2));
