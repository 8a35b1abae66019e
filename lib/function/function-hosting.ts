import { Token } from "cdktf";
import { refusal } from "../support/refusal";

// Plans with instances of their own, as azurerm 4.55 accepts them.
const dedicatedSkus = [
  ["B1", "B2", "B3"],
  ["S1", "S2", "S3"],
  ["P1v2", "P2v2", "P3v2"],
  ["P0v3", "P1v3", "P2v3", "P3v3"],
  ["P1mv3", "P2mv3", "P3mv3", "P4mv3", "P5mv3"],
  ["P0v4", "P1v4", "P2v4", "P3v4"],
  ["P1mv4", "P2mv4", "P3mv4", "P4mv4", "P5mv4"],
];

/** The plan that a Function runs on, and what it can do. */
export class FunctionHosting {
  /**
   * Instances of the plan's own, on Linux. Host storage needs no key, and the Function is always on.
   * @param skuName SKU of the service plan: `B1` to `B3`, `S1` to `S3`, `P1v2` to `P3v2`, `P0v3` to `P3v3`,
   * `P1mv3` to `P5mv3`, `P0v4` to `P3v4`, `P1mv4` to `P5mv4`; not every region has every one of them
   */
  public static dedicated(skuName = "B1"): FunctionHosting {
    return new FunctionHosting(skuName, !Token.isUnresolved(skuName) && !skuName.startsWith("B"));
  }

  private constructor(
    /** SKU of the service plan. */
    public readonly skuName: string,
    /** Whether the plan has deployment slots. */
    public readonly slots: boolean,
    /** Whether host storage works without a key (rule 30). */
    public readonly keylessStorage: boolean = true,
    /** Whether a Function on it can have a private endpoint. */
    public readonly privateEndpoint: boolean = true,
    /** Whether the plan costs nothing while nobody calls. */
    public readonly scaleToZero: boolean = false,
    /** Whether the Function stays loaded while nobody calls. */
    public readonly alwaysOn: boolean = true,
  ) {}

  /** @internal */
  public _check(): string[] {
    const allowed = dedicatedSkus.flat();
    if (Token.isUnresolved(this.skuName) || allowed.includes(this.skuName)) return [];
    return [
      refusal(
        `The plan's SKU ${JSON.stringify(this.skuName)} was given`,
        `A dedicated plan has ${allowed.join(", ")}`,
        "Give `FunctionHosting.dedicated` one of these",
      ),
    ];
  }
}
