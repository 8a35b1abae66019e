from cdktf_cdktf_provider_azurerm.AzurermProviderFeatures import AzurermProviderFeatures
from cdktf_cdktf_provider_azurerm.AzurermProviderFeaturesStorage import AzurermProviderFeaturesStorage
from cdktf_secure_function_behind_apim import Publisher
from cdktf_cdktf_provider_azuread.provider import AzureadProvider
from cdktf_cdktf_provider_azurerm.provider import AzurermProvider
from cdktf import TerraformOutput, TerraformStack
from cdktf_secure_function_behind_apim import ApiDefinition, CallerClaim, Callers, SecureFunctionBehindApim
from constructs import Construct

# The minimal use: a name, a location, a publisher, an API, who may call it, and what the Function learns of them.
class QuickstartStack(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AzureadProvider(self, "azuread")
        # The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
        AzurermProvider(self, "azurerm", features=[AzurermProviderFeatures(storage=[AzurermProviderFeaturesStorage(data_plane_available=False)])])

        hello = SecureFunctionBehindApim(self, "hello",
            name="hello",
            location="westeurope",
            publisher=Publisher(name="Contoso", email="api@contoso.com"),
            api_definition=ApiDefinition.pass_through(),
            callers=Callers.entra_applications(
                client_ids=["11111111-2222-4333-8444-555555555555"],
                audiences=["api://hello"]
            ).forwarding_claims({"X-Caller-Id": CallerClaim.CLIENT_ID, "X-Caller-Roles": CallerClaim.ROLES})
        )

        TerraformOutput(self, "api-url", value=hello.api_url)
        TerraformOutput(self, "function-host-name", value=hello.function_app_host_name)
