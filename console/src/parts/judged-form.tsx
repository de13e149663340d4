import { useState, type ReactNode } from 'react';
import type { TypedDocumentNode } from 'urql';
import { Button } from '../dads/button.js';
import type { Under } from '../graph/client.js';
import { useJudgedAct, type FieldError, type HowAsked, type InputOf } from '../graph/use-judged-act.js';
import { useWords } from '../words/catalogue.js';
import { useRefused } from './refused.js';
import { useClose } from './sections.js';
import { partWords } from './words.js';

/** What stands at a field: what the gateway has against it, or `missing` once somebody has pressed too early. */
export type ErrorAt = (field: string, missing?: string | null) => string | null;

export interface JudgedFormProps<Data, Variables extends HowAsked> {
  readonly name: string;
  readonly document: TypedDocumentNode<Data, Variables>;
  /** null while something is missing. */
  readonly input: InputOf<Variables> | null;
  readonly errorsOf: (data: Data) => readonly FieldError[];
  /** What is said when it was done, for the form is gone by then; left out: that what it is called is on record. */
  readonly said?: string;
  readonly onDone: () => void;
  /** Another purpose or case than the one that is chosen. */
  readonly under?: Under;
  readonly children: (errorAt: ErrorAt) => ReactNode;
}

/**
 * An act whose input is judged before it is done: the gateway says what stands against it while it is typed, in words and at the field,
 * and the button does it once.
 */
export function JudgedForm<Data, Variables extends HowAsked>(props: JudgedFormProps<Data, Variables>) {
  const { name, document, input, errorsOf, said, onDone, under, children } = props;
  const words = useWords(partWords);
  const close = useClose();
  const [tried, setTried] = useState(false);
  const { pending, errors, fault, act } = useJudgedAct(document, input, errorsOf, {
    sentence: said ?? words.wasDone(name),
    under,
  });
  const { at, rest, showFirst } = useRefused({ errors, fault });
  const fields = children((field, missing = null) => {
    const found = at(field);
    return tried && missing !== null ? missing : found;
  });
  return (
    <form
      autoComplete="off"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        setTried(true);
        void act().then((done) => {
          if (!done) return showFirst(form);
          close();
          onDone();
        });
      }}
    >
      {fields}
      {rest()}
      <Button size="md" variant="solid-fill" type="submit" className="my-3" aria-disabled={pending}>
        {name}
      </Button>
    </form>
  );
}
