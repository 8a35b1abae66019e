import type { Resource } from "../stack/stack";
import type { Value } from "../stack/value";
import type { OtherConfiguration } from "./other-configurations";
import type { StackIndex } from "./stack-index";
import { at, isAbsent, keyOf } from "./values";

/** What swaps a slot with its app. */
export function slotSwaps(index: StackIndex): readonly Resource[] {
  return index.managed("azurerm_function_app_active_slot", "azurerm_web_app_active_slot");
}

/**
 * A swap, of which Microsoft does not say whether it takes the authentication with the code:
 * https://learn.microsoft.com/azure/app-service/deploy-staging-slots#which-settings-are-swapped
 */
export function slotSwap(resource: Resource): OtherConfiguration {
  return {
    resource,
    argument: "slot_id",
    value: at(resource.values, "slot_id"),
    because: `${resource.address} swaps the app with a slot that has another gate, of which each may have either`,
    aspects: ["gate"],
  };
}

/** Whether two sites have the same authentication, so that it does not matter which of both a swap gives them. */
export function haveSameGate(index: StackIndex, one: Resource, other: Resource): boolean {
  return ["auth_settings_v2", "auth_settings"].every((block) => {
    const key = contentOf(index, at(one.values, block));
    return key !== undefined && key === contentOf(index, at(other.values, block));
  });
}

/** One text for one content, undefined where not all of it is known. What is left out is not there. */
function contentOf(index: StackIndex, value: Value | undefined): string | undefined {
  if (isAbsent(value)) return "";
  const followed = index.followed(value);
  switch (followed.kind) {
    case "list":
      return joined(followed.items.map((item) => contentOf(index, item)));
    case "map": {
      const entries = [...followed.entries]
        .filter(([, entry]) => !isAbsent(entry))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const texts = entries.map(([, entry]) => contentOf(index, entry));
      return joined(texts.map((text, place) => text && `${entries[place][0]} ${text}`));
    }
    default:
      return keyOf(followed);
  }
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  return texts.includes(undefined) ? undefined : JSON.stringify(texts);
}
