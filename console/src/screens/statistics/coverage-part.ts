import { useWords } from '../../words/catalogue.js';
import type { Both } from '../../words/language.js';
import type { CellFragment } from './operations.generated.js';
import { statisticsWords } from './words.js';

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

/** A cell by what it is called, in the reader's language. */
export function partOf({ key, ...cell }: CellFragment, both: (text: Both) => string): Part {
  return { ...cell, label: key.map(({ labelJa, labelEn }) => both({ ja: labelJa, en: labelEn })).join(' ') };
}

/** What stands in brackets is in the table. */
export const shortened = (label: string): string => label.replace(/\s*[((].*?[))]/g, '').trim();

/** What is said of a part where a point of a chart is read: what its table says. */
export function useSaid(): (part: Part) => string {
  const words = useWords(statisticsWords);
  return ({ label, population, vaccinated, rate, suppressed }) =>
    suppressed
      ? words.hiddenPart(label)
      : words.partSaid(label, population ?? 0, vaccinated ?? 0, percent(rate));
}
