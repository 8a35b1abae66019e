/** Where new parts are put. */
export interface Placement {
  readonly resourceGroupName: string;
  readonly location: string;
}
