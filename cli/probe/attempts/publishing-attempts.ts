import type { SiteEndpoint } from "../../../lib/access/endpoints/endpoints";
import type { Entrance } from "../../../lib/access/report";
import type { Subject } from "../subject";
import { type Attempt, type Attempts, together, type Untried } from "./attempt";

/** Where the SCM site asks for a password: https://github.com/projectkudu/kudu/wiki/Accessing-the-kudu-service */
const BASIC_LOGIN = "/basicauth";

/** The calls of a Function's SCM site, and what is to be said of FTP. */
export function publishingAttempts(subject: Subject, site: SiteEndpoint): Attempts {
  const scm = subject
    .entrancesOf("scm", site.function)
    .map((entrance) => scmAttempts(subject, site, entrance));
  const ftp = subject.entrancesOf("ftp", site.function).map(untriedFtp);
  return together([...scm, { attempts: [], untried: ftp }]);
}

function scmAttempts(subject: Subject, { scmHost, publishing }: SiteEndpoint, entrance: Entrance): Attempts {
  const untried = (how: string, because: string): Untried => ({ part: "publishing", entrance, how, because });
  if (scmHost === undefined)
    return { attempts: [], untried: [untried("at all", "the state does not say its host name")] };
  const at = (path: string) => ({ method: "GET", url: subject.at(`https://${scmHost}${path}`), headers: {} });
  const base = {
    part: "publishing",
    entrance,
    prediction: subject.predictions.of(entrance.id, subject.stranger),
  } as const;
  const attempts: Attempt[] = [
    {
      ...base,
      how: "without anything",
      call: at("/"),
      credential: { kind: "none" },
      fault: "The SCM site lets anyone in",
    },
    {
      ...base,
      how: "with a password that is none",
      call: at(BASIC_LOGIN),
      credential: { kind: "password", user: "$probe", password: "no-password-of-this-site" },
      fault: "The SCM site takes any password",
    },
  ];
  if (!publishing || !subject.options.publishingPassword) {
    const because = publishing
      ? "--publishing-password sends the one that the state holds"
      : "the state holds none";
    return { attempts, untried: [untried("with the publishing password", because)] };
  }
  const known: Attempt = {
    ...base,
    how: "with the publishing password",
    call: at(BASIC_LOGIN),
    credential: { kind: "password", ...publishing },
    prediction: subject.predictions.of(entrance.id, "publishing-password"),
    fault: "The SCM site takes the publishing password",
  };
  return { attempts: [...attempts, known], untried: [] };
}

/** Its host serves many sites, so that only a sign-in tells them apart, and the state does not say which host it is. */
function untriedFtp(entrance: Entrance): Untried {
  const because =
    "the state does not say which server it is: az functionapp deployment list-publishing-profiles does, and curl --user tries it";
  return { part: "publishing", entrance, how: "at all", because };
}
