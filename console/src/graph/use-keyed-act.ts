import { useRef, useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import type { Fault } from './answer.js';
import { telling } from './said.js';
import type { Under } from './client.js';
import { useAct } from './use-ask.js';

export interface ErrorLine {
  /** For the page alone; never shown. */
  readonly code?: string | null;
  readonly field?: string | null;
  readonly message: string;
  readonly messageJa: string;
}

interface Said {
  readonly errors: readonly ErrorLine[];
  readonly fault: Fault | null;
}

export interface KeyedAct<Data, Input> {
  readonly pending: boolean;
  readonly errors: readonly ErrorLine[];
  readonly fault: Fault | null;
  /** What was said to exactly this: what was said to other entries says nothing of it. */
  readonly against: (input: Input | null) => Said;
  /** Resolves with the answer where the act was done; null where it was not. */
  readonly act: (input: Input, under?: Under) => Promise<Data | null>;
  /**
   * Another question is opened: what was said to the last says nothing to it, though it comes late. Its key stays, so that
   * what had no answer is still done once.
   */
  readonly forget: () => void;
}

/**
 * An act that is done once, however often its button is pressed or its answer is lost: the key stays the same until the
 * gateway has said what the act came to.
 *
 * @param said the sentence that the frame says when it was done
 */
export function useKeyedAct<Data, Variables extends object, Input>(
  document: TypedDocumentNode<Data, Variables>,
  variablesOf: (input: Input, idempotencyKey: string) => Variables,
  errorsOf: (data: Data) => readonly ErrorLine[],
  said: (data: Data, input: Input) => string,
): KeyedAct<Data, Input> {
  const [pending, send] = useAct(document);
  const [told, setTold] = useState<Said & { readonly of: string }>({ ...NOTHING, of: '' });
  const open = useRef<{ readonly of: string; readonly key: string } | null>(null);
  const turn = useRef(0);
  const act = async (input: Input, under?: Under): Promise<Data | null> => {
    const of = JSON.stringify(input);
    // Something else than what has had no answer is another act.
    if (open.current?.of !== of) open.current = { of, key: crypto.randomUUID() };
    turn.current += 1;
    const own = turn.current;
    const tell = telling();
    const { data, faults } = await send(variablesOf(input, open.current.key), { under });
    const [fault = null] = faults;
    const errors = data === null ? [] : errorsOf(data);
    if (own === turn.current) setTold({ errors, fault, of });
    if (fault !== null) return null;
    open.current = null;
    if (errors.length > 0 || data === null) return null;
    tell(said(data, input));
    return data;
  };
  const forget = () => {
    turn.current += 1;
    setTold({ ...NOTHING, of: '' });
  };
  const { errors, fault } = told;
  const against = (input: Input | null) => (JSON.stringify(input) === told.of ? told : NOTHING);
  return { pending, errors, fault, against, act, forget };
}

const NOTHING: Said = { errors: [], fault: null };
