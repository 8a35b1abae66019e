import { mayBeGuid } from "../support/guid";
import { resourceNameRefusals } from "../support/names";
import { refusal } from "../support/refusal";
import type { RegistrationProps } from "./registration-props";

/** Everything that Entra would refuse of a registration. */
export function registrationRefusals(props: RegistrationProps): string[] {
  return [
    ...resourceNameRefusals("application", props.displayName),
    ...ownerRefusals(props.owners),
    ...(props.serviceManagementReference === ""
      ? [
          refusal(
            "An empty service management reference was given",
            "Entra takes a reference, or none",
            "Set `serviceManagementReference` to your tenant's reference, or leave it out",
          ),
        ]
      : []),
  ];
}

function ownerRefusals(owners: string[] | undefined): string[] {
  if (owners?.length === 0) {
    return [
      refusal(
        "An empty list of owners was given",
        "The deployer has to own the application, to change it with `Application.ReadWrite.OwnedBy`",
        "List the deployer's object id in `owners`, or leave `owners` out",
      ),
    ];
  }
  return (owners ?? [])
    .filter((owner) => !mayBeGuid(owner))
    .map((owner) =>
      refusal(
        `The owner ${JSON.stringify(owner)} was given`,
        "An owner is named by its object id, a GUID",
        "Look it up in Entra, or with `az ad signed-in-user show --query id`",
      ),
    );
}
