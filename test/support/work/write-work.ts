import { openJournal } from '../../../src/audit/journal/journal.js';
import type { AuditKeys } from '../../../src/audit/keys/audit-keys.js';
import type { Job, Misuse } from '../../../src/demo/work/job.js';
import { logIn, writeJob } from '../../../src/demo/work/write-job.js';

const MUNICIPALITY = '132101';

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
