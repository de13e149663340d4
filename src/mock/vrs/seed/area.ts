/** One municipality of the synthetic city: where its databases lie, and its place among the municipalities. */
export interface Area {
  readonly municipality: string;
  readonly directory: string;
  readonly place: 0 | 1;
}

/** The person's key in the system alone, from the municipality's 統合宛名番号: never the same in two municipalities. */
export const linkOf = (integrated: string, { place }: Pick<Area, 'place'>): number =>
  Number(integrated) * 2 + place;

/** A name of the system's own making, for what the city has numbered. */
export const idOf = (kind: number, { place }: Pick<Area, 'place'>, number: number): string =>
  `${String(kind * 10 + place).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;
