import { type Block, blocksIn } from "./json-blocks";

/** How long something that a stack chooses is supported. */
export interface LifeCycle {
  /** For a person: `Node.js 20`. */
  readonly subject: string;
  /** The last day with support, `2026-04-30`; none where no end is announced. */
  readonly endOfSupport?: string;
  /** What to do about it. */
  readonly instead?: string;
  /** How many months before its end it is worth a warning. */
  readonly noticeInMonths: number;
  /** The public page that says so. */
  readonly source: string;
}

/** The day on which the sources of all life cycles were last looked at. Everything is judged as of that day. */
export const reviewedOn = "2026-11-25";

const languagesPage = "https://learn.microsoft.com/azure/azure-functions/supported-languages";
// The page of the global cloud names no dates for Java.
const javaPage = "https://docs.azure.cn/en-us/azure-functions/supported-languages";
const powerShellPage =
  "https://learn.microsoft.com/powershell/scripting/install/powershell-support-lifecycle";
const pythonPage = "https://devguide.python.org/versions/";
const nodePage = "https://github.com/nodejs/release#release-schedule";
const plansPage = "https://learn.microsoft.com/azure/azure-functions/consumption-plan";
const gatewayPage = "https://learn.microsoft.com/azure/api-management/breaking-changes/overview";

/** Languages as Flex Consumption calls them, with the end of support of each version. A month ends on its last day. */
const runtimes: Readonly<Record<string, Runtime>> = {
  node: {
    name: "Node.js",
    source: nodePage,
    ends: { "18": "2025-04-30", "20": "2026-04-30", "22": "2027-04-30", "24": "2028-04-30" },
  },
  python: {
    name: "Python",
    source: pythonPage,
    ends: {
      "3.9": "2025-10-31",
      "3.10": "2026-10-31",
      "3.11": "2027-10-31",
      "3.12": "2028-10-31",
      "3.13": "2029-10-31",
      "3.14": "2030-10-31",
    },
  },
  "dotnet-isolated": {
    name: ".NET",
    source: languagesPage,
    ends: { "8.0": "2026-11-10", "9.0": "2026-11-10", "10.0": "2028-11-14" },
  },
  java: {
    name: "Java",
    source: javaPage,
    ends: {
      "8": "2027-09-30",
      "11": "2027-09-30",
      "17": "2027-09-30",
      "21": "2028-09-30",
      "25": "2029-05-31",
    },
  },
  powershell: {
    name: "PowerShell",
    source: powerShellPage,
    ends: { "7.4": "2026-11-10", "7.6": "2028-11-14" },
  },
};

interface Runtime {
  readonly name: string;
  readonly source: string;
  readonly ends: Readonly<Record<string, string>>;
}

/** Plans: an app moves to another one with a new app, which takes longer than a new version of its language. */
const linuxConsumption: LifeCycle = {
  subject: "the Consumption plan on Linux",
  endOfSupport: "2028-09-30",
  instead: "Flex Consumption, which has the new versions of languages too",
  noticeInMonths: 24,
  source: plansPage,
};

/** The tiers of API Management: no end is announced of any. */
const gatewayTiers = [
  ...["Consumption", "Developer", "Basic", "Standard", "Premium"],
  ...["BasicV2", "StandardV2", "PremiumV2"],
];

/** Every version of a language, plan and tier whose life cycle is known. */
export function allLifeCycles(): LifeCycle[] {
  return [
    ...Object.entries(runtimes).flatMap(([name, { ends }]) =>
      Object.keys(ends).flatMap((version) => runtimeLifeCycle(name, version) ?? []),
    ),
    linuxConsumption,
    ...gatewayTiers.flatMap((tier) => gatewayLifeCycle(tier) ?? []),
  ];
}

/**
 * @param name the language as Flex Consumption calls it
 * @param version as Functions call it: `22`, `3.13`, `10.0`, `21`, `7.4`
 * @returns nothing for a version that is not known, such as a custom handler's
 */
