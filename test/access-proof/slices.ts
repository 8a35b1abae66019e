/**
 * Stacks that are planned in one run of Terraform, each as a module of its own, and cut out of the plan as if it had been
 * planned alone: a run takes seconds before it plans anything.
 */
// biome-ignore lint/suspicious/noExplicitAny: the JSON of plans and states.
type Json = any;

/** The plan of one of the modules. */
export function planOf(plan: Json, module: string): Json {
  const prefix = `module.${module}`;
  return {
    format_version: plan.format_version,
    terraform_version: plan.terraform_version,
    complete: plan.complete,
    resource_changes: (plan.resource_changes ?? [])
      .filter(({ module_address }: Json) => isIn(module_address, prefix))
      .map((change: Json) => withoutPrefix(change, prefix)),
    prior_state: plan.prior_state && stateOf(plan.prior_state, module),
    configuration: {
      provider_config: plan.configuration.provider_config,
      root_module: plan.configuration.root_module.module_calls[module].module,
    },
  };
}

/** The state of one of the modules. */
export function stateOf(state: Json, module: string): Json {
  const prefix = `module.${module}`;
  const found = (state.values?.root_module.child_modules ?? []).find(
    ({ address }: Json) => address === prefix,
  );
  return {
    format_version: state.format_version,
    terraform_version: state.terraform_version,
    values: { root_module: found ? moduleWithoutPrefix(found, prefix) : {} },
  };
}

function isIn(address: string | undefined, prefix: string): boolean {
  return address === prefix || address?.startsWith(`${prefix}.`) === true;
}

function moduleWithoutPrefix(module: Json, prefix: string): Json {
  return {
    ...withoutPrefix(module, prefix),
    resources: (module.resources ?? []).map((resource: Json) => withoutPrefix(resource, prefix)),
    child_modules: (module.child_modules ?? []).map((child: Json) => moduleWithoutPrefix(child, prefix)),
  };
}

function withoutPrefix(one: Json, prefix: string): Json {
  const cut = (address: string | undefined) => {
    if (address === undefined || address === prefix) return undefined;
    return address.startsWith(`${prefix}.`) ? address.slice(prefix.length + 1) : address;
  };
  const names = ["address", "module_address", "previous_address"].filter((name) => one[name] !== undefined);
  return { ...one, ...Object.fromEntries(names.map((name) => [name, cut(one[name])])) };
}
