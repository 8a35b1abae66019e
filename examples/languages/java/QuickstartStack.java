import com.hashicorp.cdktf.providers.azuread.provider.AzureadProvider;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProvider;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cdktfsecurefunctionbehindapim.ApiDefinition;
import io.github.cdktfsecurefunctionbehindapim.CallerClaim;
import io.github.cdktfsecurefunctionbehindapim.Callers;
import io.github.cdktfsecurefunctionbehindapim.SecureFunctionBehindApim;
import software.constructs.Construct;

/** The minimal use: a name, a location, a publisher, an API, who may call it, and what the Function learns of them. */
public class QuickstartStack extends TerraformStack {
    public QuickstartStack(Construct scope, String id) {
        super(scope, id);
        new AzureadProvider(this, "azuread");
        // The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
        AzurermProvider.Builder.create(this, "azurerm").features(List.of(AzurermProviderFeatures.builder().storage(List.of(AzurermProviderFeaturesStorage.builder().dataPlaneAvailable(false).build())).build())).build();

        SecureFunctionBehindApim hello = SecureFunctionBehindApim.Builder.create(this, "hello")
                .name("hello")
                .location("westeurope")
                .publisher(Publisher.builder().name("Contoso").email("api@contoso.com").build())
                .apiDefinition(ApiDefinition.passThrough())
                .callers(Callers.entraApplications(EntraApplicationCallers.builder()
                        .clientIds(List.of("11111111-2222-4333-8444-555555555555"))
                        .audiences(List.of("api://hello"))
                        .build()).forwardingClaims(Map.of("X-Caller-Id", CallerClaim.CLIENT_ID, "X-Caller-Roles", CallerClaim.ROLES)))
                .build();

        TerraformOutput.Builder.create(this, "api-url").value(hello.getApiUrl()).build();
        TerraformOutput.Builder.create(this, "function-host-name").value(hello.getFunctionAppHostName()).build();
    }
}
