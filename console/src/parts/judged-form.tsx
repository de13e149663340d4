import { useState, type ReactNode } from 'react';
import type { TypedDocumentNode } from 'urql';
import { Button } from '../dads/button.js';
import { useJudgedAct, type FieldError, type HowAsked, type InputOf } from '../graph/use-judged-act.js';
import { FaultBox } from './fault-box.js';
import { Banner } from './banner.js';
import { useClose } from './sections.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { partWords } from './words.js';

/** What stands at a field: what the gateway has against it, or `missing` once somebody has pressed too early. */
export type ErrorAt = (field: string, missing?: string | null) => string | null;

export interface JudgedFormProps<Data, Variables extends HowAsked> {
  readonly name: string;
  readonly document: TypedDocumentNode<Data, Variables>;
  /** null while something is missing. */
  readonly input: InputOf<Variables> | null;
  readonly errorsOf: (data: Data) => readonly FieldError[];
  readonly onDone: () => void;
  readonly children: (errorAt: ErrorAt) => ReactNode;
}

/**
 * An act whose input is judged before it is done: the gateway says what stands against it while it is typed, in words and at the field,
 * and the button does it once.
 */
export function JudgedForm<Data, Variables extends HowAsked>(props: JudgedFormProps<Data, Variables>) {
  const { name, document, input, errorsOf, onDone, children } = props;
  const both = useBoth();
  const close = useClose();
  const [tried, setTried] = useState(false);
  const { pending, errors, fault, act } = useJudgedAct(document, input, errorsOf);
  const [drawn] = useState(() => new Set<string>());
  const fields = children((field, missing = null) => {
    drawn.add(field);
    if (tried && missing !== null) return missing;
    const found = errors.filter((error) => error.field === field);
    return found.length === 0
      ? null
      : found.map(({ message, messageJa }) => both({ ja: messageJa, en: message })).join(' ');
  });
  return (
    <form
      autoComplete="off"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        void act().then((done) => {
          if (!done) return;
          close();
          onDone();
        });
      }}
    >
      {fault !== null && <FaultBox fault={fault} />}
      {fields}
      <Others errors={errors} drawn={drawn} />
      <Button size="md" variant="solid-fill" type="submit" className="my-3" aria-disabled={pending}>
        {name}
      </Button>
    </form>
  );
}

interface OthersProps {
  readonly errors: readonly FieldError[];
  /** Fields that show what is against them; filled as they are drawn, which is before this is. */
  readonly drawn: ReadonlySet<string>;
}

/** What stands against the act as a whole, or against something that is no field here: said beside the button. */
function Others({ errors, drawn }: OthersProps) {
  const words = useWords(partWords);
  const both = useBoth();
  const others = errors.filter(({ field }) => field == null || !drawn.has(field));
  if (others.length === 0) return null;
  return (
    <Banner kind="warning" title={words.notLikeThis} alert>
      {others.map(({ message, messageJa }) => (
        <p key={message}>{both({ ja: messageJa, en: message })}</p>
      ))}
    </Banner>
  );
}
