import type { ReferenceValue, Value } from "../../value";
import { unknown } from "../evaluation/result";

/**
 * What an argument is of which only its references are known. An id is the reference itself: whatever a function makes
 * of an id that is generated later is no id of anything. So is the host name in a URL. Any other text may have
 * something around the reference.
 */
export function asFarAsInferred(value: Value, argument: string): Value {
  switch (value.kind) {
    case "reference":
      return !value.inferred || isItself(value, argument) ? value : madeOf(value);
    case "list":
      return { kind: "list", items: value.items.map((item) => asFarAsInferred(item, argument)) };
    case "map":
      return {
        kind: "map",
        entries: new Map([...value.entries].map(([name, entry]) => [name, asFarAsInferred(entry, name)])),
      };
    default:
      return value;
  }
}

/** Arguments that take ids of principals and resources. People choose the ids of products and operations. */
const ids = /^(?!(?:product|operation)_id$)(?:.*_)?(?:ids?|applications|groups|identities|owners|scope)$/;
const generatedId = /(?:^|[._])id$/;
const urls = /(?:^|_)url$/;
const hostName = /(?:^|_)hostname$/;

function isItself({ attribute }: ReferenceValue, argument: string): boolean {
  return (
    (ids.test(argument) && generatedId.test(attribute)) || (urls.test(argument) && hostName.test(attribute))
  );
}

function madeOf(reference: ReferenceValue): Value {
  const name = [reference.address, reference.attribute].filter(Boolean).join(".");
  return unknown(`${name} or a text with it, and --configuration tells which`, [reference]);
}
