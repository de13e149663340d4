import { useWords } from '../../../words/catalogue.js';
import type { FormChoices } from './form-choices.js';
import { recordWords } from './words.js';

/** Which form a lot has, as the gateway will judge it: the maker's own, and as long as none is chosen that of all. */
export function useLotHelp(
  { vaccines }: Pick<FormChoices, 'vaccines'>,
  draft: { readonly vaccine: string; readonly manufacturer: string },
): string {
  const words = useWords(recordWords);
  const makers = vaccines.find(({ code }) => code === draft.vaccine)?.makers ?? [];
  const shapes = makers.find(({ code }) => code === draft.manufacturer)?.lotShapes ?? [];
  if (shapes.length === 0) return words.lotHelp;
  const marks = { A: words.lotLetters, '9': words.lotDigits, X: words.lotEither };
  const told = shapes.map((shape) =>
    (shape.match(RUNS) ?? [])
      .map((run) => marks[run[0] as keyof typeof marks]?.(run.length) ?? words.lotAsIs(run))
      .join(words.lotThen),
  );
  return words.lotOfMaker(told.join(words.or));
}

/** `A` a letter, `9` a digit, `X` either; anything else stands for itself. */
const RUNS = /A+|9+|X+|[^A9X]+/g;
