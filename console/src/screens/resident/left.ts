/** How often something may still be done in this hour. */
export interface Left {
  readonly left: number;
  readonly cap: number;
}
