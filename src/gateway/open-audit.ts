import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { MUNICIPALITY, VERSION } from '../about.js';
import { AccessHistory } from '../audit/index/access-history.js';
import { CosigningWitness } from '../audit/checkpoints/cosigning-witness.js';
import { FreeSpace } from '../audit/journal/free-space.js';
import type { Indexing } from '../audit/index/indexing.js';
import { openJournal } from '../audit/journal/journal.js';
import { timesOf } from '../audit/journal/journal-options.js';
import type { AuditKeys } from '../audit/keys/audit-keys.js';
import type { AuditLog } from '../audit/audit-log.js';
import { reasonOf, SecondCopyPlaceError } from '../audit/audit-faults.js';
import type { Closing } from '../background/closing.js';
import { ALONE } from '../background/duty.js';
import { nowForTerms, type Clock } from '../calendar/clock.js';
import { RetentionWatch } from '../audit/retention/retention-watch.js';
import type { LogState } from '../audit/state/log-state.js';
import type { SqlIndex } from '../audit/index/sql-index.js';
import { RecordLookup } from '../audit/reading/record-lookup.js';
import { FolderWitness, type Witness } from '../audit/checkpoints/witness.js';
import type { Settings } from '../config/settings.js';
import type { GatewayOptions } from './gateway-options.js';
import type { Logger } from '../log/logger.js';
import { openAccessIndex, type OpenedIndex } from './open-access-index.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { StaffDirectory } from '../staff/directory.js';
import { openLogState } from './open-log-state.js';
import { hasWriters, openLogKeys, secretFile } from './open-log-keys.js';
import { seenBeside } from './seen-beside.js';
import { startFault } from './start-fault.js';

/** What terms are looked up in: both change while the gateway runs. */
interface RetentionInputs {
  readonly policy: LoadedPolicy;
  readonly directory: StaffDirectory;
}

export interface OpenedAudit {
  readonly audit: AuditLog;
  readonly indexing: Indexing;
  readonly accessHistory: AccessHistory;
  readonly space: FreeSpace;
  readonly retention: RetentionWatch;
  readonly logState: LogState;
  readonly index: SqlIndex;
  readonly keys: AuditKeys;
  /** Not the log's own: it comes from the same secret. */
  readonly statisticsKey: KeyObject;
}

/** The log, its index, and what watches over its disk and its terms; all of it is added to `closing` as it opens. */
export async function openAudit(
  order: Pick<GatewayOptions, 'settings' | 'log' | 'indexInProcess' | 'work' | 'crew'> & {
    readonly clock: Clock;
  },
  read: () => RetentionInputs,
  closing: Closing,
): Promise<OpenedAudit> {
  const { settings, log, indexInProcess = false, clock, crew } = order;
  const keyFile = secretFile(settings);
  const keys = await openLogKeys(settings);
  if (order.work !== undefined && !(await hasWriters(settings)))
    await writePast(order, keys, order.work, read);
  const audit = closing.add(await openLog({ settings, log, clock, writer: crew?.writer ?? null }, keys));
  const inProcess = indexInProcess;
  const { index, indexing } = await openIndex(settings, {
    ...{ keys, keyFile, log, inProcess },
    duty: crew?.duty ?? ALONE,
  });
  closing.add(index);
  closing.add(indexing);
  const records = new RecordLookup(settings.auditDirectory, keys);
  let stopped = false;
  closing.add({ close: () => void (stopped = true) });
  void records.warm(() => stopped);
  const accessHistory = new AccessHistory({
    index,
    indexing,
    records,
    onContradiction: (record) =>
      log.error(
        { record },
        'the index of the log claims what the journal does not say: run sekisho audit verify',
      ),
  });
  const space = closing.add(watchSpace(settings, log));
  const retention = closing.add(watchRetention({ settings, log, clock }, keys, read));
  const parts = { audit, keys, index, indexing, space, retention };
  const logState = openLogState({ settings, log, clock, inProcess }, parts, closing);
  const { statisticsKey } = keys;
  return { ...parts, accessHistory, logState, statisticsKey };
}

/** In the store's server where that is one, else beside the keys. */
function openIndex(settings: Settings, order: Parameters<typeof openAccessIndex>[1]): Promise<OpenedIndex> {
  return openAccessIndex(settings, order).catch((error: unknown) => {
    throw startFault(settings.store.kind === 'mssql' ? 'SEKISHO_STORE_URL' : 'SEKISHO_DATA', error, {
      ja: 'アクセス記録の索引(audit-index)を開けません',
      en: 'the index of the access log (audit-index) cannot be opened',
      toDo: { ja: '場所と権限を確かめてください。', en: 'Check where it is and who may write it.' },
    });
  });
}

