import { useRef } from 'react';
import { useWords } from '../../../words/catalogue.js';
import { atenaFaultOf } from '../../../parts/atena-number.js';
import { commonWords } from '../../../words/common-words.js';
import type { ChangeOutcomeFragment } from '../operations.generated.js';
import { missingOf } from '../record/draft.js';
import { recordWords } from '../record/words.js';
import type { Slip } from './slip.js';
import type { JudgedChange } from './use-judged.js';
import type { SlipState } from './use-sitting.js';
import type { SlipAtHand } from './use-slip.js';
import { slipWords } from './words.js';

export interface GoingOn {
  readonly hand: SlipAtHand;
  readonly judged: JudgedChange;
  /** Why it does not go on; null takes the last reason away. */
  readonly say: (error: string | null) => void;
  readonly done: (state: SlipState) => void;
}

/** From one slip to the next by one key: what has to be seen, judged and saved before. */
export function useGoingOn({ hand, judged, say, done }: GoingOn) {
  const words = useWords(slipWords);
  const whatIsMissing = useMissing();
  const { slip, told, resident, comparison, number } = hand;
  const busy = useRef(false);
  /** The slip is what is on file, or not: nothing is written by going on. */
  const compare = () => {
    // Of a list that did not come nobody knows whether it holds the slip.
    if (resident?.immunizations == null) return say(words.noList);
    if (comparison === null) return done('NO_FIRST');
    return comparison.items.length === 0 ? done('AGREES') : say(words.decide);
  };
  /** Judged, and done if nothing is against it. */
  const act = async (): Promise<ChangeOutcomeFragment | null> => {
    const outcome = await judged.check();
    if (outcome === null || faultsOf(outcome, slip).length > 0) return null;
    if (outcome.warnings.length === 0 || slip.reason.trim() !== '') return judged.save(outcome);
    say(words.reasonNeeded);
    return null;
  };
  const enter = async () => {
    const saved = await act();
    if (saved !== null) done(saved.change?.state === 'PENDING' ? 'PENDING' : 'RECORDED');
  };
  const goOn = async () => {
    const missing = whatIsMissing(slip);
    say(missing);
    if (missing !== null) return;
    // Whose it is has been before whoever types it when it is saved.
    if (told === null) return hand.look();
    if (resident === null) return told.faults.length > 0 ? hand.look(number, true) : undefined;
    return hand.isSecond ? compare() : enter();
  };
  const correct = async () => {
    if (slip.reason.trim() === '') return say(words.reasonNeeded);
    say(null);
    const saved = await act();
    if (saved !== null) done(saved.change?.state === 'AWAITING_APPROVAL' ? 'AWAITING' : 'CORRECTED');
  };
  const once = async (what: () => Promise<void>) => {
    // Pressed twice before the first press is drawn.
    if (busy.current) return;
    busy.current = true;
    await what().finally(() => {
      busy.current = false;
    });
  };
  return { goOn: () => once(goOn), correct: () => once(correct) };
}

function useMissing(): (slip: Slip) => string | null {
  const words = useWords(slipWords);
  const record = useWords(recordWords);
  const { atenaFault } = useWords(commonWords);
  return ({ number, draft }) => {
    if (number.trim() === '') return words.numberNeeded;
    const fault = atenaFaultOf(number);
    if (fault !== null) return atenaFault[fault];
    const missing = missingOf(draft, null).map((name) => record[name]);
    return missing.length === 0 ? null : record.needed(missing.join(record.between));
  };
}

/** What stops the slip. That a reason is missing is said at its field, once there is one. */
export const faultsOf = ({ userErrors }: ChangeOutcomeFragment, { reason }: Slip) =>
  userErrors
    .filter(({ code }) => code !== 'REASON_NEEDED' || reason.trim() !== '')
    .map(({ field, message, messageJa }) => ({ field, text: { ja: messageJa, en: message } }));
