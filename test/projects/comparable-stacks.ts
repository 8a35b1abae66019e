import type { Json } from "../synthesis";

/** The stacks of the examples without what names the version of the framework that wrote them. */
export function comparable(stacks: ReadonlyMap<string, Json>): Record<string, Json> {
  return Object.fromEntries(
    [...stacks].map(([name, stack]) => {
      const { metadata, ...others } = stack["//"];
      const { version: _version, ...rest } = metadata;
      return [name, { ...stack, "//": { ...others, metadata: rest } }];
    }),
  );
}
