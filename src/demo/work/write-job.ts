import type { AuditLog } from '../../audit/audit-log.js';
import type { ResponsePath } from '../../audit/record/access-columns.js';
import { AccessTrace } from '../../audit/record/access-trace.js';
import type { Circumstances, Outcome, RecordBody } from '../../audit/record/record.js';
import { dayInJapan } from '../../calendar/japan-time.js';
import type { Job } from './job.js';

const METHODS = ['uid', 'palm_vein'];
const VERSION = 'simulated';
/** What is about nobody, by purpose. */
const SUMS: Readonly<Record<string, string>> = { AUDIT: 'review', ADMINISTRATION: 'accounts' };

/** One log-in a day; machines have none. */
export function logIn(log: AuditLog, { account, at, zone }: Job, loggedIn: Map<string, string>): void {
  const day = dayInJapan(new Date(at).toISOString());
  if (account === 'dashboard' || account === 'address-name' || loggedIn.get(account) === day) return;
  const earlier = loggedIn.get(account);
  if (earlier !== undefined)
    log.append({ kind: 'LOGOUT', account, session: `${account}/${earlier}`, cause: 'IDLE' });
  loggedIn.set(account, day);
  log.append({ kind: 'LOGIN', account, session: `${account}/${day}`, zone, amr: METHODS });
}

/** Waits for the disk now and then, not for each record: simulated clerks need no answer. */
export async function writeJob(log: AuditLog, job: Job, place: number): Promise<string> {
  const head = circumstances(job, `request-${place}`);
  const intent =
    job.kind === 'REFUSED' ? null : log.append({ kind: 'INTENT', coordinates: ['Query.resident'], ...head });
  const refused = job.kind === 'REFUSED';
  const body: RecordBody = {
    kind: 'OUTCOME',
    intent,
    status: refused ? 'REFUSED' : 'ANSWERED',
    codes: refused ? ['PURPOSE_REQUIRED'] : [],
    detail: refused ? 'purpose INQUIRY without a case number' : null,
    accesses: refused ? null : accessesOf(job).columns((atenaNumber) => log.pseudonym(atenaNumber)),
    ...head,
  };
  const seq = place % 200 === 0 ? await log.seal(body) : log.append(body);
  return `${log.writer}/${seq}`;
}

function circumstances(
  { account, purpose, zone, kind, case: caseNumber }: Job,
  request: string,
): Circumstances {
  const stated = kind === 'REFUSED' ? { purpose: null, case: null } : { purpose, case: caseNumber };
  return {
    request,
    account,
    role: account,
    ...stated,
    zone,
    amr: METHODS,
    policyVersion: VERSION,
    document: null,
    operationName: null,
  };
}

function accessesOf({ kind, persons, purpose }: Job): AccessTrace {
  const trace = new AccessTrace();
  const root = (key: string): ResponsePath => ({ prev: undefined, key, typename: 'Query' });
  if (kind === 'SUM') {
    const field = SUMS[purpose] ?? 'immunizationCoverage';
    trace.record(`Query.${field}`, root(field), null, 'DISCLOSED', null);
  }
  if (kind === 'MISS') trace.record('Query.resident', root('resident'), persons[0] ?? null, 'ABSENT', null);
  if (kind === 'VERIFY')
    trace.record(
      'Query.verifyIndividualNumber',
      root('verifyIndividualNumber'),
      persons[0] ?? null,
      'DISCLOSED',
      null,
    );
  if (kind === 'READ' || kind === 'CLOSED') seen(trace, root('resident'), persons[0] ?? null, kind);
  if (kind === 'LIST') {
    const nodes: ResponsePath = { prev: root('residents'), key: 'nodes', typename: undefined };
    for (const [key, person] of persons.entries())
      seen(trace, { prev: nodes, key, typename: undefined }, person, 'READ');
  }
  return trace;
}

function seen(
  trace: AccessTrace,
  resident: ResponsePath,
  person: string | null,
  kind: 'READ' | 'CLOSED',
): void {
  const verdict: readonly [Outcome, string | null] =
    kind === 'READ' ? ['DISCLOSED', null] : ['WITHHELD', 'own-household'];
  if (resident.prev === undefined) trace.record('Query.resident', resident, person, 'DISCLOSED', null);
  for (const key of ['name', 'birthDate', 'address'])
    trace.record(`Resident.${key}`, { prev: resident, key, typename: 'Resident' }, person, ...verdict);
}
