import { FunctionHosting } from "../../lib/function/hosting/function-hosting";
import { validateTelemetry } from "../../lib/telemetry/private/telemetry-validation";
import { everyVariant, GATEWAY_SKUS } from "./allowed-values/every-variant";
import { TEXT_RULES } from "./allowed-values/text-rules";
import {
  ARGUMENTS_OF_EXAMPLES,
  UNLISTED_ARGUMENTS,
  UNWRITTEN_VALUES,
} from "./allowed-values/unwritten-values";
import { configuredIn, listedValues } from "./allowed-values/written-values";
import { AZURERM_VERSIONS, installedProvider, PROVIDERS, providerAt, readFacts } from "./facts/facts-files";
import {
  type ArgumentFacts,
  type Fields,
  PROBE_TEXTS,
  type ProbeText,
  type ProviderFacts,
} from "./facts/provider-facts";
import { usedTypes } from "./facts/used-types";
import { textProblem } from "./provider/validation/texts";
import { validate } from "./provider/validation/validate";

const facts = PROVIDERS.map((name) => readFacts(installedProvider(name)));

const versions = AZURERM_VERSIONS.map((azurerm) => {
  const providers = [providerAt("azurerm", azurerm), installedProvider("azuread")].map(readFacts);
  const configured = everyVariant(azurerm).flatMap((stack) =>
    providers.flatMap((provider) => configuredIn(stack, provider)),
  );
  const written = grouped(configured.flatMap(listedValues));
  for (const argument of ARGUMENTS_OF_EXAMPLES) written.delete(argument);
  return { azurerm, providers, configured, written };
});

describe.each(versions)(
  "of what the library writes for azurerm $azurerm",
  ({ providers, configured, written }) => {
    it("the provider refuses nothing, and warns of nothing", () => {
      const refused = configured.flatMap(({ type, fields, config }) =>
        validate(fields, config).map(({ detail }) => `${type}: ${detail}`),
      );
      expect([...new Set(refused)]).toEqual([]);
    });

    it("there is every resource type and data source that the library uses", () => {
      const types = new Set(configured.map(({ type }) => type));
      const used = PROVIDERS.map((name) => usedTypes(name)).flatMap(({ resources, dataSources }) => [
        ...resources,
        ...dataSources.map((type) => `data.${type}`),
      ]);
      expect(used.filter((type) => !types.has(type))).toEqual([]);
    });

    it("every allowed value that is missing is explained", () => {
      const unexplained = [...written].flatMap(([argument, values]) =>
        missing(providers, argument, values)
          .filter((value) => !explained(argument).includes(value))
          .map((value) => `${argument}: ${value}`),
      );
      expect(unexplained).toEqual([]);
    });
  },
);

describe("of what the library does not write", () => {
  const written = versions.flatMap(({ providers, written }) =>
    [...written].map(([argument, values]) => ({ argument, missed: missing(providers, argument, values) })),
  );

  it("there is every argument that the table of unwritten values explains", () => {
    const rows = new Set(written.map(({ argument }) => rowOf(argument)));
    expect(Object.keys(UNWRITTEN_VALUES).filter((row) => !rows.has(row))).toEqual([]);
    expect(written.map(({ argument }) => argument)).toContain("azurerm_service_plan.sku_name");
  });

  it("nothing is explained that some azurerm does not allow", () => {
    const missed = grouped(
      written.flatMap(({ argument, missed }) =>
        missed.map((value): [string, string] => [rowOf(argument), value]),
      ),
    );
    const needless = Object.keys(UNWRITTEN_VALUES).flatMap((row) =>
      explained(row)
        .filter((value) => !missed.get(row)?.has(value))
        .map((value) => `${row}: ${value}`),
    );
    expect(needless).toEqual([]);
  });
});

describe("of arguments whose values the provider does not list", () => {
  it.each(Object.keys(UNLISTED_ARGUMENTS))("%s is one", (argument) => {
    const { allowed, min, max } = argumentFacts(argument);
    expect([allowed, min, max]).toEqual([undefined, undefined, undefined]);
  });

  it("the SKUs of API Management pass what is known of them", () => {
    const sku = argumentFacts("azurerm_api_management.sku_name");
    expect(GATEWAY_SKUS.filter((name) => textProblem(sku, name) !== undefined)).toEqual([]);
  });
});

describe("the library's range is the provider's for", () => {
  const flex = (maximumInstanceCount: number) =>
    FunctionHosting.flexConsumption({ maximumInstanceCount })._validate();
  const retention = (retentionInDays: number) =>
    validateTelemetry({
      workspaceName: "log-orders",
      applicationInsightsName: "appi-orders",
      resourceGroupName: "rg-orders",
      location: "westeurope",
      retentionInDays,
    });

  it.each<[string, (value: number) => string[]]>([
    ["azurerm_function_app_flex_consumption.maximum_instance_count", flex],
    ["azurerm_log_analytics_workspace.retention_in_days", retention],
  ])("%s", (argument, validateNumber) => {
    const newest = versions.at(-1)?.providers;
    const { min = Number.NaN, max = Number.NaN } = argumentFacts(argument, newest);
    expect([min, max].flatMap(validateNumber)).toEqual([]);
    expect([min - 1, max + 1].map((value) => validateNumber(value).length)).toEqual([1, 1]);
  });
});

describe("the library's rule for texts", () => {
  const probes = Object.entries(PROBE_TEXTS) as [ProbeText, string][];

  it.each(TEXT_RULES.map((rule) => [rule.argument, rule] as const))(
    "%s lets nothing through that the provider refuses, and explains what it refuses besides",
    (argument, { validate: rule, refused = [] }) => {
      const provider = argumentFacts(argument);
      const accepted = probes.filter(([, text]) => rule(text).length === 0).map(([probe]) => probe);
      const possible =
        provider.accepts ??
        probes.map(([probe]) => probe).filter((probe) => !provider.refuses?.includes(probe));
      expect(accepted.filter((probe) => !possible.includes(probe))).toEqual([]);
      expect(possible.filter((probe) => !accepted.includes(probe))).toEqual(refused);
    },
  );
});

function missing(providers: readonly ProviderFacts[], argument: string, values: Set<string>): string[] {
  const { elem, ...own } = argumentFacts(argument, providers);
  return ((elem ?? own).allowed ?? []).filter((value) => !values.has(value));
}

function explained(argument: string): string[] {
  return Object.values(UNWRITTEN_VALUES[rowOf(argument)] ?? {}).flat();
}

/** The row of the table for an argument: Function Apps of all kinds share theirs. */
function rowOf(argument: string): string {
  return argument.replace(
    /^azurerm_(linux_|windows_)?function_app(_flex_consumption)?(_slot)?\./,
    "function_app.",
  );
}

function argumentFacts(path: string, providers: readonly ProviderFacts[] = facts): ArgumentFacts {
  const [type = "", ...names] = path.split(".");
  const resources: { [type: string]: Fields } = Object.assign(
    {},
    ...providers.map((provider) => provider.resources),
  );
  const found = names.reduce<ArgumentFacts | undefined>((argument, name) => argument?.fields?.[name], {
    type: "Single",
    fields: resources[type],
  });
  if (!found) throw new Error(`There are no facts of ${path}.`);
  return found;
}

function grouped(entries: [string, string][]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of entries) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return groups;
}
