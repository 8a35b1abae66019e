import type { OperationEndpoint } from "../../../lib/access/endpoints/endpoints";
import { safeMethods } from "../options";
import type { Subject } from "../subject";
import type { Call } from "./attempt";
import { filled } from "./templates";

/** The call of an operation, or why there is none. */
export function callOf(
  subject: Subject,
  { url, method, template, versionHeaders }: OperationEndpoint,
): Call | { readonly because: string } {
  const { allowMethods, parameters } = subject.options;
  if (url === undefined) return { because: "the state does not say where its gateway answers" };
  if (method === undefined || template === undefined) return { because: "the state does not list it" };
  if (![...safeMethods, ...allowMethods].includes(method)) {
    return { because: `${method} may write; --allow-methods ${method} calls it` };
  }
  const result = filled(template, parameters);
  if ("missing" in result) {
    return { because: `it needs ${result.missing.join(" and ")}; --parameter name=value gives it` };
  }
  return { method, url: subject.at(`${url}${result.path}`), headers: versionHeaders };
}
