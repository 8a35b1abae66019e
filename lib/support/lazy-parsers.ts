/**
 * Parsers that most stacks do not need, each loaded when it is first used. They stand apart from what only constructs
 * load, so that the access review can share the code that uses them.
 */
export const lazyParsers = {
  xml: () => require("@xmldom/xmldom") as typeof import("@xmldom/xmldom"),
  yaml: () => require("yaml") as typeof import("yaml"),
};
