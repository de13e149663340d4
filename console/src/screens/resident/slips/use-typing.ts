import { useRef, useState } from 'react';
import type { FormChoices } from '../record/form-choices.js';
import { nextSlip, numberOf, type Slip } from './slip.js';
import { faultsOf, useGoingOn } from './use-going-on.js';
import { useJudged } from './use-judged.js';
import { useSitting, type Line, type SlipState } from './use-sitting.js';
import { useSlip, type Pass } from './use-slip.js';

/** A pile of slips as it is typed: the slip at hand, what the gateway says to it, and those before it. */
export function useTyping(form: FormChoices, pass: Pass) {
  const first = useRef<HTMLInputElement>(null);
  const hand = useSlip(form, pass);
  const { slip, resident, number } = hand;
  const { lines, add, take } = useSitting();
  const judged = useJudged(hand.change, () => void hand.look(number, true));
  const [error, say] = useState<string | null>(null);
  const show = (next: Slip) => {
    say(null);
    hand.set(next);
    first.current?.focus();
  };
  const done = (state: SlipState, why: Line['why'] = null) => {
    const { kanji, kana } = resident?.name ?? {};
    add({ slip, name: kanji ?? kana ?? '', state, why });
    show(nextSlip(slip));
  };
  const { goOn, correct } = useGoingOn({ hand, judged, say, done });
  return {
    ...{ form, hand, judged, error, lines, first, goOn, correct },
    /** The record is right, or somebody else decides. */
    leaveAs: (state: 'STANDS' | 'DIFFERS') => done(state),
    another: () => {
      hand.setAnother(true);
      first.current?.focus();
    },
    layAside: () => {
      const [fault] = judged.outcome === null ? [] : faultsOf(judged.outcome, slip);
      if (judged.fault !== null) done('NO_ANSWER', judged.fault.text);
      else done('ASIDE', fault?.text ?? null);
    },
    takeUp: (line: Line) => {
      take(line.place);
      show(line.slip);
      void hand.look(numberOf(line.slip), true);
    },
  };
}

export type Typing = ReturnType<typeof useTyping>;
