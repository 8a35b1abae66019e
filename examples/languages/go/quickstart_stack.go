import "github.com/cdktf/cdktf-provider-azuread-go/azuread"
import "github.com/cdktf/cdktf-provider-azurerm-go/azurerm"
import "github.com/hashicorp/terraform-cdk-go/cdktf"
import "github.com/cdktf-secure-function-behind-apim/cdktf-secure-function-behind-apim-go/cdktfsecurefunctionbehindapim"
import "github.com/aws/constructs-go/constructs"

/** The minimal use: a name, a location, a publisher, an API, who may call it, and what the Function learns of them. */
type QuickstartStack struct {
	TerraformStack
}

func NewQuickstartStack(scope Construct, id *string) *QuickstartStack {
	this := &QuickstartStack{}
	newTerraformStack_Override(this, scope, id)
	azuread.NewAzureadProvider(this, jsii.String("azuread"))
	// The subscription comes from the environment: ARM_SUBSCRIPTION_ID.
	azurerm.NewAzurermProvider(this, jsii.String("azurerm"), &AzurermProviderConfig{
		Features: []interface{}{
			&AzurermProviderFeatures{
				Storage: []interface{}{
					&AzurermProviderFeaturesStorage{
						DataPlaneAvailable: jsii.Boolean(false),
					},
				},
			},
		},
	})

	hello := cdktfsecurefunctionbehindapim.NewSecureFunctionBehindApim(this, jsii.String("hello"), &SecureFunctionBehindApimProps{
		Name: jsii.String("hello"),
		Location: jsii.String("westeurope"),
		Publisher: &Publisher{
			Name: jsii.String("Contoso"),
			Email: jsii.String("api@contoso.com"),
		},
		ApiDefinition: *cdktfsecurefunctionbehindapim.ApiDefinition_PassThrough(),
		Callers: *cdktfsecurefunctionbehindapim.Callers_EntraApplications(&EntraApplicationCallers{
			ClientIds: []*string{
				jsii.String("11111111-2222-4333-8444-555555555555"),
			},
			Audiences: []*string{
				jsii.String("api://hello"),
			},
		}).ForwardingClaims(map[string]CallerClaim{
			"X-Caller-Id": *cdktfsecurefunctionbehindapim.CallerClaim_CLIENT_ID(),
			"X-Caller-Roles": *cdktfsecurefunctionbehindapim.CallerClaim_ROLES(),
		}),
	})

	cdktf.NewTerraformOutput(this, jsii.String("api-url"), &TerraformOutputConfig{
		Value: hello.apiUrl,
	})
	cdktf.NewTerraformOutput(this, jsii.String("function-host-name"), &TerraformOutputConfig{
		Value: hello.functionAppHostName,
	})
	return this
}