/** The fault of a second copy is told of the copy, any other of the log, whose keys lie in `SEKISHO_DATA`. */
function logFault(error: unknown): Error {
  const ofCopy =
    error instanceof SecondCopyPlaceError ||
    (error instanceof Error && /^second copy: /.test(reasonOf(error.cause)));
  return startFault(ofCopy ? 'SEKISHO_AUDIT_MIRROR' : 'SEKISHO_AUDIT_DIR', error, {
    ja: ofCopy ? 'アクセス記録の写しを書けません' : 'アクセス記録を開けません',
    en: ofCopy
      ? 'the second copy of the access log cannot be written'
      : 'the access log cannot be opened, or its keys in SEKISHO_DATA',
    toDo: {
      ja: '場所と権限を確かめてください。記録できない間は起動しません。',
      en: 'Check the folder and who may write it: without a record nothing is answered.',
    },
  });
}

interface LogOrder {
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock: Clock;
  /** Gone on with if it is free. Default: the first free one. */
  readonly writer?: string | null;
}

async function openLog(
  { settings, log, clock, writer = null }: LogOrder,
  keys: AuditKeys,
): Promise<AuditLog> {
  return openJournal({
    directory: settings.auditDirectory,
    mirror: settings.auditMirror,
    witness: openWitness(settings, log),
    seen: await seenBeside(settings),
    keys,
    municipality: MUNICIPALITY,
    version: VERSION,
    writer,
    ...timesOf(clock),
    onFault: (reason) => {
      if (reason === null) log.info({}, 'the audit log seals again');
      else log.error({ reason }, 'the audit log cannot seal: nothing is disclosed until it can');
    },
    onNotice: (what) => log.warn({ what }, 'about the audit log as it was left'),
    onBroken: (what) =>
      log.error({ what }, 'a writer of the audit log was passed over: run sekisho audit verify'),
  }).catch((error: unknown) => {
    throw logFault(error);
  });
}

/** By the writer that the gateway goes on with, in the time in which the work was done. */
async function writePast(
  { settings, log, clock }: LogOrder,
  keys: AuditKeys,
  work: NonNullable<GatewayOptions['work']>,
  read: () => RetentionInputs,
): Promise<void> {
  const { holidays } = read().policy.detectors;
  const past = work({ today: clock.today(), holidays });
  const audit = await openLog({ settings, log, clock: past.clock }, keys);
  try {
    await past.write(audit);
  } finally {
    await audit.close();
  }
}

function openWitness({ auditWitness, auditDirectory, dataDirectory }: Settings, log: Logger): Witness | null {
  const onFault = (err: unknown) => {
    if (err === null) log.info({}, 'checkpoints reach the witness again');
    else
      log.error(
        { err },
        'checkpoints do not reach the witness: until they do, nobody else vouches for the log',
      );
  };
  if (auditWitness === null) return null;
  if (typeof auditWitness === 'string') return new FolderWitness(auditWitness, { onFault });
  const kept = join(dataDirectory, 'witness');
  return new CosigningWitness({
    url: auditWitness,
    log: (writer) => join(auditDirectory, writer),
    kept,
    onFault,
  });
}

function watchSpace({ auditDirectory, auditMirror }: Settings, log: Logger): FreeSpace {
  const folders = [auditDirectory, ...(auditMirror === null ? [] : [auditMirror])];
  return new FreeSpace({
    folders,
    onChange: (low, bytes) => {
      if (low)
        log.warn(
          { mebibytes: Math.floor(bytes / 1024 ** 2) },
          'little space is left for the audit log: when it is full, nothing about a person is answered',
        );
      else log.info({}, 'there is space for the audit log again');
    },
  });
}

function watchRetention(
  { settings: { auditDirectory, auditMirror }, log, clock }: LogOrder,
  keys: AuditKeys,
  read: () => RetentionInputs,
): RetentionWatch {
  return new RetentionWatch({
    now: () => nowForTerms(clock),
    scope: () => {
      const { policy, directory } = read();
      const accountEnd = (account: string) => directory.index.accounts.get(account)?.ends;
      return {
        directory: auditDirectory,
        mirror: auditMirror,
        keys,
        retention: policy.retention,
        accountEnd,
      };
    },
    onOverdue: (segments) =>
      log.error({ segments }, 'parts of the audit log are kept beyond their term: see sekisho audit purge'),
    onFault: (err) => log.warn({ err }, 'the terms of the audit log could not be looked at'),
  });
}
