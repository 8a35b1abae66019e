/** A mistake in how the command is called, or in a file that people write for it. */
export class UsageError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
