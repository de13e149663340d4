import { useRef, useState } from 'react';
import type { Fault } from '../../../graph/answer.js';
import { useAct } from '../../../graph/use-ask.js';
import type { Refusal } from '../../../parts/refused.js';
import {
  CorrectDoseDocument,
  RecordDoseDocument,
  WithdrawDoseDocument,
  type ChangeOutcomeFragment,
  type CorrectImmunizationInput,
  type RecordImmunizationInput,
  type WithdrawImmunizationInput,
} from '../operations.generated.js';

/** What is to be done, but for the key and whether it is only judged. */
export type Change =
  | { readonly kind: 'RECORD'; readonly input: Plain<RecordImmunizationInput> }
  | { readonly kind: 'CORRECT'; readonly input: Plain<CorrectImmunizationInput> }
  | { readonly kind: 'WITHDRAW'; readonly input: Plain<WithdrawImmunizationInput> };
type Plain<Input> = Omit<Input, 'idempotencyKey' | 'validateOnly'>;

export interface Changing {
  readonly pending: boolean;
  readonly fault: Fault | null;
  readonly outcome: ChangeOutcomeFragment | null;
  /** What stands against exactly this: what was said of other entries says nothing of it. */
  readonly against: (change: Change | null) => Refusal<UserError>;
  /** It was refused as it is: sent once more it would be refused once more. */
  readonly isRefused: (change: Change | null) => boolean;
  /** Asks what the gateway has against it, and does nothing. */
  readonly check: (change: Change) => Promise<ChangeOutcomeFragment | null>;
  /** Does it once, however often it is asked and whatever becomes of an answer. */
  readonly save: (change: Change) => Promise<ChangeOutcomeFragment | null>;
}

type UserError = ChangeOutcomeFragment['userErrors'][number];

/** Somebody has changed the record since it was read. */
export const isStale = ({ outcome }: Pick<Changing, 'outcome'>): boolean =>
  outcome?.userErrors.some(({ standingVersion }) => standingVersion !== null) === true;

/** A reason is still to come where its field stands below; the form asks for it by itself. */
export const isFinal = ({ code }: Pick<UserError, 'code'>): boolean => code !== 'REASON_NEEDED';

/** @param onStale told when an answer says so: whoever shows the record reads it anew */
export function useChange(onStale: () => void): Changing {
  const [recording, record] = useAct(RecordDoseDocument);
  const [correcting, correct] = useAct(CorrectDoseDocument);
  const [withdrawing, withdraw] = useAct(WithdrawDoseDocument);
  const [fault, setFault] = useState<Fault | null>(null);
  const [outcome, setOutcome] = useState<ChangeOutcomeFragment | null>(null);
  /** What the outcome is of. */
  const [last, setLast] = useState('');
  /** Of what was sent and had no answer: the same once more is done once, something else is another act. */
  const open = useRef(new Map<string, string>());
  const turn = useRef(0);
  const send = async (change: Change, validateOnly: boolean) => {
    turn.current += 1;
    const own = turn.current;
    const of = JSON.stringify(change);
    const idempotencyKey = (validateOnly ? undefined : open.current.get(of)) ?? crypto.randomUUID();
    if (!validateOnly) open.current.set(of, idempotencyKey);
    const { result, faults } = await sent(change, { validateOnly, idempotencyKey });
    // How something was judged says nothing any more where it is judged anew or done; what became of it is said always.
    if (!validateOnly || own === turn.current) {
      setFault(faults[0] ?? null);
      setOutcome(result);
      setLast(of);
    }
    if (isStale({ outcome: result })) onStale();
    if (!validateOnly && faults.length === 0) open.current.delete(of);
    return result;
  };
  const sent = async (change: Change, how: { validateOnly: boolean; idempotencyKey: string }) => {
    if (change.kind === 'RECORD') {
      const { data, faults } = await record({ input: { ...change.input, ...how } });
      return { result: data?.recordImmunization ?? null, faults };
    }
    if (change.kind === 'CORRECT') {
      const { data, faults } = await correct({ input: { ...change.input, ...how } });
      return { result: data?.correctImmunization ?? null, faults };
    }
    const { data, faults } = await withdraw({ input: { ...change.input, ...how } });
    return { result: data?.withdrawImmunization ?? null, faults };
  };
  const isLast = (change: Change | null) => change !== null && last === JSON.stringify(change);
  return {
    pending: recording || correcting || withdrawing,
    ...{ fault, outcome },
    against: (change) =>
      isLast(change)
        ? { fault, errors: (outcome?.userErrors ?? []).filter(isFinal) }
        : { fault: null, errors: [] },
    isRefused: (change) => isLast(change) && (outcome?.userErrors ?? []).some(isFinal),
    check: (change) => send(change, true),
    save: (change) => send(change, false),
  };
}
