import { MUNICIPALITY } from '../about.js';
import type { RecordAccess } from '../immunization-records/record-access.js';
import { RecordDesk } from '../immunization-records/record-desk.js';
import { cursorsOf } from '../paging/cursor.js';
import type { Persons } from '../persons/persons.js';
import type { Sources } from '../sources/sources.js';
import type { Claims } from './request-context.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';

/** The vaccination file as this request may change it. */
export function recordsOf(
  { id, policy, signal }: RequestState,
  { principal, purpose, caseNumber }: Claims,
  {
    services,
    sources,
    persons,
  }: { readonly services: Services; readonly sources: Sources; readonly persons: Persons },
): RecordAccess {
  const { records, staff, cursors, today } = services;
  const { account } = principal;
  return new RecordDesk({
    ...{ store: records.store, log: records.log, now: records.now, today: today() },
    ...{ request: id, account, caseNumber, policy, signal, sources, persons },
    ...{ staff: staff.directory.index, municipality: MUNICIPALITY },
    cursors: cursorsOf(cursors, { account, purpose }),
  });
}
