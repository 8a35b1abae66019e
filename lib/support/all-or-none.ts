import type { IConstruct } from "constructs";

/** Removes what was added to a tree, and returns the error for which it does. */
type Undo = (error: unknown) => unknown;

/**
 * Remembers which constructs there are in a scope and in all that it is in, for a constructor or a method that adds
 * several: `catch (error) { throw undo(error); }`.
 *
 * @param scope the scope of the constructor, before `super`, or the construct whose method it is
 */
export function undoPoint(scope: IConstruct): Undo {
  const before = scope.node.scopes.map(({ node }) => ({ node, children: new Set(node.children) }));
  return (error) => {
    for (const { node, children } of before) {
      const added = node.children.filter((child) => !children.has(child));
      for (const { node: child } of added) node.tryRemoveChild(child.id);
    }
    return error;
  };
}

/** Adds constructs, all or none: when one of them cannot be made, the others are removed. */
export function allOrNone<Result>(scope: IConstruct, add: () => Result): Result {
  const undo = undoPoint(scope);
  try {
    return add();
  } catch (error) {
    throw undo(error);
  }
}
