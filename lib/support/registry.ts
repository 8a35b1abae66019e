import type { IConstruct } from "constructs";

const registries = new WeakMap<IConstruct, Map<string, Map<unknown, unknown>>>();

/**
 * What the constructs of one app know of each other: names in use, and resources that several of them share.
 *
 * @param construct any construct of the app
 * @param subject what the entries are about; each subject has entries of its own
 */
export function appRegistry<Entry>({ node }: IConstruct, subject: string): Map<unknown, Entry> {
  const ofApp = registries.get(node.root) ?? new Map<string, Map<unknown, unknown>>();
  registries.set(node.root, ofApp);
  const entries = ofApp.get(subject) ?? new Map<unknown, unknown>();
  ofApp.set(subject, entries);
  return entries as Map<unknown, Entry>;
}

/** Whether a construct is part of its tree. One that could not be made was removed, and reserves nothing. */
export function isInTree(construct: IConstruct): boolean {
  const { scope, id } = construct.node;
  return scope === undefined || (scope.node.tryFindChild(id) === construct && isInTree(scope));
}
