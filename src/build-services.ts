import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { MUNICIPALITY, VERSION } from './about.js';
import { loadAuditKeys } from './audit/keys.js';
import { openJournal } from './audit/journal.js';
import type { AuditLog } from './audit/record.js';
import { createCounter, createPersonLedger } from './cache/create-counter.js';
import type { Settings } from './config/settings.js';
import type { GatewayOptions } from './gateway-options.js';
import type { ClassifiedSchema } from './guard/classification.js';
import { openIdentity } from './identity/open-identity.js';
import { todayInJapan } from './identity/today.js';
import { loadSchedule } from './immunization/schedule.js';
import { createCursorCodec } from './loaders/cursor.js';
import type { Logger } from './log/logger.js';
import { openSources } from './open-sources.js';
import type { CallerViews } from './operation/caller-view.js';
import type { Services } from './operation/services.js';
import { loadPolicy } from './policy/load.js';
import { SourcePolicies } from './resilience/source-policy.js';

export interface BuiltServices {
  readonly services: Services;
  /** Public keys of the demo issuer; an empty set where a real one serves its own. */
  readonly publicKeys: () => unknown;
  /** What must be closed at the end, in order. */
  readonly closing: readonly { close(): Promise<void> }[];
}

/** Files first, then what stays open, the log last: a fault in a file leaves nothing behind. */
export async function buildServices(options: GatewayOptions, classes: ClassifiedSchema, views: CallerViews): Promise<BuiltServices> {
  const { settings, root, log, staff } = options;
  const directory = join(root, 'policy', 'koganei');
  const policy = loadPolicy(directory);
  const schedule = loadSchedule(join(directory, 'schedule.json'));
  const today = () => settings.today ?? todayInJapan(new Date());
  const { identity, publicKeys } = await openIdentity({ settings, policyDirectory: directory, policy, today, staff });
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
  const services: Services = {
    audit,
    policies: { current: () => policy, close: async () => undefined },
    identity,
    classes,
    views,
    sources,
    schedule,
    counter,
    persons,
    log,
    today,
    // A cursor lives as long as the process; after a restart a list begins anew.
    cursors: createCursorCodec(randomBytes(32)),
    isAvailable: (system) => policies.state(system) === 'CLOSED',
  };
  return { services, publicKeys, closing: [audit, sources, counter, persons] };
}

function openAudit(settings: Settings, log: Logger): Promise<AuditLog> {
  const keys = loadAuditKeys(join(settings.dataDirectory, 'keys', 'audit.json'), { create: true });
  return openJournal({
    directory: settings.auditDirectory,
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
