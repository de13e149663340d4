import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { MUNICIPALITY, VERSION } from './about.js';
import { RetentionWatch } from './audit/retention-watch.js';
import { CosigningWitness } from './audit/cosigning-witness.js';
import { FreeSpace } from './audit/free-space.js';
import { loadAuditKeys } from './audit/keys.js';
import { openJournal } from './audit/journal.js';
import type { AuditLog } from './audit/record.js';
import { FolderWitness, type Witness } from './audit/witness.js';
import { createCounter, createPersonLedger } from './cache/create-counter.js';
import { createSessionStore } from './cache/create-session-store.js';
import type { Settings } from './config/settings.js';
import type { GatewayOptions } from './gateway-options.js';
import { openIdentity } from './identity/open-identity.js';
import { Sessions } from './identity/sessions.js';
import { todayInJapan } from './identity/today.js';
import { createCursorCodec } from './loaders/cursor.js';
import type { Logger } from './log/logger.js';
import { openSources } from './open-sources.js';
import type { Services } from './operation/services.js';
import type { StaffDirectory } from './staff/directory.js';
import { StaffDesk } from './staff/desk.js';
import { openStaff } from './staff/open-staff.js';
import { loadPolicy, type LoadedPolicy } from './policy/load.js';
import { openPolicy } from './policy/watched-policy.js';
import { SourcePolicies } from './resilience/source-policy.js';

export interface BuiltServices {
  readonly services: Services;
  /** Public keys of the demo issuer; an empty set where a real one serves its own. */
  readonly publicKeys: () => unknown;
  /** What must be closed at the end, in order. */
  readonly closing: readonly { close(): Promise<void> }[];
}

/** Files first, then what stays open, the log last: a fault in a file leaves nothing behind. */
export async function buildServices(
  options: GatewayOptions,
  { classes, views, documents }: Pick<Services, 'classes' | 'views' | 'documents'>,
): Promise<BuiltServices> {
  const { settings, root, log, staff } = options;
  const directory = join(root, 'policy', 'koganei');
  const policy = loadPolicy(directory);
  const today = () => settings.today ?? todayInJapan(new Date());
  const personnel = await openStaff({
    settings,
    policyDirectory: directory,
    policy,
    purposes: () => policySource.current().purposes,
    today,
    staff,
    onFault: (err) => tellStoreFault(log, err),
  });
  const { identity, publicKeys } = await openIdentity({ settings, directory: personnel.directory });
  const policies = new SourcePolicies();
  const sources = await openSources({
    urls: settings.sources,
    municipality: MUNICIPALITY,
    policies,
    onFault: (source, err) => log.warn({ source, err }, 'a source did not answer: sekisho doctor tells more'),
    onQuarantine: (fault) => log.warn({ ...fault }, 'a legacy value was set aside'),
    onStatement: options.onStatement,
  });
  const counter = createCounter(settings.redisUrl, (err) => log.warn({ err }, 'Redis does not answer'));
  const persons = createPersonLedger(settings.redisUrl, (err) => log.warn({ err }, 'Redis does not answer'));
  const audit = await openAudit(settings, log);
  const space = watchSpace(settings, log);
  const retention = watchRetention(settings, log, () => ({ policy: policySource.current(), directory: personnel.directory }));
  const policySource = await openPolicy({
    directory,
    policy,
    shadowDirectory: settings.shadowPolicyDirectory,
    log,
    seal: (change) => audit.seal({ kind: 'POLICY', ...change }),
  });
  const sessions = openSessions(options, audit);
  const services: Services = {
    audit,
    space,
    retention,
    policies: policySource,
    identity,
    sessions,
    staff: { directory: personnel.directory, desk: new StaffDesk({ ...personnel, audit, policy: () => policySource.current() }) },
    classes,
    views,
    documents,
    sources,
    counter,
    persons,
    log,
    today,
    // A cursor lives as long as the process; after a restart a list begins anew.
    cursors: createCursorCodec(randomBytes(32)),
    isAvailable: (system) => policies.state(system) === 'CLOSED',
  };
  personnel.directory.watch();
  void retention.look();
  return { services, publicKeys, closing: [space, retention, policySource, sessions, personnel, audit, sources, counter, persons] };
}

function tellStoreFault(log: Logger, err: unknown): void {
  if (err === null) log.info({}, 'the staff directory is read again');
  else log.warn({ err }, 'the staff directory cannot be read: changes elsewhere are not seen');
}

function openSessions({ settings, log, sessions = {} }: GatewayOptions, audit: AuditLog): Sessions {
  const { clock, sweepEvery } = sessions;
  const onRedisFault = (err: unknown) => log.warn({ err }, 'Redis does not answer');
  return new Sessions({
    store: createSessionStore({ redisUrl: settings.redisUrl, clock, onFault: onRedisFault }),
    audit,
    sweepEvery,
    onFault: (err) => log.warn({ err }, 'ends of sessions are not recorded yet'),
  });
}

function openWitness({ auditWitness, auditDirectory, dataDirectory }: Settings, log: Logger): Witness | null {
  const onFault = (err: unknown) => {
    if (err === null) log.info({}, 'checkpoints reach the witness again');
    else log.error({ err }, 'checkpoints do not reach the witness: until they do, nobody else vouches for the log');
  };
  if (auditWitness === null) return null;
  if (typeof auditWitness === 'string') return new FolderWitness(auditWitness, { onFault });
  const kept = join(dataDirectory, 'witness');
  return new CosigningWitness({ url: auditWitness, log: (writer) => join(auditDirectory, writer), kept, onFault });
}

function watchSpace({ auditDirectory, auditMirror }: Settings, log: Logger): FreeSpace {
  const folders = [auditDirectory, ...(auditMirror === null ? [] : [auditMirror])];
  return new FreeSpace({
    folders,
    onChange: (low, bytes) => {
      if (low) log.warn({ mebibytes: Math.floor(bytes / 1024 ** 2) }, 'little space is left for the audit log: when it is full, nothing about a person is answered');
      else log.info({}, 'there is space for the audit log again');
    },
  });
}

function watchRetention(
  { auditDirectory, auditMirror, dataDirectory, auditSecret }: Settings,
  log: Logger,
  read: () => { readonly policy: LoadedPolicy; readonly directory: StaffDirectory },
): RetentionWatch {
  const keys = loadAuditKeys(join(dataDirectory, 'keys', 'audit.json'), { create: false, secret: auditSecret });
  return new RetentionWatch({
    holdings: () => {
      const { policy, directory } = read();
      const accountEnd = (account: string) => directory.index.accounts.get(account)?.ends;
      return { directory: auditDirectory, mirror: auditMirror, keys, retention: policy.retention, accountEnd };
    },
    onOverdue: (segments) => log.error({ segments }, 'parts of the audit log are kept beyond their term: see sekisho audit purge'),
    onFault: (err) => log.warn({ err }, 'the terms of the audit log could not be looked at'),
  });
}

function openAudit(settings: Settings, log: Logger): Promise<AuditLog> {
  const keys = loadAuditKeys(join(settings.dataDirectory, 'keys', 'audit.json'), { create: true, secret: settings.auditSecret });
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
    onBroken: (what) => log.error({ what }, 'a writer of the audit log was passed over: run sekisho audit verify'),
  });
}
