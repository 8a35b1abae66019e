import { app, type HttpRequest, type HttpResponseInit } from "@azure/functions";
import { callerOf } from "./caller";

/** Answers who called, and which headers about identities arrived. It shows no header's value but the claims. */
export async function whoAmI(request: HttpRequest): Promise<HttpResponseInit> {
  const identityHeaders = [...request.headers.keys()].filter((name) =>
    /^(authorization|x-(ms|caller)-)/.test(name),
  );
  return { jsonBody: { caller: callerOf(request), identityHeaders: identityHeaders.sort() } };
}

/** Answers that the host runs. It tells nothing else. */
export async function health(): Promise<HttpResponseInit> {
  return { jsonBody: { status: "healthy" } };
}

// App Service Authentication is the gate: a function key would be a secret for the gateway to keep.
app.http("whoami", { methods: ["GET"], authLevel: "anonymous", route: "whoami", handler: whoAmI });
app.http("health", { methods: ["GET"], authLevel: "anonymous", route: "health", handler: health });
