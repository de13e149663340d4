import { useEffect, useRef, useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import type { Fault } from './answer.js';
import { useAct } from './use-ask.js';
import type { ErrorLine } from './use-keyed-act.js';

/** What became of one act of several. */
export interface Outcome<Input> {
  readonly input: Input;
  readonly result: 'DONE' | 'REFUSED' | 'NOT_SENT';
  readonly errors: readonly ErrorLine[];
  readonly fault: Fault | null;
}

export interface ActsInTurn<Input> {
  /** How many are to be sent; null where none are under way. */
  readonly total: number | null;
  /** In the order in which they were sent. */
  readonly outcomes: readonly Outcome<Input>[];
  /** Sends one behind another and resolves when the last is answered; what is refused stops none of the others. */
  readonly run: (inputs: readonly Input[]) => Promise<void>;
  /** What is under way is still answered; nothing goes out after it. */
  readonly stop: () => void;
}

/**
 * Several acts of one kind, each under a key of its own: the key of one that had no answer is kept, so that to send it
 * once more does it once.
 */
export function useActsInTurn<Data, Variables extends object, Input>(
  document: TypedDocumentNode<Data, Variables>,
  variablesOf: (input: Input, idempotencyKey: string) => Variables,
  errorsOf: (data: Data) => readonly ErrorLine[],
): ActsInTurn<Input> {
  const [, send] = useAct(document);
  const [total, setTotal] = useState<number | null>(null);
  const [outcomes, setOutcomes] = useState<readonly Outcome<Input>[]>([]);
  const open = useRef(new Map<string, string>());
  const stopped = useRef(false);
  const running = useRef(false);
  const stop = () => {
    stopped.current = true;
  };
  // Whoever leaves the screen sends nothing more.
  useEffect(() => stop, []);
  const one = async (input: Input, follows: boolean): Promise<Outcome<Input>> => {
    if (stopped.current) return { input, result: 'NOT_SENT', errors: [], fault: null };
    const of = JSON.stringify(input);
    const key = open.current.get(of) ?? crypto.randomUUID();
    open.current.set(of, key);
    const { data, faults } = await send(variablesOf(input, key), { follows });
    const [fault = null] = faults;
    const errors = data === null ? [] : errorsOf(data);
    if (fault === null) open.current.delete(of);
    return { input, result: fault === null && errors.length === 0 ? 'DONE' : 'REFUSED', errors, fault };
  };
  const run = async (inputs: readonly Input[]): Promise<void> => {
    // Pressed twice before the first press is drawn.
    if (running.current) return;
    running.current = true;
    stopped.current = false;
    setTotal(inputs.length);
    setOutcomes([]);
    for (const [place, input] of inputs.entries()) {
      const outcome = await one(input, place > 0);
      setOutcomes((before) => [...before, outcome]);
    }
    running.current = false;
    setTotal(null);
  };
  return { total, outcomes, run, stop };
}
