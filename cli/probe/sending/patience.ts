/** How long to wait for what is not settled, in all, and how that is told. */
export interface PatienceOptions {
  readonly seconds: number;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly say: (text: string) => void;
}

const LONGEST_PAUSE = 30;

/**
 * The patience of a probe: right after an apply, roles, names and hosts take their time. Attempts share it, so that a
 * system that does not come up is not waited for again and again.
 */
export class Patience {
  private left: number;

  public constructor(private readonly options: PatienceOptions) {
    this.left = options.seconds;
  }

  /** Tries until the result is settled, or the patience is at its end. The last result counts. */
  public async until<T>(attempt: () => Promise<T>, unsettled: (result: T) => string | undefined): Promise<T> {
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const result = await attempt();
      const reason = unsettled(result);
      if (reason === undefined || this.left <= 0) return result;
      const seconds = Math.min(pause, this.left);
      this.left -= seconds;
      this.options.say(`${reason}; again in ${seconds} s, and for ${this.left} s more`);
      await this.options.sleep(seconds);
    }
  }
}
