import { addTo } from "../../../lib/access/groups";
import type { Entrance } from "../../../lib/access/report";
import type { Part, Story, Untried } from "../attempts/attempt";
import type { ProbeOutcome, Result } from "../outcome";

/** A part of a probe, with what was seen at each entrance. */
export interface Section {
  readonly title: string;
  readonly entrances: readonly { readonly entrance: Entrance; readonly results: readonly Result[] }[];
}

const titles: Readonly<Record<Part, string>> = {
  direct: "Straight to the Function",
  gateway: "Through the gateway",
  headers: "With headers of a caller's own",
  publishing: "Where code is published",
};

/** The parts in which there are results. */
export function sections({ results }: ProbeOutcome): Section[] {
  return (Object.keys(titles) as Part[]).flatMap((part) => {
    const groups = new Map<string, Result[]>();
    for (const result of results)
      if (result.attempt.part === part) addTo(groups, result.attempt.entrance.id, result);
    const entrances = [...groups.values()].map((own) => ({
      entrance: own[0].attempt.entrance,
      results: own,
    }));
    return entrances.length === 0 ? [] : [{ title: titles[part], entrances }];
  });
}

/** One of the three calls that tell what the chain does. */
export interface StoryLine {
  readonly title: string;
  readonly result?: Result;
}

const storyTitles: Readonly<Record<Story, string>> = {
  direct: "Straight to the Function",
  refused: "Through the gateway, without what it asks for",
  answered: "Through the gateway, with what it asks for",
};

/** The story of the chain: of each call the first that was made. An API that asks for nothing has no second one. */
export function story({ results }: ProbeOutcome): StoryLine[] {
  const all = (Object.keys(storyTitles) as Story[]).map((kind) => ({
    kind,
    title: storyTitles[kind],
    result: results.find(({ attempt }) => attempt.story === kind),
  }));
  const asksForNothing = all[1].result === undefined && all[2].result !== undefined;
  return asksForNothing ? all.filter(({ kind }) => kind !== "refused") : all;
}

/** What was not tried for one reason. */
export interface UntriedView {
  readonly how: string;
  readonly because: string;
  readonly entrances: readonly Entrance[];
}

export function untriedViews({ untried }: ProbeOutcome): UntriedView[] {
  const groups = new Map<string, Untried[]>();
  for (const one of untried) addTo(groups, JSON.stringify([one.how, one.because]), one);
  return [...groups.values()].map((own) => ({
    how: own[0].how,
    because: own[0].because,
    entrances: own.map(({ entrance }) => entrance),
  }));
}