export function runtimeLifeCycle(name: string, version: string): LifeCycle | undefined {
  const runtime = runtimes[name];
  const endOfSupport = runtime?.ends[version];
  if (!runtime || endOfSupport === undefined) return undefined;
  const newer = Object.entries(runtime.ends).filter(([, end]) => end > endOfSupport && !isPast(end));
  return {
    subject: `${runtime.name} ${version}`,
    endOfSupport,
    instead: newer.length > 0 ? `${runtime.name} ${newer.map(([later]) => later).join(" or ")}` : undefined,
    noticeInMonths: 3,
    source: runtime.source,
  };
}

/** @param operatingSystem `Linux` or `Windows` */
export function planLifeCycle(operatingSystem: string, skuName: string): LifeCycle | undefined {
  return operatingSystem === "Linux" && skuName === "Y1" ? linuxConsumption : undefined;
}

/** @param tier `Consumption`, `Developer`, … */
export function gatewayLifeCycle(tier: string): LifeCycle | undefined {
  if (!gatewayTiers.includes(tier)) return undefined;
  return { subject: `the tier ${tier} of API Management`, noticeInMonths: 24, source: gatewayPage };
}

/** The life cycles of what a resource chooses, by its arguments in a stack's JSON or in a plan. */
export function lifeCyclesIn(type: string, resource: Block): LifeCycle[] {
  const found = /function_app/.test(type) ? runtimesIn(resource) : [plansAndTiersIn(type, resource)];
  return found.filter((lifeCycle) => lifeCycle !== undefined);
}

function plansAndTiersIn(type: string, { os_type, sku_name }: Block): LifeCycle | undefined {
  if (type === "azurerm_service_plan") return planLifeCycle(String(os_type), String(sku_name));
  if (type !== "azurerm_api_management") return undefined;
  return gatewayLifeCycle(String(sku_name).replace(/_\d+$/, ""));
}

const stackArguments: readonly (readonly [argument: string, runtime: string])[] = [
  ["node_version", "node"],
  ["python_version", "python"],
  ["dotnet_version", "dotnet-isolated"],
  ["java_version", "java"],
  ["powershell_core_version", "powershell"],
];

function runtimesIn({ runtime_name, runtime_version, site_config }: Block): (LifeCycle | undefined)[] {
  if (runtime_name !== undefined) return [runtimeLifeCycle(String(runtime_name), String(runtime_version))];
  return blocksIn(site_config)
    .flatMap(({ application_stack }) => blocksIn(application_stack))
    .flatMap((stack) =>
      stackArguments.map(([argument, runtime]) => runtimeLifeCycle(runtime, plainVersion(stack[argument]))),
    );
}

/** A version of a Windows app as the other apps write it: `~22`, `v8.0` and `1.8` are 22, 8.0 and 8. */
function plainVersion(version: unknown): string {
  return version === "1.8" ? "8" : String(version).replace(/^[~v]/, "");
}

/** Whether an end is near enough to act, or past, as of the day of the review: the same at each synth. */
export function isEnding({ endOfSupport, noticeInMonths }: LifeCycle): boolean {
  return endOfSupport !== undefined && endOfSupport <= monthsAfterReview(noticeInMonths);
}

/** Whether its end was past on the day of the review. */
export function hasEnded({ endOfSupport }: LifeCycle): boolean {
  return endOfSupport !== undefined && isPast(endOfSupport);
}

/** The last word on a life cycle for a person, with its date. */
export function describeEnd({ subject, endOfSupport = "", instead, source }: LifeCycle): string {
  const verb = isPast(endOfSupport) ? "ended" : "ends";
  const advice = instead === undefined ? "" : ` Move to ${instead}.`;
  return `Support of ${subject} ${verb} on ${endOfSupport} (${source}, as of ${reviewedOn}).${advice}`;
}

function isPast(day: string): boolean {
  return day < reviewedOn;
}

function monthsAfterReview(months: number): string {
  const day = new Date(reviewedOn);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}
