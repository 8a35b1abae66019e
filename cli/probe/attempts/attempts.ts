import type { Entrance } from "../../../lib/access/report";
import type { Subject } from "../subject";
import { type Attempts, together, type Untried } from "./attempt";
import { gatewayAttempts } from "./gateway-attempts";
import { publishingAttempts } from "./publishing-attempts";
import { siteAttempts } from "./site-attempts";

/** All that is to be tried of a stack, and what cannot be. */
export function attemptsOf(subject: Subject): Attempts {
  const { sites, operations } = subject.endpoints;
  return together([
    ...sites.map((site) => siteAttempts(subject, site)),
    ...operations.map((operation) => gatewayAttempts(subject, operation)),
    ...sites.map((site) => publishingAttempts(subject, site)),
    { attempts: [], untried: subject.report.entrances.flatMap(notByCalls) },
  ]);
}

const reasons: Partial<Readonly<Record<Entrance["kind"], string>>> = {
  "gateway-token": "becoming the gateway takes rights in Azure, which no call shows",
  key: "no key is read to try it",
};

/** Ways that are not tried by calling them. */
function notByCalls(entrance: Entrance): Untried[] {
  const because = reasons[entrance.kind];
  return because === undefined ? [] : [{ part: "direct", entrance, how: "at all", because }];
}
