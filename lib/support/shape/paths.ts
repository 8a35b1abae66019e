import { shownText } from "./given";

/** The path of a property or an item in what was given, as a program writes it: `clients[2].roles["a b"]`. */
export function pathTo(parent: string, name: string | number): string {
  if (typeof name === "number") return `${parent}[${name}]`;
  if (!/^[A-Za-z_$][\w$]{0,59}$/.test(name)) return `${parent}[${shownText(name)}]`;
  return parent === "" ? name : `${parent}.${name}`;
}
