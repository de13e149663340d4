import type { CopyRecord } from '../../../adapters/intermediate-server/protocol/copies.js';
import type { Institution } from '../../../adapters/intermediate-server/protocol/records.js';
import type { StaffRole } from '../../../adapters/intermediate-server/protocol/terms.js';
import type { Copies } from './copies.js';
import { publicPartOf } from '../signed-calls/caller-keys.js';
import { ensureCredentials, type SigningKey } from './keys.js';
import type { Restrictions } from './restrictions.js';
import type { Persons } from './persons.js';
import { readMeta, writeMeta, type State } from '../signed-calls/state.js';

/** What the network and its servers hold on the first day. */
export interface MockSeed {
  readonly institutions: readonly Institution[];
  readonly staff: readonly {
    readonly institution: string;
    readonly staff: string;
    readonly roles: readonly StaffRole[];
  }[];
  /** One human being each: what the institutions that know them call them. */
  readonly persons: Iterable<readonly { readonly institution: string; readonly integrated: string }[]>;
  readonly copies: Iterable<{
    readonly institution: string;
    readonly integrated: string;
    readonly item: string;
    readonly copies: readonly CopyRecord[];
  }>;
  readonly restrictions: Iterable<{
    readonly institution: string;
    readonly integrated: string;
    readonly items: readonly string[];
    readonly noAutomaticAnswer: boolean;
    readonly nonDisclosure: boolean;
  }>;
}

/** Registers whoever seeds: nobody's own work, so that it stands in no section head's way. */
const REGISTRAR = 'SHOKI-TOUROKU';

export interface SeedTarget {
  readonly state: State;
  readonly key: SigningKey;
  readonly keysDirectory: string;
  readonly persons: Persons;
  readonly copies: Copies;
  readonly restrictions: Restrictions;
}

/**
 * Institutions and staff as the seed has them now; persons and what is held of them only into a state that has
 * none.
 */
export function seedState(target: SeedTarget, seed: () => MockSeed): void {
  const { state, key, keysDirectory } = target;
  if (readMeta(state, 'sown') !== null) return;
  state.transaction(() => {
    const { institutions, staff, ...people } = seed();
    const institution = state.prepare(
      'INSERT INTO institution (code, name_ja, name_en, kind, public_key) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { code, nameJa, nameEn, kind } of institutions) {
      const credentials = ensureCredentials(keysDirectory, code, key);
      institution.run(code, nameJa, nameEn, kind, JSON.stringify(publicPartOf(credentials)));
    }
    const member = state.prepare('INSERT INTO staff VALUES (?, ?, ?)');
    for (const { institution: of, staff: id, roles } of staff) member.run(of, id, JSON.stringify(roles));
    seedPeople(target, people);
    writeMeta(state, 'sown', 'yes');
  })();
}

function seedPeople(
  { state, persons, copies, restrictions }: SeedTarget,
  seed: Pick<MockSeed, 'persons' | 'copies' | 'restrictions'>,
): void {
  const person = state.prepare('INSERT INTO person VALUES (?, ?, ?)');
  let link = 0;
  for (const names of seed.persons) {
    link += 1;
    for (const { institution, integrated } of names) person.run(institution, integrated, link);
  }
  for (const { institution, integrated, item, copies: records } of seed.copies) {
    const known = persons.linkOf(institution, integrated);
    persons.ensureCode(institution, known);
    copies.replace({ institution, staff: REGISTRAR }, { link: known, item }, records);
  }
  for (const { institution, integrated, items, ...flags } of seed.restrictions) {
    const known = persons.linkOf(institution, integrated);
    for (const item of items)
      restrictions.write({ institution, staff: REGISTRAR }, { link: known, item }, flags);
  }
}
