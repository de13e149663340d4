/** A cell of a published table, as chart and table both draw it. */
export interface Part {
  readonly label: string;
  readonly population: number | null;
  readonly vaccinated: number | null;
  /** 0 to 1; null where it is hidden, or nobody is in it. */
  readonly rate: number | null;
  readonly suppressed: boolean;
}

export const percent = (rate: number | null): string => (rate === null ? '–' : `${(rate * 100).toFixed(0)}%`);
