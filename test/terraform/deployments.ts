import type { ExampleStack } from "../fixtures/examples";

/** The stacks in groups that are deployed together, each group in an order in which it can be deployed. */
export function deployments(stacks: readonly ExampleStack[]): ExampleStack[][] {
  const groups: ExampleStack[][] = [];
  for (const stack of deployOrder(stacks)) {
    const joined = groups.filter((group) => group.some(({ name }) => stack.dependencies.includes(name)));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), stack]);
  }
  return groups;
}

function deployOrder(stacks: readonly ExampleStack[], done: readonly ExampleStack[] = []): ExampleStack[] {
  const names = done.map(({ name }) => name);
  const ready = stacks.filter(({ dependencies }) => dependencies.every((name) => names.includes(name)));
  const rest = stacks.filter((stack) => !ready.includes(stack));
  if (ready.length === 0 && rest.length > 0) throw new Error(`A cycle of stacks: ${JSON.stringify(rest)}`);
  return rest.length === 0 ? [...done, ...ready] : deployOrder(rest, [...done, ...ready]);
}
