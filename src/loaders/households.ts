import { withSubject, SUBJECT, type HasSubject, type Subject } from '../guard/subject.js';
import { batched } from './batch.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import { type LoaderScope } from './scope.js';
import { NO_ITEMS } from '../sources/sources.js';

export interface HouseholdMemberNode extends HasSubject {
  readonly relationship: string | null;
  readonly head: boolean;
  readonly resident: ResidentNode;
}

export interface HouseholdNode extends HasSubject {
  readonly members: readonly HouseholdMemberNode[];
}

export type HouseholdReader = (subject: Subject, householdNumber: string) => Promise<HouseholdNode | null>;

/**
 * Households by number, each member with labels of their own: a household may hold one protected person among others.
 */
export function createHouseholdReader(scope: LoaderScope, residents: ResidentLoader): HouseholdReader {
  const { sources, signal } = scope;
  const households = batched(scope.guard, (numbers: readonly string[]) =>
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadHouseholds(numbers, { signal: live, items: NO_ITEMS }),
    ),
  );
  return async (subject, householdNumber) => {
    const household = await households.load(householdNumber);
    if (household === null) return null;
    const members = await Promise.all(
      household.members.map(async ({ atenaNumber, relationship, head }) => {
        const resident = await residents.load(atenaNumber);
        return resident === null ? null : withSubject(resident[SUBJECT], { relationship, head, resident });
      }),
    );
    const present = members.filter((member) => member !== null);
    // Two numbers of one person are one member.
    const persons = new Map(present.map((member) => [member.resident.atenaNumber, member]));
    return withSubject(subject, { members: [...persons.values()] });
  };
}
