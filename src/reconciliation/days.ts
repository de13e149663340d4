import { PROGRAMME_BEGINS } from '../../adapters/vaccination-record-system/protocol/terms.js';
import { daysBetween, isPlainDate } from '../calendar/plain-date.js';
import { areInverted } from '../immunization/dose-order.js';
import type { ComparedDose, PersonContext } from './compared-dose.js';

/** No two doses of any of the vaccines are given closer together: 三週間 is the shortest interval, less two days of grace. */
const SHORTEST_INTERVAL = 19;

/** What speaks against a day on one side, most telling first. */
export interface DayFaults {
  readonly beforeBirth: boolean;
  readonly inFuture: boolean;
  readonly beforeProgramme: boolean;
  readonly outOfOrder: boolean;
  readonly tooSoon: boolean;
}

/** @param own all doses of the person on the dose's own side */
export function dayFaults(
  dose: ComparedDose,
  own: readonly ComparedDose[],
  { born, today }: Pick<PersonContext, 'born' | 'today'>,
): DayFaults {
  const { day, number } = dose;
  if (day === null || !isPlainDate(day)) return NONE;
  const others = own.filter(
    (other) => other !== dose && other.number !== null && other.day !== null && isPlainDate(other.day),
  );
  return {
    beforeBirth: born !== null && day < born,
    inFuture: day > today,
    beforeProgramme: day < PROGRAMME_BEGINS,
    outOfOrder: others.some((other) => areInverted(dose, other)),
    tooSoon: others.some(
      (other) => other.number !== number && Math.abs(daysBetween(String(other.day), day)) < SHORTEST_INTERVAL,
    ),
  };
}

const NONE: DayFaults = {
  ...{ beforeBirth: false, inFuture: false, beforeProgramme: false },
  ...{ outOfOrder: false, tooSoon: false },
};
