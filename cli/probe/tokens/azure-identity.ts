import { type Deployer, issuanceOf } from "./entra";

const MISSING = "the package @azure/identity is not installed: npm install --save-dev @azure/identity";

/** Whoever `@azure/identity` finds to be signed in: the Azure CLI, a workload's identity, the environment. */
export const azureIdentity: Deployer = {
  tokenFor: async (scope, issuer) => {
    const library = await load();
    if (!library) return { kind: "not-asked", because: MISSING };
    const { origin, pathname } = new URL(issuer);
    const [, tenantId] = pathname.split("/");
    try {
      const credential = new library.DefaultAzureCredential({ authorityHost: origin, tenantId });
      const { token } = await credential.getToken(scope);
      return { kind: "token", token };
    } catch (error) {
      return issuanceOf(error);
    }
  },
};

/** An optional peer of the package, which only the probe needs, and only to sign in. */
async function load(): Promise<typeof import("@azure/identity") | undefined> {
  try {
    return await import("@azure/identity");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.endsWith("MODULE_NOT_FOUND")) return undefined;
    throw error;
  }
}
