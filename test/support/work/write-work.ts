import type { ResponsePath } from '../../../src/audit/record/access-columns.js';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { openJournal } from '../../../src/audit/journal/journal.js';
import type { AuditKeys } from '../../../src/audit/keys/audit-keys.js';
import type { Circumstances, Outcome, RecordBody } from '../../../src/audit/record/record.js';
import type { AuditLog } from '../../../src/audit/audit-log.js';
import type { Job, Misuse } from './job.js';

const MUNICIPALITY = '132101';
const METHODS = ['uid', 'palm_vein'];

/** A planted record: what a detector must find. */
export interface TruthRow {
  /** `WRITER/SEQUENCE` of the OUTCOME. */
  readonly record: string;
  readonly misuse: Misuse;
  readonly account: string;
  readonly at: string;
}

export interface WorkPlace {
  readonly directory: string;
  readonly keys: AuditKeys;
}

/** Writes the jobs, in order of time, through the real journal, each at its own time. */
export async function writeWork(
  jobs: readonly Job[],
  { directory, keys }: WorkPlace,
): Promise<readonly TruthRow[]> {
  let now = new Date(jobs[0]?.at ?? 0).toISOString();
  const log = await openJournal({
    directory,
    keys,
    municipality: MUNICIPALITY,
    version: 'simulated',
    node: 'test',
    now: () => now,
  });
  const truth: TruthRow[] = [];
  const loggedIn = new Map<string, string>();
  try {
    for (const [place, job] of jobs.entries()) {
      now = new Date(job.at).toISOString();
      logIn(log, job, loggedIn);
      const record = await writeJob(log, job, place);
      if (job.misuse !== null) truth.push({ record, misuse: job.misuse, account: job.account, at: now });
    }
  } finally {
    await log.close();
  }
  return truth;
}

/** One log-in a day; machines have none. */
function logIn(log: AuditLog, { account, at, zone }: Job, loggedIn: Map<string, string>): void {
  const day = new Date(at + 9 * 3_600_000).toISOString().slice(0, 10);
  if (account === 'dashboard' || account === 'address-name' || loggedIn.get(account) === day) return;
  const earlier = loggedIn.get(account);
  if (earlier !== undefined)
    log.append({ kind: 'LOGOUT', account, session: `${account}/${earlier}`, cause: 'IDLE' });
  loggedIn.set(account, day);
  log.append({ kind: 'LOGIN', account, session: `${account}/${day}`, zone, amr: METHODS });
}

/** Waits for the disk now and then, not for each record: simulated clerks need no answer. */
async function writeJob(log: AuditLog, job: Job, place: number): Promise<string> {
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
    policyVersion: 'simulated',
    document: null,
    operationName: null,
  };
}

function accessesOf({ kind, persons }: Job): AccessTrace {
  const trace = new AccessTrace();
  const root = (key: string): ResponsePath => ({ prev: undefined, key, typename: 'Query' });
  if (kind === 'SUM')
    trace.record('Query.immunizationCoverage', root('immunizationCoverage'), null, 'DISCLOSED', null);
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
