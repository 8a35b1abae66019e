import ts from "typescript";

/**
 * JavaScript as the TypeScript compiler writes it, in which a package is loaded when it is first used:
 * `const a_1 = require("a")` becomes a function, and every `a_1` a call of it.
 *
 * @param isLazy whether the package of this name is loaded late; its modules must have no effect but their exports
 */
export function withLazyRequires(source: string, isLazy: (name: string) => boolean): string {
  const file = ts.createSourceFile("compiled.js", source, ts.ScriptTarget.ES2020, true, ts.ScriptKind.JS);
  const required = file.statements.map(requireOf).filter((found) => found && isLazy(found.module));
  const aliases = new Map(required.map((found) => [(found as Require).alias.text, found as Require]));
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    // In parentheses, since `new a_1().A()` would make an `a_1`.
    if (ts.isIdentifier(node) && aliases.has(node.text) && !isName(node)) {
      edits.push({ start: node.getStart(), end: node.end, text: `(${node.text}())` });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const { call } of aliases.values()) {
    edits.push({ start: call.getStart(), end: call.getStart(), text: "() => " });
  }
  return applied(source, edits);
}

// Of a declaration or a member, which is no use of the alias.
function isName(node: ts.Identifier): boolean {
  return (node.parent as { readonly name?: ts.Node }).name === node;
}

interface Require {
  readonly alias: ts.Identifier;
  readonly module: string;
  readonly call: ts.Expression;
}

// `const alias = require("module");`, which is all that the compiler writes for an import of names.
function requireOf(statement: ts.Statement): Require | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [{ name, initializer }, ...others] = statement.declarationList.declarations;
  if (others.length > 0 || !ts.isIdentifier(name) || !initializer || !ts.isCallExpression(initializer))
    return;
  const [module] = initializer.arguments;
  if (initializer.expression.getText() !== "require" || !ts.isStringLiteral(module)) return undefined;
  return { alias: name, module: module.text, call: initializer };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applied(source: string, edits: Edit[]): string {
  const lastFirst = [...edits].sort((a, b) => b.start - a.start);
  return lastFirst.reduce((text, { start, end, text: added }) => {
    return text.slice(0, start) + added + text.slice(end);
  }, source);
}
