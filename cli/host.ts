/** What the command needs of the process that runs it. */
export interface Host {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly writeFile: (file: string, text: string) => void;
  readonly readFile: (file: string) => string;
  /** Columns of the terminal. Undefined where the output is none. */
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `2026-11-25`, UTC. */
  readonly today: () => string;
}

/** The width of text that is read later, as the log of a pipeline. */
const WIDTH_OF_A_LOG = 110;
/** Narrower, words would be broken everywhere. */
const SMALLEST_WIDTH = 60;

export function terminalOf(
  { columns, env }: Host,
  color: "auto" | "always" | "never",
): { width: number; color: boolean } {
  const isColorful = columns !== undefined && !env.NO_COLOR && env.TERM !== "dumb";
  return {
    width: Math.max(columns ?? WIDTH_OF_A_LOG, SMALLEST_WIDTH),
    color: color === "auto" ? isColorful : color === "always",
  };
}
