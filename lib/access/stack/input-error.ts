/** Input that cannot be read: which file, what it is, and how to make the right one. */
export class InputError extends Error {
  public constructor(
    public readonly file: string,
    /** What the file is instead, for people: `the binary plan file that terraform plan -out writes`. */
    public readonly problem: string,
    /** How to make the right one. */
    public readonly remedy: string,
  ) {
    super(`${file}: ${problem} ${remedy}`);
    this.name = "InputError";
  }
}
