import type { AccessReport, Verdict } from "../../../lib/access/report";
import { verdictsByEntrance } from "../view/function-view";
import { namesOf } from "../view/names";
import { fieldsOf, flagOf, listOf, parseYaml, type TextFile, textsOf, yaml } from "./yaml-file";

/** Who may reach what, as people write and review it. */
export interface Expectations {
  readonly file: string;
  readonly access: readonly ExpectedAccess[];
  /** Whether entrances that none of them names may be reached by nobody. */
  readonly noOtherEntrance: boolean;
}

/** Who may reach some entrances. */
export interface ExpectedAccess {
  /** Labels, ids, or patterns of labels with `*`. */
  readonly to: readonly string[];
  readonly reaches: readonly string[];
  /** Callers of which the review cannot tell, and people know. */
  readonly unknown: readonly string[];
  readonly nobodyElse: boolean;
}

/**
 * Reads a file of expectations:
 *
 *     access:
 *       - to: [GET /orders of API orders on apim-orders]
 *         reaches: [application 11111111-2222-4333-8444-555555555555]
 *         nobody-else: true
 *     no-other-entrance: true
 */
export function readExpectations(file: TextFile): Expectations {
  const fields = fieldsOf(parseYaml(file), {
    required: ["access"],
    optional: ["no-other-entrance"],
    where: file.name,
  });
  return {
    file: file.name,
    access: listOf(fields.access, `${file.name}: access`).map((item, index) =>
      expectedAccess(item, `${file.name}: access[${index}]`),
    ),
    noOtherEntrance: flagOf(fields["no-other-entrance"] ?? true, `${file.name}: no-other-entrance`),
  };
}

function expectedAccess(item: unknown, where: string): ExpectedAccess {
  const fields = fieldsOf(item, {
    required: ["to", "reaches"],
    optional: ["unknown", "nobody-else"],
    where,
  });
  return {
    to: textsOf(fields.to, `${where}.to`),
    reaches: textsOf(fields.reaches, `${where}.reaches`),
    unknown: textsOf(fields.unknown ?? [], `${where}.unknown`),
    nobodyElse: flagOf(fields["nobody-else"] ?? true, `${where}.nobody-else`),
  };
}

const HEADER = `# Who may reach what. "review --expect" fails if a stack lets in anybody else, or keeps one of these out.
# Written by "review --write-expect"; review its changes as you review code.
`;

/** Writes what a report says as what is expected: entrances that the same callers reach are one item. */
export function expectationsText(report: AccessReport): string {
  const items = new Map<string, { to: string[]; reaches: string[]; unknown: string[] }>();
  const entranceNames = namesOf(report.entrances);
  const callerNames = namesOf(report.callers);
  const verdicts = verdictsByEntrance(report.verdicts);
  for (const entrance of report.entrances) {
    const ofEntrance = verdicts.get(entrance.id);
    const having = (access: Verdict["access"]) =>
      report.callers
        .filter(({ id }) => ofEntrance?.get(id)?.access === access)
        .map(({ id }) => callerNames.get(id) as string);
    const callers = { reaches: having("reaches"), unknown: having("unknown") };
    const key = JSON.stringify(callers);
    const item = items.get(key) ?? { to: [], ...callers };
    item.to.push(entranceNames.get(entrance.id) as string);
    items.set(key, item);
  }
  const access = [...items.values()].map(({ to, reaches, unknown }) => ({
    to,
    reaches,
    ...(unknown.length > 0 ? { unknown } : {}),
    "nobody-else": true,
  }));
  return HEADER + yaml().stringify({ access, "no-other-entrance": true }, { lineWidth: 0 });
}
