import type { ReactNode } from 'react';
import type { Fault } from '../graph/answer.js';
import type { FieldError } from '../graph/use-judged-act.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { Banner } from './banner.js';
import { FaultBox } from './fault-box.js';
import { useFirstError } from './use-first-error.js';
import { partWords } from './words.js';

/** What stands against the input of a form as it is. */
export interface Refusal<One extends FieldError> {
  readonly errors: readonly One[];
  readonly fault: Fault | null;
}

export interface Refused<One extends FieldError> {
  /** What is said at a field, by the name of its input; null where nothing is against it. */
  readonly at: (field: string) => string | null;
  /** What is against nothing that is a field here: stands behind all fields, above the button. */
  readonly rest: (draw?: (errors: readonly One[]) => ReactNode) => ReactNode;
  /** Somebody has pressed, and it did not go on: the focus goes to the first field within that says why. */
  readonly showFirst: (within: Element | null) => void;
}

/** Nothing that was refused is without a word: it stands at its field where there is one, else above the button. */
export function useRefused<One extends FieldError>({ errors, fault }: Refusal<One>): Refused<One> {
  const both = useBoth();
  const drawn = new Set<string>();
  const at = (field: string) => {
    drawn.add(field);
    const said = errors
      .filter((error) => error.field === field)
      .map(({ message, messageJa }) => both({ ja: messageJa, en: message }));
    const all = fault !== null && isAt(fault, field) ? [...said, both(fault.text)] : said;
    return all.length === 0 ? null : all.join(' ');
  };
  return {
    ...{ at, showFirst: useFirstError() },
    rest: (draw = (others) => <Others errors={others} />) => <Rest {...{ errors, fault, drawn, draw }} />,
  };
}

/** Of `input.changes.lot` the form has `lot`. */
const isAt = ({ place }: Fault, field: string): boolean => `.${place ?? ''}`.endsWith(`.${field}`);

interface RestProps<One extends FieldError> extends Refusal<One> {
  /** Fields that show what is against them; filled as they are drawn, which is before this is. */
  readonly drawn: ReadonlySet<string>;
  readonly draw: (errors: readonly One[]) => ReactNode;
}

function Rest<One extends FieldError>({ errors, fault, drawn, draw }: RestProps<One>) {
  const isHere = fault !== null && [...drawn].some((field) => isAt(fault, field));
  return (
    <>
      {fault !== null && !isHere && <FaultBox fault={fault} />}
      {draw(errors.filter(({ field }) => field == null || !drawn.has(field)))}
    </>
  );
}

function Others({ errors }: { readonly errors: readonly FieldError[] }) {
  const words = useWords(partWords);
  const both = useBoth();
  if (errors.length === 0) return null;
  return (
    <Banner kind="warning" title={words.notLikeThis} alert>
      {errors.map(({ message, messageJa }) => (
        <p key={message}>{both({ ja: messageJa, en: message })}</p>
      ))}
    </Banner>
  );
}
