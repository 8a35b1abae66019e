import { createColors } from "picocolors";
import type { Severity, Verdict } from "../../../lib/access/report";

/** How the terminal's text looks: each function returns its text in a color, or as it is where there are no colors. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
  readonly access: (access: Verdict["access"] | undefined, text: string) => string;
}

export function styleOf(color: boolean): Style {
  const { bold, dim, red, yellow, cyan, green, magenta } = createColors(color);
  const bySeverity = {
    critical: (text: string) => bold(red(text)),
    high: red,
    medium: yellow,
    low: cyan,
    info: dim,
  };
  const byAccess = { reaches: bold, refused: green, unknown: magenta };
  return {
    strong: bold,
    faint: dim,
    severity: (severity, text) => bySeverity[severity](text),
    access: (access, text) => (access ? byAccess[access](text) : dim(text)),
  };
}
