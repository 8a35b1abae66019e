import { TerraformResource, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";

interface TerraformDataConfig {
  readonly input?: string;
  readonly lifecycle: TerraformResourceLifecycle;
}

/**
 * A `terraform_data`, which is part of Terraform.
 *
 * cdktf's own class for it runs `terraform version` at each synth, which needs no Terraform otherwise.
 */
export class TerraformData extends TerraformResource {
  private readonly input?: string;

  public constructor(scope: Construct, id: string, { input, lifecycle }: TerraformDataConfig) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
      lifecycle,
    });
    this.input = input;
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return { input: this.input };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    if (this.input === undefined) return {};
    return { input: { value: this.input, isBlock: false, type: "simple", storageClassType: "string" } };
  }
}

/**
 * Keeps a value in the state as it was at the first apply. Its attribute `input` is known when Terraform plans that
 * apply; `output` is not.
 */
export function keptValue(scope: Construct, id: string, input: string): TerraformData {
  return new TerraformData(scope, id, { input, lifecycle: { ignoreChanges: ["input"] } });
}
