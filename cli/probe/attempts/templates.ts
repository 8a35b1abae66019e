/** A path of a template, or the names of the parameters that nobody gave a value for. */
export type FilledTemplate = { readonly path: string } | { readonly missing: readonly string[] };

const PARAMETER = /\{([^}]+)\}|\*/g;

/** Fills a template in. No value is invented: a wildcard is empty unless it has one, and a parameter must have one. */
export function filled(template: string, parameters: ReadonlyMap<string, string>): FilledTemplate {
  const missing: string[] = [];
  const text = template.replace(PARAMETER, (found, name?: string) => {
    const isWildcard = name === undefined || name.startsWith("*");
    const value = parameters.get(name === undefined ? "*" : name.replace(/^\*/, ""));
    if (value === undefined && !isWildcard) missing.push(found);
    return (value ?? "").split("/").map(encodeURIComponent).join("/");
  });
  return missing.length > 0 ? { missing } : { path: text };
}
