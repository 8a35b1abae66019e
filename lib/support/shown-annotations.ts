import { type AnnotationMetadataEntryType, App } from "cdktf";
import type { IConstruct } from "constructs";
import { appRegistry } from "./registry";

/** As cdktf's command line calls them. */
const levels: Readonly<Record<AnnotationMetadataEntryType, string>> = {
  "@cdktf/info": "INFO",
  "@cdktf/warn": "WARN",
  "@cdktf/error": "ERROR",
};

/**
 * Writes the annotations of a construct's app to standard error each time that the app is synthesized. cdktf itself only
 * writes them to the manifest, and its command line reads them there: a program that is run without it would be silent.
 */
export function showAnnotations(construct: IConstruct): void {
  const { root } = construct.node;
  const apps = appRegistry<App>(root, "shown annotations");
  if (!App.isApp(root) || apps.has(root)) return;
  apps.set(root, root);
  const { manifest } = root;
  const writeToFile = manifest.writeToFile.bind(manifest);
  manifest.writeToFile = () => {
    writeToFile();
    if (!isCalledByCommandLine()) process.stderr.write(annotationsOf(root));
  };
}

// The variable tells a stack to leave annotations to the command line, which shows them.
function isCalledByCommandLine(): boolean {
  return process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined;
}

function annotationsOf({ manifest }: App): string {
  const lines = Object.values(manifest.stacks).flatMap(({ annotations }) =>
    annotations.map(
      ({ level, constructPath, message }) => `${levels[level]} [${constructPath}]: ${message}\n`,
    ),
  );
  // A stack within another one has its annotations in both.
  return [...new Set(lines)].join("");
}
