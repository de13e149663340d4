/** Counts as the database gives them; `key` has one value per dimension. */
export interface CountedCell {
  readonly key: readonly string[];
  /** Residents in the cell. */
  readonly population: number;
  /** Of them with at least one dose; never more than `population`. */
  readonly vaccinated: number;
}
