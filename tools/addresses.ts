import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../main";

/** Addresses of resources in Terraform by stack, each sorted. */
export type Addresses = Readonly<Record<string, readonly string[]>>;

/** The addresses of the resources of every example. Data sources are read anew at each plan. */
export function addressesOfExamples(): Addresses {
  const folder = mkdtempSync(join(tmpdir(), "addresses-"));
  try {
    buildApp(folder).synth();
    return addressesIn(join(folder, "stacks"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The addresses of released examples that are gone: Terraform destroys what is there, as `<stack> <address>`. */
export function goneAddresses(released: Addresses, current: Addresses): string[] {
  return Object.entries(released).flatMap(([stack, addresses]) =>
    addresses.filter((address) => !current[stack]?.includes(address)).map((address) => `${stack} ${address}`),
  );
}

/**
 * What is wrong with the list of addresses that are gone.
 *
 * @param gone the addresses that are gone
 * @param listed the lines of `compatibility/re-creates.txt`
 * @param reCreates what the changelog says under **Re-creates** since the release
 */
export function addressErrors(
  gone: readonly string[],
  listed: readonly string[],
  reCreates: string,
): string[] {
  const typeOf = (line: string) => line.split(" ")[1].split(".")[0];
  return [
    ...gone
      .filter((line) => !listed.includes(line))
      .map((line) => `Gone, so that users' resources are re-created: ${line}`),
    ...listed
      .filter((line) => !gone.includes(line))
      .map((line) => `Listed in re-creates.txt, and not gone: ${line}`),
    ...[...new Set(gone.map(typeOf))]
      .filter((type) => !new RegExp(`\\b${type}\\b`).test(reCreates))
      .map((type) => `CHANGELOG.md does not say under **Re-creates** what happens to ${type}`),
  ];
}

function addressesIn(folder: string): Addresses {
  const stacks = readdirSync(folder).sort();
  return Object.fromEntries(stacks.map((stack) => [stack, addressesOf(join(folder, stack, "cdk.tf.json"))]));
}

function addressesOf(file: string): string[] {
  const { resource = {} } = JSON.parse(readFileSync(file, "utf8"));
  return Object.entries<object>(resource)
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
    .sort();
}
