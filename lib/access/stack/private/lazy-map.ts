/**
 * A map of which each value is read when it is first asked for: a resource has many attributes, and a review asks for some
 * of them. A name whose value turns out to be none has no entry.
 */
export class LazyMap<Value> implements ReadonlyMap<string, Value> {
  private readonly found = new Map<string, Value | undefined>();
  private whole: ReadonlyMap<string, Value> | undefined;

  public constructor(
    private readonly names: ReadonlySet<string>,
    private readonly read: (name: string) => Value | undefined,
  ) {}

  public get(name: string): Value | undefined {
    if (!this.names.has(name)) return undefined;
    if (!this.found.has(name)) this.found.set(name, this.read(name));
    return this.found.get(name);
  }

  public has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  public get size(): number {
    return this.all().size;
  }

  public forEach(callback: (value: Value, name: string, entries: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  public entries(): MapIterator<[string, Value]> {
    return this.all().entries();
  }

  public keys(): MapIterator<string> {
    return this.all().keys();
  }

  public values(): MapIterator<Value> {
    return this.all().values();
  }

  public [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  private all(): ReadonlyMap<string, Value> {
    this.whole ??= new Map(
      [...this.names].flatMap((name) => {
        const value = this.get(name);
        return value ? [[name, value] as const] : [];
      }),
    );
    return this.whole;
  }
}
