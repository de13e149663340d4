import type { Subject } from '../guard/subject.js';
import { batchedByPerson, type PersonLoader } from './batch.js';
import type { LoaderScope } from './scope.js';
import { readable, type Readable } from './set-aside.js';

export type IntegratedNumberLoader = PersonLoader<Readable<string>>;

/** Any of them asks for the number of a person; each is closed by the same class. */
const COORDINATES = ['Resident.integratedNumber', 'ResidentChange.integratedNumber'] as const;
const SYSTEM = 'ADDRESS_NAME';
const ITEMS = new Set(['shownIntegratedNumber'] as const);

/** 統合宛名番号, asked for those alone to whom it is open; null where the system has none for them yet. */
export function createIntegratedNumberLoader(scope: LoaderScope): IntegratedNumberLoader {
  const { sources, guard, signal } = scope;
  return batchedByPerson(guard, async (subjects) => {
    const isOpen = ({ labels }: Subject) => COORDINATES.some((coordinate) => guard.opens(coordinate, labels));
    const open = subjects.filter(isOpen).map(({ atenaNumber }) => atenaNumber);
    if (open.length === 0) return subjects.map(() => null);
    const rows = await sources.ask(SYSTEM, signal, (live) =>
      sources.address.loadMany(open, { signal: live, items: ITEMS }),
    );
    const found = new Map(
      open.map((number, at) => {
        const value = rows[at]?.shownIntegratedNumber;
        return [number, readable(SYSTEM, rows[at], ['shownIntegratedNumber', value])] as const;
      }),
    );
    return subjects.map(({ atenaNumber }) => found.get(atenaNumber) ?? null);
  });
}
