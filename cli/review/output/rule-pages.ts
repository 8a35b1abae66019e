import { repository, version } from "../../../package.json";

const REPOSITORY = repository.url.replace(/\.git$/, "");

/** Where a rule's page is, as of this version. */
export function rulePage(rule: string): string {
  return `${REPOSITORY}/blob/v${version}/docs/rules/${rule}.md`;
}
