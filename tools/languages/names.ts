/** The languages that the package is generated for, as jsii-pacmak names them. */
export type Language = "python" | "java" | "dotnet" | "go";

/**
 * How generated code writes a name that is a reserved word of its language, or was not taken apart at the
 * boundaries of its words: users would have to write it so.
 */
const badNames: Readonly<Record<Language, readonly RegExp[]>> = {
  // `from_`, and `o_auth` for `oAuth`
  python: [
    /\b(?!_)\w*[A-Za-z0-9]_(?=\(|: (?:typing|builtins|_))/g,
    /\bdef (?!_)\w*_[a-z](?:_\w*)?(?=\()/g,
    /\b(?!_)(?:\w+_)?[a-z]_\w+(?=: (?:typing|builtins|_))/g,
  ],
  java: [/\b[a-z]\w*_(?=[(,) ])/g],
  // `value` is a keyword only in a property's accessor: users write it without the sign.
  dotnet: [/(?<=[( ])@(?!value\b)[a-z]\w*(?=[,) ])/g],
  go: [/\b[A-Za-z]+_(?=[(,) ])/g],
};

/** The names in generated code that read badly in its language. Comments do not count. */
export function badNamesIn(language: Language, code: string): string[] {
  const comments = language === "python" ? /'''[\s\S]*?'''|#.*$/gm : /\/\*[\s\S]*?\*\/|\/\/.*$/gm;
  const statements = code.replace(comments, "").replace(/"(?:\\.|[^"\\\n])*"/g, '""');
  return [...new Set(badNames[language].flatMap((pattern) => statements.match(pattern) ?? []))];
}
