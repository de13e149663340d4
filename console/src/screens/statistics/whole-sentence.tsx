import { useWords } from '../../words/catalogue.js';
import { useDay } from '../../words/times.js';
import { percent } from './coverage-part.js';
import type { CellFragment } from './operations.generated.js';
import { statisticsWords } from './words.js';

export interface WholeSentenceProps {
  readonly whole: CellFragment;
  readonly name: string;
  readonly dose: number;
}

/** What a table is about: its day, its denominator, and the whole. */
export function WholeSentence({ whole, name, dose }: WholeSentenceProps) {
  const words = useWords(statisticsWords);
  const day = useDay();
  const of = words.of(day(whole.publishedOn), name, dose);
  return (
    <p className="text-std-18B-160 my-4">
      {whole.suppressed
        ? words.hiddenSentence(of)
        : words.sentence(of, whole.population ?? 0, whole.vaccinated ?? 0, percent(whole.rate))}
    </p>
  );
}
