import type { Endpoints } from "../../lib/access/endpoints/endpoints";
import type { AccessReport, Entrance } from "../../lib/access/report";
import { Predictions } from "./attempts/prediction";
import type { ProbeOptions } from "./options";
import type { CallerToken } from "./tokens/caller-token";

/** What the environment gave to the probe. */
export interface Given {
  readonly caller?: CallerToken;
  readonly hasKey: boolean;
}

/** A stack that is probed: what its state says, and how it is to be called. */
export class Subject {
  public readonly predictions: Predictions;
  private readonly entrances: ReadonlyMap<string, Entrance>;

  public constructor(
    public readonly report: AccessReport,
    public readonly endpoints: Endpoints,
    public readonly options: ProbeOptions,
    public readonly given: Given,
  ) {
    this.predictions = new Predictions(report);
    this.entrances = new Map(report.entrances.map((entrance) => [entrance.id, entrance]));
  }

  public entrance(id: string): Entrance | undefined {
    return this.entrances.get(id);
  }

  public entrancesOf(kind: Entrance["kind"], functionId?: string): readonly Entrance[] {
    return this.report.entrances.filter(
      (entrance) =>
        entrance.kind === kind && (functionId === undefined || entrance.functions.includes(functionId)),
    );
  }

  /** Who calls without anything, from where the probe runs. */
  public get stranger(): "internet" | "network" {
    return this.options.from;
  }

  /** A URL, at the host that answers instead of the state's where there is one. */
  public at(url: string): string {
    const parsed = new URL(url);
    const host = this.options.hosts.get(parsed.hostname);
    if (host !== undefined) parsed.host = host;
    return parsed.href;
  }
}
