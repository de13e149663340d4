import { loadAuditKeys } from '../keys/audit-keys.js';
import { secretsOf } from '../keys/log-secrets.js';
import type { VerifyReport } from '../verify/report.js';
import { verifyLog } from '../verify/verify-log.js';
import { readWitness } from '../verify/witnessed.js';

/** What a verification is begun with: plain values, which go to a thread as they are. */
export interface VerifyOrder {
  /** The audit folder. */
  readonly directory: string;
  readonly keyFile: string;
  /** Where the log's secret comes from a setting. */
  readonly secret: string | null;
  /** Folder of what the witness has signed or keeps; null: there is none. */
  readonly witness: string | null;
}

/** Verifies the gateway's own log with its keys, and against what the witness keeps where that can be read. */
export async function verifyHere({
  directory,
  keyFile,
  secret,
  witness,
}: VerifyOrder): Promise<VerifyReport> {
  const keys = loadAuditKeys(keyFile, { create: false, secret });
  const witnessed = witness === null ? [] : await readWitness(witness).catch(() => []);
  return verifyLog(directory, secretsOf(keys), witnessed);
}
