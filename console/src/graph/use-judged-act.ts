import { useRef, useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import type { Fault } from './answer.js';
import type { Under } from './client.js';
import { useAct } from './use-ask.js';
import { useJudgement } from './use-judgement.js';
import { useKeyedAct } from './use-keyed-act.js';

/** What stands against an act, and at which input. */
export interface FieldError {
  /** null: against the act as a whole. */
  readonly field?: string | null;
  readonly message: string;
  readonly messageJa: string;
}

/** Every act that is judged before it is done takes these two. */
export interface HowAsked {
  readonly idempotencyKey?: string | null | undefined;
  readonly validateOnly?: boolean;
}
export type InputOf<Variables> = Omit<Variables, keyof HowAsked>;

export interface JudgedAct {
  readonly pending: boolean;
  /** Against the input as it stands: told before anything is pressed. */
  readonly errors: readonly FieldError[];
  /** What it could not be done for, or what it will not be: nothing is said here of another input. */
  readonly fault: Fault | null;
  readonly act: () => Promise<boolean>;
}

export interface JudgedActOptions {
  /** What the frame says when it was done. */
  readonly sentence: string;
  /** Another purpose or case than the one that is chosen. */
  readonly under?: Under | undefined;
}

/**
 * An act that is judged by the gateway as soon as its input is whole, and done once, under a key, when somebody says so.
 *
 * @param input null while something is missing
 */
export function useJudgedAct<Data, Variables extends HowAsked>(
  document: TypedDocumentNode<Data, Variables>,
  input: InputOf<Variables> | null,
  errorsOf: (data: Data) => readonly FieldError[],
  { sentence, under }: JudgedActOptions,
): JudgedAct {
  const [, look] = useAct(document);
  const done = useKeyedAct<Data, Variables, InputOf<Variables>>(
    document,
    (given, idempotencyKey) => ({ ...given, idempotencyKey, validateOnly: false }) as unknown as Variables,
    errorsOf,
    () => sentence,
  );
  const begun = useRef('');
  const of = input === null ? '' : JSON.stringify(input);
  const { said } = useJudgement(of, async () => {
    // It is being done: nothing is asked behind it about what it may have changed by then.
    if (begun.current === of) return null;
    // A key of its own: some acts are not even looked at without one, and nothing is done under it.
    const asked = { ...input, idempotencyKey: crypto.randomUUID(), validateOnly: true };
    const { data, faults } = await look(asked as unknown as Variables, { under });
    return { errors: data === null ? [] : errorsOf(data), fault: faults[0] ?? null };
  });
  const [acted, setActed] = useState('');
  const isDone = acted === of && of !== '';
  // That it could not be judged is no matter before it is to be done; what is wrong with a field is.
  const judged = said?.fault?.place == null ? null : said.fault;
  return {
    pending: done.pending,
    errors: isDone ? done.errors : (said?.errors ?? []),
    fault: isDone ? done.fault : judged,
    act: async () => {
      if (input === null || done.pending) return false;
      begun.current = of;
      const data = await done.act(input, under);
      setActed(of);
      return data !== null;
    },
  };
}
