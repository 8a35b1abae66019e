import { Token } from "cdktf";
import { refusal } from "../support/refusal";

/** Refuses a path that API Management cannot serve an API at. A token is let through. */
export function apiPathRefusals(path: string): string[] {
  if (Token.isUnresolved(path)) return [];
  // As azurerm narrows it, without empty and dot segments, which a gateway would resolve away.
  const legal = path.length <= 400 && path.split("/").every((part) => /^[\w.:-]*\w[\w.:-]*$/.test(part));
  if (legal && /^[\w.].*[\w-]$|^\w$/.test(path)) return [];
  return [
    refusal(
      `The API path ${JSON.stringify(path)} was given`,
      "Allowed are 1 to 400 letters, digits and _ - . : in parts with a slash between them, without a slash at either end",
      "Write it like `orders` or `retail/orders`",
    ),
  ];
}
