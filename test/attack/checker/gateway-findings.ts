import { type Finding, Findings } from "./finding";
import { blocksIn, type Json, type TerraformApp } from "./terraform-app";

/** Settings of a gateway that show tokens, or take calls that are not HTTPS. */
export function gatewayFindings(app: TerraformApp): Finding[] {
  const findings = new Findings();
  for (const { address: at, args } of app.resources("azurerm_api_management_api")) {
    const protocols = JSON.stringify(args.protocols);
    findings.expect(protocols === '["https"]', "hardening", at, `the protocols are ${protocols}`);
    const isHttp = args.api_type === undefined || args.api_type === "http";
    findings.expect(isHttp, "unknown", at, `the API is of type ${args.api_type}`);
    const names = blocksIn(args.subscription_key_parameter_names);
    findings.expect(
      names.length === 0,
      "deletion",
      at,
      "the subscription key has other names, which are not deleted",
    );
  }
  for (const { address: at, args } of app.resources(/^azurerm_api_management_(?:api_)?diagnostic$/)) {
    for (const part of ["backend_request", "frontend_request"]) {
      const shown = blocksIn(args[part]).flatMap(({ headers_to_log }) => blocksIn(headers_to_log));
      const isShown = shown.some((name: Json) => String(name).trim().toLowerCase() === "authorization");
      findings.expect(!isShown, "token-sent", at, `${part} writes Authorization down`);
    }
  }
  for (const { address: at, args } of app.resources("azurerm_api_management_subscription")) {
    // It is on unless it is switched off, and a trace shows what is sent to the Function.
    findings.expect(args.allow_tracing === false, "token-sent", at, "its calls can be traced");
  }
  return findings.all;
}
