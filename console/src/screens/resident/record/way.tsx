import { OneOf } from '../../../parts/choices.js';
import { useWords } from '../../../words/catalogue.js';
import { immunizationWords } from '../../../words/immunization-words.js';
import type { ImmunizationWay } from '../operations.generated.js';
import { recordWords } from './words.js';

/** By which somebody enters something here: an import is no entry. */
const OFFERED: readonly ImmunizationWay[] = ['COUNTER', 'PAPER', 'CERTIFICATE'];

export interface WayProps {
  /** Of a correction or withdrawal: the record keeps the way that it came by itself. */
  readonly isOfChange: boolean;
  readonly value: ImmunizationWay | null;
  readonly error: string | null;
  readonly onChange: (way: ImmunizationWay) => void;
}

/** How what is entered has come. */
export function Way({ isOfChange, ...props }: WayProps) {
  const words = useWords(recordWords);
  const { ways } = useWords(immunizationWords);
  const choices = OFFERED.map((way) => ({ value: way, label: ways[way] }));
  return (
    <OneOf
      required
      legend={isOfChange ? words.wayOfChange : words.way}
      help={isOfChange ? words.wayOfChangeHelp : undefined}
      {...{ ...props, choices }}
    />
  );
}
