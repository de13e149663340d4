import { useRef, useState } from 'react';
import { useOpens } from '../../../app/opens.js';
import type { Told } from '../../../graph/answer.js';
import { askOnce, type Acted } from '../../../graph/use-ask.js';
import { useOnKey } from '../../../graph/use-on-key.js';
import { atenaFaultOf } from '../../../parts/atena-number.js';
import type { FormChoices } from '../record/form-choices.js';
import type { Item } from '../record/labels.js';
import type { Draft } from '../record/draft.js';
import { closedAt, draftOf } from '../record/on-file.js';
import type { Change } from '../record/use-change.js';
import { changesTo, differencesOf, likest, sameDay } from './compare.js';
import { SlipPersonDocument, type SlipPersonQuery } from './operations.generated.js';
import { FIRST_SLIP, numberOf, recordingOf, type OnFile, type Slip } from './slip.js';

/** Whether a pile is typed for the first time, or once more to be compared. */
export type Pass = 'FIRST' | 'SECOND';

/** What is on file of the same slip, and in what the slip at hand says something else. */
export interface Comparison {
  readonly dose: OnFile;
  readonly record: Draft;
  readonly items: readonly Item[];
  readonly closed: ReadonlySet<Item>;
}

/** The slip at hand, whose it is, and what is on file of it already. */
export function useSlip(form: FormChoices, pass: Pass) {
  const opens = useOpens();
  const withDoctor = opens?.allows('PRACTITIONER', 'RECORD') === true;
  const [slip, setSlip] = useState<Slip>(FIRST_SLIP);
  /** Of a dose on the day of another that is on file: it is said to be none of that slip. */
  const [isAnother, setAnother] = useState(false);
  /** A date that is typed keeps the era it is typed in, slip after slip; of a slip that is taken up it begins anew. */
  const [turn, setTurn] = useState(0);
  const { answer, pending, run } = useOnKey<{ of: string; told: Acted<SlipPersonQuery> }>();
  const looking = useRef('');
  const number = numberOf(slip);
  const told = answer?.of === number ? answer.told : null;
  const resident = told?.data?.resident ?? null;
  const look = async (of: string) => {
    looking.current = of;
    await run(
      atenaFaultOf(of) !== null
        ? null
        : async () => ({ of, told: await askOnce(SlipPersonDocument, { id: of, doctor: withDoctor }) }),
    );
  };
  const { draft } = slip;
  // A doctor who was not asked for is held against nothing.
  const closedTo = (of: Told, at: number): ReadonlySet<Item> =>
    new Set([...closedAt(of, at), ...(withDoctor ? [] : (['doctor'] as const))]);
  const doses = resident?.immunizations ?? [];
  const at = pass === 'SECOND' ? likest(draft, doses, form) : sameDay(draft, doses);
  const comparison = told === null ? null : compared(draft, doses[at], closedTo(told, at), form);
  const isSecond = pass === 'SECOND' || (comparison !== null && !isAnother);
  const mayCorrect = opens?.allows('HEALTH', 'CORRECT') === true;
  return {
    ...{ slip, told, resident, pending, comparison, isSecond, withDoctor, mayCorrect, number },
    isFirstPass: pass === 'FIRST',
    change:
      resident === null ? null : isSecond ? correctionOf(slip, comparison, mayCorrect) : recordingOf(slip),
    setAnother,
    turn,
    set: (next: Slip) => {
      setAnother(false);
      if (next.draft.date !== slip.draft.date) setTurn(turn + 1);
      setSlip(next);
    },
    edit: (part: Partial<Slip>) => setSlip((last) => ({ ...last, ...part })),
    /** Asks whose the slip is, if that is not known or asked already; `anew` where it was changed meanwhile. */
    look: (of = number, anew = false) =>
      !anew && (answer?.of === of || (pending && looking.current === of)) ? Promise.resolve() : look(of),
  };
}

export type SlipAtHand = ReturnType<typeof useSlip>;

function compared(
  draft: Draft,
  dose: OnFile | undefined,
  closed: ReadonlySet<Item>,
  form: FormChoices,
): Comparison | null {
  if (dose === undefined) return null;
  const record = draftOf(dose, form);
  return { dose, record, closed, items: differencesOf(draft, record, closed) };
}

/** Whether no dose was given is more than a wrong letter: such a record is withdrawn where the person is open. */
export const isCorrectable = ({ items }: Comparison): boolean =>
  items.length > 0 && !items.includes('preExamResult');

function correctionOf(slip: Slip, comparison: Comparison | null, mayCorrect: boolean): Change | null {
  const reason = slip.reason.trim();
  if (!mayCorrect || reason === '' || comparison === null || !isCorrectable(comparison)) return null;
  const { id, version } = comparison.dose;
  const changes = changesTo(slip.draft, comparison.items);
  const input = {
    atenaNumber: numberOf(slip),
    id,
    version: version ?? '',
    changes,
    way: 'PAPER',
    reason,
  } as const;
  return { kind: 'CORRECT', input };
}
