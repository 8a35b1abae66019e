/** Where a value stands in a resource: names of arguments, and positions in lists of blocks. */
export type Path = readonly (string | number)[];

/** A path in the protocol's form. */
export function pathMessage(path: Path): object {
  return {
    steps: path.map((step) =>
      typeof step === "number" ? { element_key_int: step } : { attribute_name: step },
    ),
  };
}

/** A path as facts write it: `site_config.0.application_stack`. */
export function pathText(path: Path): string {
  return path.join(".");
}
