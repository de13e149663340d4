import { join } from 'node:path';
import { MUNICIPALITY, VERSION } from '../about.js';
import { AccessHistory } from '../audit/index/access-history.js';
import { CosigningWitness } from '../audit/checkpoints/cosigning-witness.js';
import { FreeSpace } from '../audit/journal/free-space.js';
import type { Indexing } from '../audit/index/indexing.js';
import { openJournal } from '../audit/journal/journal.js';
import { loadAuditKeys, type AuditKeys } from '../audit/keys/audit-keys.js';
import type { AuditLog } from '../audit/audit-log.js';
import { RetentionWatch } from '../audit/retention/retention-watch.js';
import { RecordLookup } from '../audit/reading/record-lookup.js';
import { FolderWitness, type Witness } from '../audit/checkpoints/witness.js';
import type { Settings } from '../config/settings.js';
import type { GatewayOptions } from './gateway-options.js';
import type { Logger } from '../log/logger.js';
import { openAccessIndex } from './open-access-index.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { StaffDirectory } from '../staff/directory.js';

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
  /** Of the index, when nothing more is asked. */
  readonly closeIndex: () => Promise<void>;
}

/** The log, with what watches over its disk and its terms. */
export async function openAudit(
  { settings, log, indexInProcess = false }: Pick<GatewayOptions, 'settings' | 'log' | 'indexInProcess'>,
  read: () => RetentionInputs,
): Promise<OpenedAudit> {
  const keyFile = join(settings.dataDirectory, 'keys', 'audit.json');
  const keys = loadAuditKeys(keyFile, { create: true, secret: settings.auditSecret });
  const audit = await openLog(settings, keys, log);
  const { index, indexing } = await openAccessIndex(settings, {
    keys,
    keyFile,
    log,
    inProcess: indexInProcess,
  }).catch(async (error: unknown) => {
    // A writer that nobody closes would keep its place from the next start.
    await audit.close();
    throw error;
  });
  const records = new RecordLookup(settings.auditDirectory, keys);
  let closing = false;
  void records.warm(() => closing);
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
  const closeIndex = async (): Promise<void> => {
    closing = true;
    await indexing.close();
    await index.close();
  };
  const watches = { space: watchSpace(settings, log), retention: watchRetention(settings, keys, log, read) };
  return { audit, indexing, accessHistory, closeIndex, ...watches };
}

function openLog(settings: Settings, keys: AuditKeys, log: Logger): Promise<AuditLog> {
  return openJournal({
    directory: settings.auditDirectory,
    mirror: settings.auditMirror,
    witness: openWitness(settings, log),
    keys,
    municipality: MUNICIPALITY,
    version: VERSION,
    onFault: (reason) => {
      if (reason === null) log.info({}, 'the audit log seals again');
      else log.error({ reason }, 'the audit log cannot seal: nothing is disclosed until it can');
    },
    onBroken: (what) =>
      log.error({ what }, 'a writer of the audit log was passed over: run sekisho audit verify'),
  });
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
  { auditDirectory, auditMirror }: Settings,
  keys: AuditKeys,
  log: Logger,
  read: () => RetentionInputs,
): RetentionWatch {
  return new RetentionWatch({
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
