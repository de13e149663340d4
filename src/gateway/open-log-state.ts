import { join } from 'node:path';
import { LogState, type LogStateParts } from '../audit/state/log-state.js';
import { LogVerification } from '../audit/state/log-verification.js';
import { verifyHere, type VerifyOrder } from '../audit/state/verify-here.js';
import type { VerifyReport } from '../audit/verify/report.js';
import type { Closing } from '../background/closing.js';
import { runInThread } from '../background/run-in-thread.js';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { Logger } from '../log/logger.js';
import { secretFile } from './open-log-keys.js';

interface LogStateOrder {
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock: Clock;
  /** For tests: the log is verified without a thread. */
  readonly inProcess: boolean;
}

/** The log's state, with a thread of its own that verifies the whole log when somebody asks. */
export function openLogState(
  { settings, log, clock, inProcess }: LogStateOrder,
  parts: Omit<LogStateParts, 'directory' | 'witness' | 'verification' | 'now'>,
  closing: Closing,
): LogState {
  const { auditDirectory: directory, auditSecret: secret } = settings;
  const witness = witnessFolder(settings);
  const order: VerifyOrder = { directory, keyFile: secretFile(settings), secret, witness };
  const program = join(__dirname, '..', 'audit', 'state', 'verify-thread.js');
  const now = () => clock.now();
  const verification = closing.add(
    new LogVerification({
      verify: (signal) => (inProcess ? verifyHere(order) : runInThread<VerifyReport>(program, order, signal)),
      now,
      onFault: (err) => log.warn({ err }, 'the audit log could not be verified: run sekisho audit verify'),
    }),
  );
  return new LogState({ ...parts, directory, witness, verification, now });
}

/** Of a co-signing witness the newest note that it signed is kept in the data folder. */
function witnessFolder({ auditWitness, dataDirectory }: Settings): string | null {
  if (auditWitness === null) return null;
  return typeof auditWitness === 'string' ? auditWitness : join(dataDirectory, 'witness');
}
