import { useRef, useState } from 'react';
import type { Fault } from '../../graph/answer.js';
import type { Under } from '../../graph/client.js';
import { useAct } from '../../graph/use-ask.js';
import type { Both } from '../../words/language.js';
import { OpenCaseDocument, type OpenCaseInput } from './operations.generated.js';

export interface CaseOpening {
  readonly pending: boolean;
  /** What the city's rules have against it, in the gateway's words. */
  readonly errors: readonly Both[];
  readonly fault: Fault | null;
  /** Resolves with the case's number; null where none was opened. */
  readonly open: (input: Omit<OpenCaseInput, 'idempotencyKey'>) => Promise<string | null>;
}

/** Opens one case, however often the button is pressed or an answer is lost. */
export function useOpenCase(under: Under): CaseOpening {
  const [errors, setErrors] = useState<readonly Both[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [pending, act] = useAct(OpenCaseDocument);
  const idempotencyKey = useRef(crypto.randomUUID());
  const open: CaseOpening['open'] = async (input) => {
    setFault(null);
    setErrors([]);
    const { data, faults } = await act(
      { input: { ...input, idempotencyKey: idempotencyKey.current } },
      under,
    );
    const answer = data?.openCase ?? null;
    const found = answer?.userErrors ?? [];
    setFault(faults[0] ?? null);
    setErrors(found.map(({ message, messageJa }) => ({ ja: messageJa, en: message })));
    // Nothing was done under the key: what is sent next is another request.
    if (found.length > 0) idempotencyKey.current = crypto.randomUUID();
    return answer?.case?.number ?? null;
  };
  return { pending, errors, fault, open };
}
