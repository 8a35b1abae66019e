import { Token } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * What tells parts apart in an app: an existing one may be given as several objects, and a new one is known by its
 * construct.
 *
 * @param known what Azure knows the part by, in any spelling
 */
export function partKey({ node }: IConstruct, known: string): string {
  return Token.isUnresolved(known) ? node.path : known.toLowerCase();
}
