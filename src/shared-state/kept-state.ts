import type { Ask } from './ask.js';
import { MemoryCounter } from './memory-counter.js';
import { MemoryPersonLedger } from './memory-person-ledger.js';
import { MemorySessions } from './memory-sessions.js';

/** A part of the state that other processes ask for, by the names of its methods. */
export type KeptPart = Readonly<Record<string, (...args: readonly never[]) => Promise<unknown>>>;

/** Sessions, caps and budgets as one process keeps them for all. @param now milliseconds; must not run backwards */
export function keptParts(now?: () => number): Readonly<Record<string, KeptPart>> {
  const [counter, persons, sessions] = [
    new MemoryCounter(now),
    new MemoryPersonLedger(now),
    new MemorySessions(now),
  ];
  return {
    counter: {
      hit: counter.hit.bind(counter),
      read: counter.read.bind(counter),
    },
    persons: {
      enter: persons.enter.bind(persons),
      fill: persons.fill.bind(persons),
      read: persons.read.bind(persons),
    },
    sessions: {
      touch: sessions.touch.bind(sessions),
      confirm: sessions.confirm.bind(sessions),
      times: sessions.times.bind(sessions),
      list: sessions.list.bind(sessions),
      end: sessions.end.bind(sessions),
      takeEnded: sessions.takeEnded.bind(sessions),
      settle: sessions.settle.bind(sessions),
    },
  };
}

/** Answers what others ask of the parts. What is no method of one is refused. */
export function answering(parts: Readonly<Record<string, KeptPart>>): Ask {
  const methods = new Map<string, KeptPart[string]>(
    Object.entries(parts).flatMap(([name, part]) =>
      Object.entries(part).map(([method, work]) => [`${name}.${method}`, work] as const),
    ),
  );
  return async (what, args) => {
    const method = methods.get(what);
    if (method === undefined) throw new RangeError('There is no such part of the state.');
    return method(...(args as readonly never[]));
  };
}
