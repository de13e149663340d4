import { OneOf } from '../../../parts/choices.js';
import { useWords } from '../../../words/catalogue.js';
import { immunizationWords } from '../../../words/immunization-words.js';
import type { ImmunizationWay } from '../operations.generated.js';
import { recordWords } from './words.js';

/** By which somebody enters something here: an import is no entry. */
const OFFERED: readonly ImmunizationWay[] = ['COUNTER', 'PAPER', 'CERTIFICATE'];

export interface WayProps {
  readonly value: ImmunizationWay | null;
  readonly error: string | null;
  readonly onChange: (way: ImmunizationWay) => void;
}

/** How what is entered has come. */
export function Way(props: WayProps) {
  const words = useWords(recordWords);
  const { ways } = useWords(immunizationWords);
  const choices = OFFERED.map((way) => ({ value: way, label: ways[way] }));
  return <OneOf legend={words.way} {...{ ...props, choices }} />;
}
