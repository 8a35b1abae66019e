import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { transformSync } from "esbuild";
import { name as packageName } from "../../package.json";
import { packInto, unpack } from "../pack";
import { handWrittenProgram, type Repetition } from "./hand-written";
import { measured } from "./measurement";
import type { StackJson } from "./stack-resources";

const root = join(__dirname, "..", "..");
/** Within the project, so that programs find the peers where they are installed. */
const folder = join(root, "node_modules/.cache/bench");

/** A stack to measure: the file that exports it, and how it is made. */
export interface Scenario {
  readonly id: string;
  readonly source: string;
  /** The expression that makes the stack of what the file exports, as `stacks`. */
  readonly make: string;
}

/** The programs of a scenario: with the library, and by hand. */
export interface Programs {
  readonly library: string;
  readonly loop: string;
  readonly writtenOut: string;
}

/** Installs the packed library, as a user has it. */
export function installPackage(): void {
  rmSync(folder, { recursive: true, force: true });
  const installed = join(folder, "node_modules", packageName);
  mkdirSync(installed, { recursive: true });
  unpack(join(folder, packInto(folder).filename), installed);
}

/**
 * Compiles the scenario's program, and writes the one by hand from the JSON that it writes.
 *
 * @throws if the two do not write the same resources
 */
export function writePrograms(scenario: Scenario): Programs {
  const compiled = transformSync(readFileSync(join(root, scenario.source), "utf8"), {
    loader: "ts",
    format: "cjs",
  });
  const library = writeProgram(scenario.id, "library", `${compiled.code}\n${makeStack(scenario.make)}`);
  const written = synthesized(library);
  const byHand = (repetition: Repetition) => {
    const program = writeProgram(scenario.id, repetition, handWrittenProgram(written, repetition));
    expectSame(written, synthesized(program), `${scenario.id} by hand, ${repetition}`);
    return program;
  };
  return { library, loop: byHand("in a loop"), writtenOut: byHand("written out") };
}

function expectSame(one: StackJson, other: StackJson, title: string): void {
  const differing = Object.keys({ ...one, ...other }).filter(
    (block) => block !== "//" && !isDeepStrictEqual(bare(one[block]), bare(other[block])),
  );
  if (differing.length > 0) throw new Error(`${title} has another ${differing.join(", ")}.`);
}

function makeStack(expression: string): string {
  return `const stacks = module.exports;\nmodule.exports = { makeStack: (app, id) => ${expression} };`;
}

function writeProgram(scenario: string, way: string, stack: string): string {
  const program = join(folder, scenario, way, "main.js");
  mkdirSync(join(program, ".."), { recursive: true });
  writeFileSync(join(program, "../stack.js"), stack);
  writeFileSync(program, main);
  return program;
}

const main = `
const { join } = require("node:path");
const { App } = require("cdktf");
mark("cdktf");
const { makeStack } = require("./stack");
mark("library and providers");
const app = new App({ outdir: join(__dirname, "cdktf.out") });
makeStack(app, "stack");
mark("constructs");
app.synth();
mark("synth");
`;

function synthesized(program: string): StackJson {
  measured(program);
  return JSON.parse(readFileSync(join(program, "../cdktf.out/stacks/stack/cdk.tf.json"), "utf8"));
}

// Without metadata, which say where a construct is in the program.
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, inner]) => [key, bare(inner)]));
}
