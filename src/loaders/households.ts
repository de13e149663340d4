import type { HouseholdMember } from '../../adapters/resident-registry/model.js';
import { SET_ASIDE, type HasAside } from '../guard/set-aside.js';
import { withSubject, SUBJECT, type HasSubject, type Subject } from '../guard/subject.js';
import { batched } from './batch.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import { type LoaderScope } from './scope.js';
import { asideFields } from './set-aside.js';
import { NO_ITEMS } from '../sources/sources.js';

export interface HouseholdMemberNode extends HasSubject, HasAside {
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
  const { sources, guard, signal } = scope;
  const households = batched(guard, async (numbers: readonly string[]) => {
    const found = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadHouseholds(numbers, { signal: live, items: NO_ITEMS }),
    );
    return found;
  });
  return async (subject, householdNumber) => {
    const household = await households.load(householdNumber);
    if (household === null) return null;
    const { members } = household;
    const found = await Promise.all(members.map(({ atenaNumber }) => residents.load(atenaNumber)));
    // Two numbers of one person are one member.
    const persons = new Map<string, HouseholdMemberNode>();
    members.forEach((member, at) => {
      const resident = found[at] ?? null;
      if (resident !== null) persons.set(resident.atenaNumber, memberNode(member, resident));
    });
    return withSubject(subject, { members: [...persons.values()] });
  };
}

function memberNode(member: HouseholdMember, resident: ResidentNode): HouseholdMemberNode {
  return {
    relationship: member.relationship,
    head: member.head,
    resident,
    [SUBJECT]: resident[SUBJECT],
    [SET_ASIDE]: asideFields('RESIDENT_REGISTRY', member),
  };
}
