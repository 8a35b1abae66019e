import type { GateEndpoint, SiteEndpoint } from "../../../lib/access/endpoints/endpoints";
import type { Entrance } from "../../../lib/access/report";
import type { Subject } from "../subject";
import { type Attempt, type Attempts, type Credential, together, type Untried } from "./attempt";
import { directPaths } from "./direct-paths";
import { ofWorthless, type Prediction } from "./prediction";
import { pretenses } from "./pretenses";
import { scopeOf } from "./scope";

/** The calls straight to a Function, around its gateway. */
export function siteAttempts(subject: Subject, site: SiteEndpoint): Attempts {
  const [entrance] = subject.entrancesOf("host", site.function);
  if (!entrance) return together([]);
  if (site.hosts.length === 0) {
    const because = "the state does not say its host name";
    return { attempts: [], untried: [{ part: "direct", entrance, how: "at all", because }] };
  }
  return together([
    ...site.hosts.map((host) => hostAttempts(subject, site, entrance, host)),
    excluded(subject, site),
  ]);
}

function hostAttempts(subject: Subject, site: SiteEndpoint, entrance: Entrance, host: string): Attempts {
  const paths = directPaths(subject, site);
  const [main] = paths;
  if (main === undefined) {
    const because = "the gate excludes every path that is known";
    return { attempts: [], untried: [{ part: "direct", entrance, how: "at all", because }] };
  }
  const none = subject.predictions.of(entrance.id, subject.stranger);
  const base = { part: "direct", entrance, credential: { kind: "none" }, prediction: none } as const;
  const at = (path: string, headers: Readonly<Record<string, string>> = {}) => ({
    method: "GET",
    url: subject.at(`https://${host}${path}`),
    headers,
  });
  const anyone: Attempt[] = paths.map((path) => ({
    ...base,
    how: path === main ? "without a token" : `without a token at ${path}`,
    call: at(path),
    fault: `The gate lets anyone in at ${path}`,
    ...(path === main && { story: "direct" }),
  }));
  const { headers } = pretenses();
  const pretending: Attempt = {
    ...base,
    part: "headers",
    how: "with headers that pretend to come from the gate",
    call: at(main, headers),
    fault: "Whoever sends X-MS-CLIENT-PRINCIPAL is let in",
  };
  const byToken = tokenAttempts(subject, entrance, site.gate).map((one) => ({
    ...base,
    ...one,
    call: at(main),
  }));
  return { attempts: [...anyone, ...byToken, pretending], untried: untriedTokens(subject, site, entrance) };
}

type TokenAttempt = Pick<Attempt, "how" | "credential" | "prediction" | "predictionOf" | "fault">;

function tokenAttempts(subject: Subject, entrance: Entrance, gate: GateEndpoint | undefined): TokenAttempt[] {
  if (!gate) return [];
  const { clientId, issuer, applications, identities } = gate;
  const worthless = ofWorthless(subject.predictions.of(entrance.id, subject.stranger));
  const claims = { issuer, audience: clientId, application: applications[0], identity: identities[0] };
  const forged = (signature: "foreign" | "none"): Credential => ({
    kind: "forged",
    signature,
    claims,
    header: "Authorization",
  });
  const { otherAudience, signIn } = subject.options;
  const scopes = otherAudience === undefined ? callerScopes(subject, entrance) : [scopeOf(otherAudience)];
  const other = scopes.slice(0, signIn ? 1 : 0).map(
    (scope): TokenAttempt => ({
      how: `with a token for another audience (${scope})`,
      credential: { kind: "deployer", scope, issuer },
      prediction: worthless,
      fault: "The gate accepts a token for another audience",
    }),
  );
  return [
    {
      how: "with a forged signature",
      credential: forged("foreign"),
      prediction: worthless,
      fault: "The gate does not check the signature of tokens",
    },
    {
      how: "with a token that nobody signed",
      credential: forged("none"),
      prediction: worthless,
      fault: "The gate accepts tokens without a signature",
    },
    ...(subject.given.caller ? [callersToken(worthless)] : []),
    ...other,
    ...(signIn ? [ownToken(subject, entrance, gate, worthless)] : []),
  ];
}

/** What a caller shows to the gateway is of no use at the Function. */
function callersToken(prediction: Prediction): TokenAttempt {
  return {
    how: "with the caller's token, which is for the gateway",
    credential: { kind: "caller", header: "Authorization" },
    prediction,
    fault: "The gate accepts a token that is for the gateway",
  };
}

/** With a token for the registration itself, which Entra is to refuse, and the gate too if it does not. */
function ownToken(
  subject: Subject,
  entrance: Entrance,
  gate: GateEndpoint,
  worthless: Prediction,
): TokenAttempt {
  const scope = scopeOf(gate.clientId);
  // Where anyone is let in, it is not the token that opens.
  const isOpen = worthless.access === "unknown";
  return {
    how: "with the deployer's own token for the registration",
    credential: { kind: "deployer", scope, issuer: gate.issuer },
    prediction: isOpen ? worthless : subject.predictions.ofTenant(entrance.id),
    predictionOf: ({ application, isUser }) => {
      if (isOpen) return worthless;
      return application !== undefined && gate.applications.includes(application)
        ? { access: "unknown", because: "the deployer is on the gate's own list" }
        : subject.predictions.of(entrance.id, isUser ? "tenant-user" : "tenant-application");
    },
    fault: "The gate lets the deployer in, which is on none of its lists",
  };
}

/** What callers of the gateway ask tokens for. A token for Azure itself is never sent: whoever gets it may use it. */
function callerScopes(subject: Subject, { functions }: Entrance): string[] {
  const own = subject.endpoints.operations.filter(({ entrance }) =>
    subject.entrance(entrance)?.functions.some((id) => functions.includes(id)),
  );
  return own.flatMap(({ holders }) => holders.flatMap(({ audiences }) => audiences.map(scopeOf)));
}

function untriedTokens(
  { options: { signIn } }: Subject,
  { gate }: SiteEndpoint,
  entrance: Entrance,
): Untried[] {
  if (!gate)
    return [
      {
        part: "direct",
        entrance,
        how: "with tokens",
        because: "the state does not say whose tokens the gate takes",
      },
    ];
  return signIn
    ? []
    : [
        {
          part: "direct",
          entrance,
          how: "with the deployer's own token",
          because: "--no-sign-in leaves it out",
        },
      ];
}

/** Paths that the gate lets anyone call. */
function excluded(subject: Subject, { excludedPaths, hosts: [host] }: SiteEndpoint): Attempts {
  const attempts = [...excludedPaths].flatMap(([id, path]): Attempt[] => {
    const entrance = subject.entrance(id);
    if (!entrance) return [];
    return [
      {
        part: "direct",
        entrance,
        how: "without a token",
        call: { method: "GET", url: subject.at(`https://${host}${path}`), headers: {} },
        credential: { kind: "none" },
        prediction: subject.predictions.of(entrance.id, subject.stranger),
        fault: `The gate lets anyone in at ${path}`,
      },
    ];
  });
  return { attempts, untried: [] };
}
