export type CitySex = 'M' | 'F';

/** What the composition of a household fixes of a member before it has a name. */
export interface MemberPlan {
  readonly sex: CitySex;
  readonly age: number;
  readonly relationship: string;
  /** Died, yet still on the household's card. */
  readonly deceased?: boolean;
}
