using HashiCorp.Cdktf.Providers.Azuread.AzureadProvider;
using HashiCorp.Cdktf.Providers.Azurerm.AzurermProvider;
using HashiCorp.Cdktf;
using CdktfSecureFunctionBehindApim;
using Constructs;

/** The minimal use: a name, a location, a publisher, an API, who may call it, and what the Function learns of them. */
class QuickstartStack : TerraformStack
{
    public QuickstartStack(Construct scope, string id) : base(scope, id)
    {
        new AzureadProvider(this, "azuread");
        // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
        new AzurermProvider(this, "azurerm", new AzurermProviderConfig { Features = new [] { new AzurermProviderFeatures { Storage = new [] { new AzurermProviderFeaturesStorage { DataPlaneAvailable = false } } } } });

        var hello = new SecureFunctionBehindApim(this, "hello", new SecureFunctionBehindApimProps {
            Name = "hello",
            Location = "westeurope",
            Publisher = new Publisher { Name = "Contoso", Email = "api@contoso.com" },
            ApiDefinition = ApiDefinition.PassThrough(),
            Callers = Callers.EntraApplications(new EntraApplicationCallers {
                ClientIds = new [] { "11111111-2222-4333-8444-555555555555" },
                Audiences = new [] { "api://hello" }
            }).ForwardingClaims(new Dictionary<string, CallerClaim> { { "X-Caller-Id", CallerClaim.CLIENT_ID }, { "X-Caller-Roles", CallerClaim.ROLES } })
        });

        new TerraformOutput(this, "api-url", new TerraformOutputConfig { Value = hello.ApiUrl });
        new TerraformOutput(this, "function-host-name", new TerraformOutputConfig { Value = hello.FunctionAppHostName });
    }
}
