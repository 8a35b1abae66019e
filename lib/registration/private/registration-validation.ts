import { Token } from "cdktf";
import { AzureCloud } from "../../support/cloud";

import { mayBeGuid } from "../../support/guid";
import { validateResourceName } from "../../support/names";
import { validationError } from "../../support/validation";
import { validateCloud } from "../registration-ids-validation";
import type { RegistrationProps } from "../registration-props";
import { validateRegistrationAdoption } from "./adopted-registration";

/** What Entra does not accept of a registration. */
export function validateRegistration(props: RegistrationProps): string[] {
  return [
    ...validateResourceName("application", props.displayName),
    ...validateOwner(props.owners),
    ...validateCloud("cloud", props.cloud ?? AzureCloud.PUBLIC),
    ...validateRegistrationAdoption(props),
    ...(props.serviceManagementReference === ""
      ? [
          validationError(
            "An empty service management reference was given",
            "Entra takes a reference, or none",
            "Set `serviceManagementReference` to your tenant's reference, or leave it out",
          ),
        ]
      : []),
  ];
}

function validateOwner(owners: string[] | undefined): string[] {
  if (owners === undefined || Token.isUnresolved(owners)) return [];
  if (owners.length === 0) {
    return [
      validationError(
        "An empty list of owners was given",
        "The deployer has to own the application to change it with `Application.ReadWrite.OwnedBy`",
        "List the deployer's object id in `owners`, or leave `owners` out",
      ),
    ];
  }
  return owners
    .filter((owner) => !mayBeGuid(owner))
    .map((owner) =>
      validationError(
        `The owner ${JSON.stringify(owner)} was given`,
        "An owner is named by its object id, a GUID",
        "Look it up in Entra, or with `az ad signed-in-user show --query id`",
      ),
    );
}
