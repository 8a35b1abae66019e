import { describeEnd, hasEnded, isEnding, type LifeCycle, lifeCyclesIn } from "../../support/life-cycles";
import { plainEntries } from "../graph/values";
import type { Resource } from "../stack/stack";
import type { CheckedRule, RuleSubject, Violation } from "./rule";

/** What chooses a version, a plan or a tier, and the argument by which it does. */
const choices: readonly (readonly [type: string, argument: string])[] = [
  ["azurerm_service_plan", "sku_name"],
  ["azurerm_api_management", "sku_name"],
  ["azurerm_linux_function_app", "site_config.0.application_stack"],
  ["azurerm_linux_function_app_slot", "site_config.0.application_stack"],
  ["azurerm_windows_function_app", "site_config.0.application_stack"],
  ["azurerm_windows_function_app_slot", "site_config.0.application_stack"],
  ["azurerm_function_app_flex_consumption", "runtime_version"],
];

/** Rules about what Microsoft stops to support. */
export const lifeCycleRules: readonly CheckedRule[] = [
  {
    id: "end-of-support",
    title: "Something that the stack chooses is not supported for long",
    severity: "low",
    what:
      "A version of a language, a plan or a tier gets no more security fixes after its end of support, and Azure may stop apps" +
      " that use it, or take no new ones. The severity is medium once the end is past. Ends are judged as of the day on which" +
      " their sources were last looked at, which the finding names: the same stack gets the same finding on every day.",
    inTerraform: 'site_config {\n  application_stack {\n    node_version = "24"\n  }\n}',
    withConstruct:
      "The construct warns of the same at synthesis. `runtime: FunctionRuntime.node()` is a version with years to go.",
    sources: [
      "https://learn.microsoft.com/azure/azure-functions/supported-languages",
      "https://learn.microsoft.com/azure/azure-functions/consumption-plan",
      "https://learn.microsoft.com/azure/api-management/breaking-changes/overview",
    ],
    reviewedOn: "2026-11-25",
    check: (subject) =>
      choices.flatMap(([type, argument]) =>
        subject.now.index
          .managed(type)
          .flatMap((resource) =>
            endingIn(resource).map((ending) => violation(subject, resource.address, argument, ending)),
          ),
      ),
  },
];

function endingIn({ type, values }: Resource): LifeCycle[] {
  return lifeCyclesIn(type, plainEntries(values)).filter(isEnding);
}

function violation(subject: RuleSubject, address: string, argument: string, ending: LifeCycle): Violation {
  return {
    ...subject.violation(address, argument, ending.subject, describeEnd(ending)),
    detail: ending.subject,
    ...(hasEnded(ending) && { severity: "medium" }),
  };
}
