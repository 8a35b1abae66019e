import { type TerraformResource, TerraformStack } from "cdktf";
import { type Block, blocksIn, isBlock } from "../../support/json-blocks";
import { appRegistry, isInTree } from "../../support/registry";
import { checkWhatTerraformIsGiven } from "../../support/terraform-check";
import { validationError } from "../../support/validation";

/**
 * Rejects settings that are seen to be secrets, of an app whose settings pass through a template deployment: its history
 * shows them. What a text means cannot be known, so this finds what is certain; Terraform rejects sensitive values.
 *
 * @param owner whose settings they are, for a message
 */
export function validateNoSecrets(owner: string, settings: { [name: string]: string } = {}): string[] {
  return errorsOf(owner, settings, secretIn);
}

/** At synth: the same for what Terraform is given, with the values of lazy texts and with what overrides added. */
export function refuseSecretSettings(app: TerraformResource): void {
  deployedApps(app).set(app, app);
  checkWhatTerraformIsGiven(TerraformStack.of(app), checkDeployedApps);
}

function deployedApps(scope: TerraformResource | TerraformStack): Map<unknown, TerraformResource> {
  return appRegistry<TerraformResource>(scope, "apps whose settings are deployed");
}

function checkDeployedApps(stack: TerraformStack, json: Block): string[] {
  return [...deployedApps(stack).values()]
    .filter((app) => isInTree(app) && TerraformStack.of(app) === stack)
    .flatMap((app) =>
      errorsOf(app.node.path, settingsIn(json, app), (value) => secretIn(value) ?? referenceIn(value, json)),
    );
}

type Resources = Readonly<Record<string, Readonly<Record<string, Block>>>>;

function settingsIn(json: Block, { terraformResourceType, friendlyUniqueId }: TerraformResource): Block {
  const app = (json.resource as Resources)[terraformResourceType]?.[friendlyUniqueId];
  return isBlock(app?.app_settings) ? app.app_settings : {};
}

function errorsOf(owner: string, settings: Block, find: (value: string) => string | undefined): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const secret = find(String(value));
    return secret === undefined ? [] : [secretError(owner, name, secret)];
  });
}

function secretError(owner: string, name: string, secret: string): string {
  return validationError(
    `The app setting \`${name}\` of ${owner} was given with ${secret}`,
    "On Flex Consumption without a storage key the settings pass through a template deployment, whose history shows them (rule 31)",
    "Keep the secret in Key Vault, and set the app setting to `@Microsoft.KeyVault(SecretUri=…)`",
  );
}

const secretForms: readonly { readonly what: string; readonly form: RegExp }[] = [
  {
    what: "a key or a password in a connection string",
    form: /(?:^|[;"'\s])(?:AccountKey|SharedAccessKey|SharedAccessSignature|AccessKey|ClientSecret|Password|Pwd)\s*=\s*[^;\s]/i,
  },
  { what: "a shared access signature", form: /[?&]sig=[^&\s]/i },
  { what: "a password in a URL", form: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]*:[^\s/?#@]+@/i },
  { what: "a private key", form: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
];

function secretIn(value: string): string | undefined {
  return secretForms.find(({ form }) => form.test(value))?.what;
}

const attribute = /\b([a-z]+_\w+)\.(?:[\w-]+(?:\[[^\]]*\])?\.)+(\w+)/g;
const secretAttribute = /(?:^|_)(?:key|connection_string|password|secret|sas|token)$/;
const variable = /\bvar\.([\w-]+)/g;

/** What a value refers to, if providers call it a key or a password, or the program calls it sensitive. */
function referenceIn(value: string, json: Block): string | undefined {
  if (!/(?<!\$)\$\{/.test(value) || /\bnonsensitive\(/.test(value)) return undefined;
  const [found] = [
    ...[...value.matchAll(attribute)].filter(([, type, name]) => isSecret(type, name)),
    ...[...value.matchAll(variable)].filter(([, name]) => isSensitive(json, name)),
  ];
  return found && `\`${found[0]}\``;
}

function isSecret(type: string, name: string): boolean {
  return secretAttribute.test(name) || (type === "azurerm_key_vault_secret" && name === "value");
}

function isSensitive(json: Block, name: string): boolean {
  return blocksIn(json.variable)
    .flatMap((variables) => blocksIn(variables[name]))
    .some(({ sensitive }) => sensitive === true);
}
