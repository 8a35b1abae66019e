import { join } from "node:path";
import { build } from "esbuild";
import { reviewAccess } from "../../lib/access/review";
import { closedStack } from "./closed-stack";
import { firstPlan } from "./stack-input";
import { verdictOf } from "./verdict-of";

describe("the review", () => {
  it("loads no construct and no provider", async () => {
    const { metafile } = await build({
      entryPoints: [join(__dirname, "../../lib/access/review.ts")],
      bundle: true,
      platform: "node",
      write: false,
      metafile: true,
      external: ["cdktf", "constructs", "@cdktf/*"],
    });
    const imports = Object.values(metafile.inputs).flatMap(({ imports: all }) => all.map(({ path }) => path));
    expect(imports.filter((path) => /cdktf|constructs/.test(path))).toEqual([]);
    expect(imports.some((path) => path.includes("@xmldom/xmldom"))).toBe(true);
  }, 60_000);

  it("decides the first plan of a closed Function by what refers to what", () => {
    const report = reviewAccess(firstPlan(closedStack()));
    expect(verdictOf(report, "host:azurerm_linux_function_app.orders")).toEqual({
      internet: "refused 401 App Service Authentication: a token is required",
      network: "refused 401 App Service Authentication: a token is required",
      "tenant-user": "refused no token Entra: app_role_assignment_required",
      "tenant-application": "refused no token Entra: app_role_assignment_required",
      "other-tenant": "refused 401 App Service Authentication: issuer",
      "function-key": "refused 401 App Service Authentication: a token is required",
      "gateway-identity:azurerm_user_assigned_identity.gateway": "reaches as identity id-gateway",
    });
    expect(verdictOf(report, "operation:azurerm_api_management_api.orders:list")).toEqual({
      internet: "refused 401 Policy: validate-azure-ad-token",
      network: "refused 401 Policy: validate-azure-ad-token",
      "tenant-user": "refused 401 Policy: validate-azure-ad-token",
      "tenant-application": "refused 401 Policy: validate-azure-ad-token",
      "other-tenant": "refused 401 Policy: validate-azure-ad-token",
      "subscription-key": "refused 401 Policy: validate-azure-ad-token",
      [`policy-caller:${shopKey}`]: "reaches as identity id-gateway",
    });
  });
});

const shopKey =
  'tenant =11111111-2222-4333-8444-555555555555|=22222222-2222-4333-8444-555555555555|{"name":"roles","match":"any","values":["Orders.Read"]}';
