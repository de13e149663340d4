import { SourceError } from '../errors/source-error.js';
import type { Subject } from '../guard/subject.js';
import { sourceUnavailable } from '../sources/source-unavailable.js';
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
  return batchedByPerson<Readable<string>>(guard, async (subjects) => {
    const isOpen = ({ labels }: Subject) => COORDINATES.some((coordinate) => guard.opens(coordinate, labels));
    const open = subjects.filter(isOpen).map(({ atenaNumber }) => atenaNumber);
    if (open.length === 0) return subjects.map(() => null);
    const rows = await sources.ask(SYSTEM, signal, (live) =>
      sources.address.loadMany(open, { signal: live, items: ITEMS }),
    );
    const found = new Map<string, Readable<string> | Error>(
      open.map((number, at) => {
        const row = rows[at];
        if (row instanceof SourceError) return [number, sourceUnavailable(row)];
        return [number, readable(SYSTEM, row, ['shownIntegratedNumber', row?.shownIntegratedNumber])];
      }),
    );
    return subjects.map(({ atenaNumber }) => found.get(atenaNumber) ?? null);
  });
}
