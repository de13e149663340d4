import { join } from 'node:path';
import type { Municipality } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import type { StaffRole } from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { ensureCallerKeys, publicPartOf, type CallerKeys } from '../signed-calls/caller-keys.js';
import { readMeta, writeMeta, type State } from '../signed-calls/state.js';
import { numberDigest } from './parts.js';

/** What the system holds on the first day. */
export interface VrsSeed {
  readonly municipalities: readonly Municipality[];
  readonly staff: readonly {
    readonly municipality: string;
    readonly staff: string;
    readonly roles: readonly StaffRole[];
  }[];
  /**
   * Fills the tables of persons and what is held of them. `digest` hashes an individual number; other databases are
   * there by their names while `work` runs.
   */
  fill(
    state: State,
    digest: (number: string) => string,
    attached: (databases: readonly (readonly [name: string, file: string])[], work: () => void) => void,
  ): void;
}

/** Once, into a state that is new. */
export function seedState(state: State, keysDirectory: string, seed: () => VrsSeed): void {
  if (readMeta(state, 'sown') !== null) return;
  const { municipalities, staff, fill } = seed();
  const attached: Parameters<VrsSeed['fill']>[2] = (databases, work) => {
    for (const [name, file] of databases) state.prepare(`ATTACH DATABASE ? AS ${name}`).run(file);
    state.transaction(work)();
    for (const [name] of databases) state.exec(`DETACH DATABASE ${name}`);
  };
  // No transaction allows another database to be attached. A start that was cut short begins anew.
  state.exec(EMPTY);
  fill(state, numberDigest(state), attached);
  state.transaction(() => {
    const institution = state.prepare('INSERT INTO institution VALUES (?, ?, ?, ?)');
    for (const { code, nameJa, nameEn } of municipalities) {
      const key = JSON.stringify(publicPartOf(credentialsOf(keysDirectory, code)));
      institution.run(code, nameJa, nameEn, key);
    }
    const member = state.prepare('INSERT INTO staff VALUES (?, ?, ?)');
    for (const { municipality, staff: id, roles } of staff)
      member.run(municipality, id, JSON.stringify(roles));
    writeMeta(state, 'sown', 'yes');
  })();
}

const EMPTY = ['person', 'number', 'target', 'coupon', 'flag', 'dose', 'institution', 'staff']
  .map((table) => `DELETE FROM ${table};`)
  .join(' ');

/** The municipality's `vrs-<code>.json`; made when it is missing. */
export function credentialsOf(keysDirectory: string, municipality: string): CallerKeys {
  return ensureCallerKeys(join(keysDirectory, `vrs-${municipality}.json`), municipality, {});
}
