import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import manifest from "../../package.json";

/** A registry of npm that has the packed library as its only version, and sends on who asks for another package. */
export class NpmRegistry {
  /** @param tarball the packed library's file */
  public static async start(tarball: string): Promise<NpmRegistry> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new NpmRegistry(server, readFileSync(tarball));
  }

  public readonly url: string;

  private constructor(
    private readonly server: Server,
    private readonly tarball: Buffer,
  ) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const others = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
    server.on("request", ({ url = "" }, response) => {
      if (url === "/library.tgz") response.end(this.tarball);
      else if (url === `/${manifest.name}`) response.end(JSON.stringify(this.library()));
      else response.writeHead(302, { location: new URL(url, others).href }).end();
    });
  }

  private library() {
    const integrity = `sha512-${createHash("sha512").update(this.tarball).digest("base64")}`;
    const dist = { tarball: `${this.url}/library.tgz`, integrity };
    const { name, version } = manifest;
    return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
  }

  public async stop(): Promise<void> {
    await new Promise((stopped) => this.server.close(stopped));
  }
}
