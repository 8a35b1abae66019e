/** The folder of a Terraform configuration, and what is below it. Paths start there, with `/` between folders. */
export interface ConfigurationFolder {
  /** As people know it. */
  readonly name: string;
  /** The names of the files in a folder; none where there is no such folder. */
  readonly files: (folder: string) => readonly string[];
  /** The text of a file; undefined where it cannot be read. */
  readonly read: (path: string) => string | undefined;
}
