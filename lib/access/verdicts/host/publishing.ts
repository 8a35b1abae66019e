import type { Graph } from "../../graph/graph";
import { alsoConfigured, isLegacy, type Site } from "../../graph/sites";
import { booleanOf, literalText, printed } from "../../graph/values";
import * as who from "../callers";
import { type Check, type Decision, decide, doubtful, passes, reaches, unsure } from "../decision";
import type { MatrixBuilder } from "../matrix";
import { asHolder, byRole, type RoleHolder, withoutThose } from "../role-holders";
import { checkAnyoneLetIn, checkNetwork } from "./network";
import { entranceOf } from "./site-entrances";

/** The SCM site, which deploys code. */
export function addScm(graph: Graph, site: Site, matrix: MatrixBuilder): void {
  const entrance = entranceOf(site, "scm", `SCM site of ${site.label}`);
  for (const [caller, origin] of [
    [who.internet, "internet"],
    [who.network, "inside"],
  ] as const) {
    const login: Check = {
      result: "refuses",
      answer: "401",
      control: "SCM: sign-in",
      proof: [
        { address: site.id, argument: "scm", value: "always on", meaning: "the SCM site asks for a sign-in" },
      ],
      turnedBy: "nothing: it always asks",
    };
    matrix.add(entrance, caller, decide([...checkNetwork(graph.index, site, origin, "scm"), login], ""));
  }
  const withPassword = passwordAtScm(graph, site);
  matrix.add(entrance, who.publishingPassword, withPassword);
  for (const holder of publishers(graph, site))
    matrix.add(
      entrance,
      holder.caller,
      asHolder(holder, reaches("whoever deploys the code", [], "remove the role")),
    );
  for (const holder of passwordReaders(graph, site))
    matrix.add(entrance, holder.caller, asHolder(holder, withPassword));
}

/** What becomes of who shows the publishing password to the SCM site. */
function passwordAtScm(graph: Graph, site: Site): Decision {
  const name = "webdeploy_publish_basic_authentication_enabled";
  const password = basicAuthentication(graph, site, name);
  // Whoever has the password may be inside of a network that is let in, so only a network without any refuses. What
  // comes by a private endpoint meets no restrictions:
  // https://learn.microsoft.com/azure/app-service/overview-access-restrictions
  const nobody = mayHavePrivateEndpoint(graph, site) ? [] : [checkAnyoneLetIn(graph.index, site, "scm")];
  return decide([...nobody, password], "the publishing profile", `${name} = false`);
}

/** Whom a role of Azure lets write the site. Azure Resource Manager deploys code, whatever the network lets in. */
function publishers(graph: Graph, { resource, app }: Site): RoleHolder[] {
  return graph.roles
    .on(resource, "deploy-code", app?.resource)
    .map((holding) =>
      byRole(
        graph,
        holding,
        "publisher",
        "may deploy code, read the site's keys and turn its authentication off",
      ),
    );
}

/** Whom a role lets read the publishing password, and no more. */
function passwordReaders(graph: Graph, { resource, app }: Site): RoleHolder[] {
  const [able, more] = (["read-publishing-password", "deploy-code"] as const).map((ability) =>
    graph.roles.on(resource, ability, app?.resource),
  );
  return withoutThose(able, more).map((holding) =>
    byRole(graph, holding, "publishing-password", "may read the publishing password"),
  );
}

/** Whether a site is made for private endpoints, or the stack has any. */
function mayHavePrivateEndpoint({ index }: Graph, { resource }: Site): boolean {
  const isPublic = booleanOf(index.value(resource, "public_network_access_enabled"), true) === "yes";
  return !isPublic || index.managed("azurerm_private_endpoint").length > 0;
}

/** FTP, which deploys code where it is on. */
export function addFtp(graph: Graph, site: Site, matrix: MatrixBuilder): void {
  const entrance = entranceOf(site, "ftp", `FTP of ${site.label}`);
  const state = ftpState(graph, site);
  const login: Check = {
    result: "refuses",
    answer: "401",
    control: "FTP: sign-in",
    proof: [
      {
        address: site.id,
        argument: "ftp",
        value: "always on",
        meaning: "FTP asks for the publishing password",
      },
    ],
    turnedBy: "nothing: it always asks",
  };
  for (const caller of [who.internet, who.network]) matrix.add(entrance, caller, decide([state, login], ""));
  const name = "ftp_publish_basic_authentication_enabled";
  const withPassword = decide(
    [state, basicAuthentication(graph, site, name)],
    "the publishing profile",
    `${name} = false`,
  );
  matrix.add(entrance, who.publishingPassword, withPassword);
  for (const holder of passwordReaders(graph, site))
    matrix.add(entrance, holder.caller, asHolder(holder, withPassword));
}

function ftpState(graph: Graph, site: Site): Check {
  const { resource } = site;
  const argument = "site_config.0.ftps_state";
  const refuses = (value: string, meaning: string): Check => ({
    result: "refuses",
    answer: "no connection",
    control: "FTP: ftps_state",
    proof: [{ address: site.id, argument, value, meaning }],
    turnedBy: 'ftps_state = "FtpsOnly"',
  });
  if (resource.type === "azurerm_function_app_flex_consumption")
    return refuses("absent", "Flex Consumption has no FTP");
  const doubt = alsoConfigured(site, "publishing");
  if (doubt) return doubtful(doubt);
  const value = graph.index.value(resource, "site_config", 0, "ftps_state");
  const text = value === undefined && !isLegacy(resource) ? "Disabled" : literalText(value);
  if (text === "Disabled") return refuses(value === undefined ? "absent (Disabled)" : text, "FTP is off");
  if (text !== undefined || isLegacy(resource))
    return passes({ address: site.id, argument, value: text ?? "absent (AllAllowed)", meaning: "FTP is on" });
  return unsure("ftps_state is known after apply", {
    address: site.id,
    argument,
    value: printed(value),
    meaning: "decides whether FTP is on",
  });
}

/** Sign-in with the publishing password, which the provider leaves on. */
function basicAuthentication(graph: Graph, site: Site, argument: string): Check {
  const { resource } = site;
  const doubt = alsoConfigured(site, "publishing");
  if (doubt) return doubtful(doubt);
  const lacks = isLegacy(resource);
  const value = graph.index.value(resource, argument);
  const step = { address: site.id, argument, value: value === undefined ? "absent (true)" : printed(value) };
  switch (lacks ? "yes" : booleanOf(value, true)) {
    case "yes":
      return passes({ ...step, meaning: "the publishing password is accepted" });
    case "no":
      return {
        result: "refuses",
        answer: "401",
        control: `Publishing: ${argument}`,
        proof: [{ ...step, meaning: "the publishing password is not accepted" }],
        turnedBy: `${argument} = true`,
      };
    default:
      return unsure(`${argument} is known after apply`, {
        ...step,
        meaning: "decides whether the password is accepted",
      });
  }
}
