import { Annotations, Fn, Op, type TerraformResource, Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { GateMigration } from "../../gate/gate-migration";
import { guardResource } from "../../gate/guard-resource";
import { exactlyNames } from "../../gate/guarded-arguments";
import type { OpenGate } from "../../gate/open-gate";
import { endOfDay } from "../../support/calendar";
import { isMigrationTag, migrationTags } from "../../support/gate-migration-tags";
import { localText } from "../../support/terraform-text";
import { validationError } from "../../support/validation";
import type { FunctionAppProps } from "../function-app-props";
import { guardedArguments } from "./guarded-arguments";
import { validateResolvedEasyAuth } from "./resolved-easy-auth-validation";

/** The tags that say until when a gate is open, and why. */
export function tagsOfOpenGate({ until, reason }: OpenGate): Record<string, string> {
  return { [migrationTags.until]: until, [migrationTags.reason]: reason };
}

/** Guards a Function App or a slot. Of an open gate the tags stay too, by which the access review knows it. */
export function guardSite(
  owner: IConstruct,
  resource: TerraformResource,
  migration: GateMigration | undefined,
): void {
  const guarded = migration?._observation
    ? [...guardedArguments, exactlyNames("tags", isMigrationTag)]
    : guardedArguments;
  guardResource(owner, resource, guarded, validateResolvedEasyAuth, migration);
}

/** Warns of an open gate at every synth, and lets no plan pass after its last day. */
export function limitOpenGate(owner: IConstruct, app: TerraformResource, openGate: OpenGate): void {
  const { until } = openGate;
  Annotations.of(owner).addWarning(describeOpenGate(owner, openGate));
  // Terraform takes no condition that refers to nothing.
  const end = localText(owner, "gate-open-until", endOfDay(until));
  app.lifecycle = {
    ...app.lifecycle,
    precondition: [
      {
        condition: Op.eq(Fn.timecmp(Fn.plantimestamp(), end), -1),
        errorMessage: `The gate of ${owner.node.path} may be open until ${until}. Close it: \`GateMigration.enforce\` while the code asks for a key, then no \`migration\`. Or give a later day in \`until\`.`,
      },
    ],
  };
}

/** An open gate in one line, for those who review the synthesized stack. */
export function describeOpenGate(owner: IConstruct, { until, reason }: OpenGate): string {
  return `Gate open until ${until}: every call reaches ${owner.node.path}: ${reason}`;
}

type TagsToValidate = Pick<FunctionAppProps, "tags" | "migration" | "importId">;

/** Rejects tags that hide until when a gate is open, or say it of a gate that is not. */
export function validateMigrationTags({ tags, migration, importId }: TagsToValidate): string[] {
  if (!tags) return migration?._observation && importId !== undefined ? [tagsThatStay()] : [];
  if (Token.isUnresolved(tags)) return migration?._observation ? [tagsKnownLater()] : [];
  return Object.keys(tags).filter(isMigrationTag).map(reservedTag);
}

function tagsThatStay(): string {
  return validationError(
    "`GateMigration.observe` was given for a Function App that is adopted, without `tags`",
    `It keeps the tags that it has, and ${migrationTags.until} and ${migrationTags.reason} have to stand beside them`,
    "Give the tags that `az functionapp show --query tags` prints, or an empty map if it prints none",
  );
}

function tagsKnownLater(): string {
  return validationError(
    "`tags` were given as a map that Terraform knows later, together with `GateMigration.observe`",
    `The tags ${migrationTags.until} and ${migrationTags.reason} tell the access review until when the gate is open`,
    "Give the tags as a map of names and values while the gate is open",
  );
}

function reservedTag(name: string): string {
  return validationError(
    `The tag ${JSON.stringify(name)} was given`,
    "Only a gate that is open for a migration has it, and the library writes it",
    "Remove it, and set `migration` if the gate is to be open",
  );
}
