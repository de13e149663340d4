import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { MUNICIPALITY } from '../about.js';
import type { AuditLog } from '../audit/audit-log.js';
import { createCounter, createPersonLedger } from '../shared-state/create-counter.js';
import { createSessionStore } from '../shared-state/create-session-store.js';
import type { GatewayOptions } from './gateway-options.js';
import { openIdentity } from '../identity/open-identity.js';
import { Sessions } from '../identity/sessions.js';
import { todayInJapan } from '../calendar/today.js';
import { createCursorCodec } from '../paging/cursor.js';
import type { Logger } from '../log/logger.js';
import { openAudit } from './open-audit.js';
import { openLinkage } from '../linkage/open-linkage.js';
import { openSources, type OpenSources } from '../sources/open-sources.js';
import type { Services } from '../request/services.js';
import { StaffChanges } from '../staff/staff-changes.js';
import { openStaff } from '../staff/open-staff.js';
import { loadPolicy } from '../policy/load.js';
import { openPolicy } from '../policy/watched-policy.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';
import { SourcePolicies } from '../sources/source-policy.js';

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
  { classes, labels, views, documents }: Pick<Services, 'classes' | 'labels' | 'views' | 'documents'>,
): Promise<BuiltServices> {
  const { settings, log, staff } = options;
  const directory = join(options.root, 'policy', 'koganei');
  const policy = loadPolicy(directory);
  const today = () => settings.today ?? todayInJapan(new Date());
  const personnel = await openStaff({
    ...{ settings, policy, today, staff, policyDirectory: directory },
    purposes: () => policySource.current().purposes,
    onFault: (err) => tellStoreFault(log, err),
  });
  const { identity, publicKeys } = await openIdentity({ settings, directory: personnel.directory });
  const policies = new SourcePolicies((system) => SOURCE_FACTS[system].limits);
  const sources = await openCitySources(options, policies);
  const onRedisFault = (err: unknown) => log.warn({ err }, 'Redis does not answer');
  const counter = createCounter(settings.redisUrl, onRedisFault);
  const persons = createPersonLedger(settings.redisUrl, onRedisFault);
  const audited = await openAudit(options, () => ({
    policy: policySource.current(),
    directory: personnel.directory,
  }));
  const { audit, closeIndex } = audited;
  const policySource = await openPolicy({
    directory,
    policy,
    shadowDirectory: settings.shadowPolicyDirectory,
    log,
    seal: (change) => audit.seal({ kind: 'POLICY', ...change }),
  });
  const sessions = openSessions(options, audit);
  const linkage = await openLinkage({
    settings,
    sources,
    audit,
    log,
    today,
    policy: () => policySource.current(),
  });
  const services: Services = {
    ...audited,
    policies: policySource,
    identity,
    sessions,
    staff: {
      directory: personnel.directory,
      changes: new StaffChanges({ ...personnel, audit, policy: () => policySource.current() }),
    },
    classes,
    labels,
    views,
    documents,
    sources,
    sourceTable: sources.table,
    linkage,
    counter,
    persons,
    log,
    today,
    // A cursor lives as long as the process; after a restart a list begins anew.
    cursors: createCursorCodec(randomBytes(32)),
  };
  personnel.directory.watch();
  void audited.retention.look();
  return {
    services,
    publicKeys,
    closing: [
      ...(linkage === null ? [] : [linkage]),
      { close: closeIndex },
      audited.space,
      audited.retention,
      policySource,
      sessions,
      personnel,
      audit,
      sources,
      counter,
      persons,
    ],
  };
}

function openCitySources(options: GatewayOptions, policies: SourcePolicies): Promise<OpenSources> {
  const { settings, log } = options;
  return openSources({
    urls: settings.sources,
    intermediate: intermediateOf(options),
    municipality: MUNICIPALITY,
    policies,
    onFault: (source, err) => log.warn({ source, err }, 'a source did not answer: sekisho doctor tells more'),
    onQuarantine: (fault) => log.warn({ ...fault }, 'a legacy value was set aside'),
    onStatement: options.onStatement,
  });
}

/** The stand-in beside the embedded city, else what the settings name. */
function intermediateOf({
  settings,
  intermediate,
}: GatewayOptions): { readonly url: URL; readonly keys: string } | null {
  const url = intermediate ?? settings.intermediateUrl;
  return url === null ? null : { url, keys: settings.intermediateKeys };
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
