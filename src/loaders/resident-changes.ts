import { withPersons, withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import type { ChangeView, MovementAccess } from '../movements/movement-access.js';
import { kindOf, type MovementKind } from '../movements/movement-terms.js';
import type { FlagRow } from '../movements/movement-tables.js';
import type { Page } from '../paging/page.js';
import type { LoaderScope } from './scope.js';
import type { Readable } from './set-aside.js';

/** How far a change has come: entered, in force by the calendar, or taken back. */
export type ChangePhase = 'ENTERED' | 'TAKEN_EFFECT' | 'CANCELLED';

/** One change of the registry as followers read it. */
export interface ChangeNode extends HasSubject {
  readonly id: string;
  readonly kind: MovementKind | null;
  readonly phase: ChangePhase;
  readonly effectiveOn: string;
  /** As it was entered; a number that was merged since stands here as it was. */
  readonly atenaNumber: string;
  readonly mergedInto: string | null;
  readonly integratedNumber: Readable<string>;
  readonly flags: readonly (Pick<FlagRow, 'target' | 'action' | 'dueOn' | 'state'> & HasSubject)[];
}

const PHASES: Readonly<Record<ChangeView['kind'], ChangePhase>> = {
  MOVEMENT: 'ENTERED',
  MERGE: 'ENTERED',
  EFFECT: 'TAKEN_EFFECT',
  CANCELLATION: 'CANCELLED',
  VOID: 'CANCELLED',
};

type ForChanges = LoaderScope & {
  readonly subjectsOf: (numbers: readonly string[]) => Promise<readonly Subject[]>;
  readonly integratedNumber: (subjects: readonly Subject[]) => Promise<readonly Readable<string>[]>;
};

/** What was taken in behind a cursor, in its order, with whom each change is about as they are now. */
export async function loadChangePage(
  scope: ForChanges,
  movements: Pick<MovementAccess, 'page'>,
  listing: Parameters<MovementAccess['page']>[0],
): Promise<Page<ChangeNode>> {
  const page = await scope.budget.listing(scope.signal, () => movements.page(listing));
  const { cursors, endCursor, hasNextPage, hasPreviousPage } = page;
  return { nodes: await nodesOf(scope, page.changes), cursors, endCursor, hasNextPage, hasPreviousPage };
}

export async function loadChange(
  scope: ForChanges,
  movements: Pick<MovementAccess, 'change'>,
  position: number,
): Promise<ChangeNode | null> {
  const found = await movements.change(position);
  const [node = null] = found === null ? [] : await nodesOf(scope, [found]);
  return node;
}

async function nodesOf(scope: ForChanges, changes: readonly ChangeView[]): Promise<readonly ChangeNode[]> {
  const numbers = changes.flatMap(({ atenaNumber, mergedInto }) => [atenaNumber, mergedInto ?? []].flat());
  const named = [...new Set(numbers)];
  const subjects = await scope.subjectsOf(named);
  const integrated = await scope.integratedNumber(subjects);
  return changes.map((change) => {
    const at = named.indexOf(change.atenaNumber);
    const subject = subjects[at] ?? { atenaNumber: change.atenaNumber, labels: 0 };
    const other = change.mergedInto === null ? undefined : subjects[named.indexOf(change.mergedInto)];
    const node = nodeOf(change, subject, integrated[at] ?? null);
    return other === undefined ? node : withPersons([other], node);
  });
}

function nodeOf(change: ChangeView, subject: Subject, integratedNumber: Readable<string>): ChangeNode {
  const { position, kind, reason, effectiveOn, atenaNumber, mergedInto, flags } = change;
  return withSubject(subject, {
    id: String(position),
    kind: kindOf(reason),
    phase: PHASES[kind],
    ...{ effectiveOn, atenaNumber, mergedInto, integratedNumber },
    flags: flags.map(({ target, action, dueOn, state }) =>
      withSubject(subject, { target, action, dueOn, state }),
    ),
  });
}
