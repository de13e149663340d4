import { LastInForce } from '../persons/persons.js';
import { hkdfSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { MUNICIPALITY } from '../about.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { Closing } from '../background/closing.js';
import { ALONE } from '../background/duty.js';
import type { Settings } from '../config/settings.js';
import { SettingsError } from '../config/settings-error.js';
import type { Ask, StatePlace } from '../shared-state/ask.js';
import { createCounter, createPersonLedger } from '../shared-state/create-counter.js';
import { SharedStateProbe } from '../shared-state/shared-state-probe.js';
import { createSessionStore } from '../shared-state/create-session-store.js';
import { SOURCE_SYSTEMS, type SourceSystem } from '../errors/source-error.js';
import type { GatewayOptions } from './gateway-options.js';
import { openIdentity } from '../identity/open-identity.js';
import type { DemoIssuer } from '../identity/demo-issuer.js';
import type { MeasureStore } from '../persons/measure-store.js';
import { Sessions } from '../identity/sessions.js';
import { clockOn, type Clock } from '../calendar/clock.js';
import { createCursorCodec } from '../paging/cursor.js';
import type { Logger } from '../log/logger.js';
import { openActs } from './open-acts.js';
import { openAudit } from './open-audit.js';
import { openMeasures, watchMeasures } from './open-measures.js';
import { openLinkage } from '../linkage/open-linkage.js';
import { openSources, type OpenSources } from '../sources/open-sources.js';
import type { Services } from '../request/services.js';
import { openStatistics } from '../statistics/open-statistics.js';
import { StaffChanges } from '../staff/staff-changes.js';
import { openStaff, type OpenStaff } from '../staff/open-staff.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy, type LoadedPolicy } from '../policy/load.js';
import { PolicyError } from '../policy/policy-error.js';
import type { PolicySource } from '../policy/policy-source.js';
import { openPolicy } from '../policy/watched-policy.js';
import { ListingTurns, REQUESTS } from '../sources/listing-turns.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';
import { SourcePolicies } from '../sources/source-policy.js';
import { checkPlaces } from './check-places.js';
import { checkSystems } from './check-systems.js';
import { checkVersions } from './check-versions.js';
import { startFault } from './start-fault.js';
import { asStoreFault, storeFault } from './store-fault.js';

export interface BuiltServices {
  readonly services: Services;
  /** Public keys of the demo issuer; an empty set where a real one serves its own. */
  readonly publicKeys: () => unknown;
  /** null where an OpenID provider signs tokens. */
  readonly demoIssuer: DemoIssuer | null;
}

type Graph = Pick<Services, 'classes' | 'labels' | 'views' | 'documents' | 'readDocuments'>;

/**
 * Opens what stands behind the graph; each part is added to `closing` as it opens, for the caller to close,
 * also where a later part fails. Files come first, since a fault in one then leaves nothing behind. The log
 * opens after what is only read and before all that writes to it (policy, sessions, linkage), so that the
 * reverse closes those first, each of their last records still taken, then the log with its STOP, and at last
 * sources, counters and the staff's store, which write no record and which the log's watches read.
 */
export async function buildServices(
  options: GatewayOptions,
  graph: Graph,
  closing: Closing,
): Promise<BuiltServices> {
  const { settings, log } = options;
  const policy = loadPolicy(join(options.root, POLICY_DIRECTORY));
  checkSystems(policy.systems, { systems: systemsOf(options) });
  checkPlaces(settings);
  await checkVersions(settings);
  const { clock = clockOn(settings.today) } = options;
  const { today } = clock;
  // Whoever opens before the policy is watched asks for the one in force, which until then is the one just loaded.
  let watched: PolicySource | null = null;
  const inForce = () => watched?.current() ?? policy;
  const measuresSeen = closing.add(await openMeasures(options, today));
  const sources = closing.add(await openCitySources(options, openLimits(options, clock), measuresSeen));
  const personnel = closing.add(await openPersonnel(options, { policy, inForce, today }));
  const { identity, publicKeys, demo } = await openLogin(settings, personnel);
  const counters = await openCounters(options, closing);
  const read = () => ({ policy: inForce(), directory: personnel.directory });
  const { statisticsKey, ...audited } = await openAudit({ ...options, clock }, read, closing);
  const { audit, indexing } = audited;
  const policies = closing.add(await watchPolicy(options, policy, audit));
  watched = policies;
  const sessions = closing.add(await openSessions(options, audit));
  const staff = () => personnel.directory.index;
  const { duty } = options.crew ?? { duty: ALONE };
  const done = { sources, audit, indexing, clock, secret: statisticsKey, policy: inForce, staff, duty };
  const acts = await openActs(options, done, closing);
  const linkage = await asStoreFault(
    openLinkage({ settings, sources, audit, log, clock, duty, policy: inForce }),
  );
  if (linkage !== null) closing.add(linkage);
  const statistics = closing.add(
    await asStoreFault(
      openStatistics({ ...done, settings, key: statisticsKey, log, firstAfter: options.aheadMs }),
    ),
  );
  const changes = staffChanges(options, personnel, { audit, policy: inForce });
  const measures = closing.add(watchMeasures(options, sources, today));
  await measures.start();
  personnel.directory.watch();
  audited.retention.start();
  const services: Services = {
    ...{
      ...graph,
      ...counters,
      ...audited,
      ...{ policies, identity, sessions },
      ...acts,
      ...{ sources, linkage, measures, statistics, log, today },
    },
    staff: { directory: personnel.directory, changes },
    ...{ sourceTable: sources.table, quarantine: sources.quarantine },
    shared: closing.add(new SharedStateProbe(settings.redisUrl, askOf(options))),
    clock,
    ...ofThisProcess(statisticsKey),
  };
  return { services, publicKeys, demoIssuer: demo };
}

/**
 * What lives as long as the process: nobody waits for a turn after a restart. Cursors outlive it, and work with every
 * gateway over the same log: whichever of several answers, a list goes on.
 */
function ofThisProcess(
  secret: KeyObject,
): Pick<
  Services,
  'requestTurns' | 'listingTurns' | 'largeTurns' | 'documentTurns' | 'cursors' | 'lastInForce'
> {
  return {
    requestTurns: new ListingTurns(REQUESTS),
    listingTurns: new ListingTurns(),
    largeTurns: new ListingTurns(),
    documentTurns: new ListingTurns(),
    lastInForce: new LastInForce(),
    cursors: createCursorCodec(Buffer.from(hkdfSync('sha256', secret, '', 'sekisho list cursors', 32))),
  };
}

function openLimits({ patienceMs }: GatewayOptions, clock: Clock): SourcePolicies {
  return new SourcePolicies(
    (system) => ({
      ...SOURCE_FACTS[system].limits,
      ...(patienceMs !== undefined && { timeoutMs: patienceMs }),
    }),
    undefined,
    () => clock.now().getTime(),
  );
}

function openPersonnel(
  { settings, log, root, staff, crew }: GatewayOptions,
  {
    policy,
    inForce,
    today,
  }: { readonly policy: LoadedPolicy; readonly inForce: () => LoadedPolicy; readonly today: () => string },
): Promise<OpenStaff> {
  return openStaff({
    ...{ settings, policy, today, staff, policyDirectory: join(root, POLICY_DIRECTORY) },
    purposes: () => inForce().purposes,
    timesTold: crew === undefined ? undefined : () => crew.timesTold('staff'),
    onFault: (err) => tellStoreFault(log, err),
  }).catch((error: unknown) => {
    // A seed with faults is told by its own lines.
    throw error instanceof PolicyError ? error : storeFault(error);
  });
}

/** Whoever has been told of a change meets it at whichever process answers next. */
function staffChanges(
  { crew }: GatewayOptions,
  personnel: OpenStaff,
  parts: { readonly audit: AuditLog; readonly policy: () => LoadedPolicy },
): StaffChanges {
  crew?.onNews('staff', () => personnel.directory.refresh());
  return new StaffChanges({ ...personnel, ...parts, onChanged: async () => crew?.tell('staff') });
}

function openLogin(settings: Settings, { directory }: OpenStaff): ReturnType<typeof openIdentity> {
  return openIdentity({ settings, directory }).catch((error: unknown) => {
    throw startFault('SEKISHO_DATA', error, {
      ja: 'デモの鍵(keys/demo-issuer.json)を使えません',
      en: 'the key of the demo issuer (keys/demo-issuer.json) cannot be used',
      toDo: {
        ja: '権限を確かめてください。壊れていれば、消すと新しく作られます。',
        en: 'Check who may read it; where it is damaged, delete it and a new one is made.',
      },
    });
  });
}

/** Who is asked for sessions, caps and budgets; null: this process keeps them, or a Redis. */
export function askOf({ crew }: Pick<GatewayOptions, 'crew'>): Ask | null {
  return crew === undefined ? null : (what, args) => crew.ask(what, args);
}

async function openCounters(
  options: GatewayOptions,
  closing: Closing,
): Promise<Pick<Services, 'counter' | 'persons'>> {
  const place = stateOf(options);
  return {
    counter: closing.add(await createCounter(place)),
    persons: closing.add(await createPersonLedger(place)),
  };
}

function stateOf(options: GatewayOptions): StatePlace {
  const { settings, log } = options;
  const onFault = (err: unknown) => log.warn({ err }, 'Redis does not answer');
  return { redisUrl: settings.redisUrl, ask: askOf(options), onFault };
}

function watchPolicy(options: GatewayOptions, policy: LoadedPolicy, audit: AuditLog): Promise<PolicySource> {
  const { settings, log, root } = options;
  return openPolicy({
    ...{ directory: join(root, POLICY_DIRECTORY), policy, log },
    // Systems are opened at the start: a register that lacks one of them waits for the next.
    check: ({ systems }) => checkSystems(systems, { systems: systemsOf(options) }),
    shadowDirectory: settings.shadowPolicyDirectory,
    seal: (change) => audit.seal({ kind: 'POLICY', ...change }),
  });
}

function openCitySources(
  options: GatewayOptions,
  policies: SourcePolicies,
  measures: MeasureStore,
): Promise<OpenSources> {
  const { settings, log } = options;
  return openSources({
    urls: settings.sources,
    intermediate: placeOf(options.intermediate ?? settings.intermediateUrl, settings.intermediateKeys),
    vrs: placeOf(options.vrs ?? settings.vrsUrl, settings.vrsKeys),
    ...{ municipality: MUNICIPALITY, policies, measures },
    onFault: (source, err) => log.warn({ source, err }, 'a source did not answer: sekisho doctor tells more'),
    onQuarantine: (fault) => log.warn({ ...fault }, 'a legacy value was set aside'),
    onStatement: options.onStatement,
    statementMs: options.patienceMs,
  }).catch((error: unknown) => {
    // Databases connect on first use: the files of the credentials are all that is read at the start, and their
    // reader's text says which file it is, why, and nothing of what stands in it.
    const why = error instanceof Error ? error.message : 'unknown';
    const name = why.startsWith(settings.vrsKeys) ? 'SEKISHO_VRS_KEYS' : 'SEKISHO_INTERMEDIATE_KEYS';
    throw new SettingsError([`${name}: ファイルを使えません。発行元から受け取ってください。 / ${why}`]);
  });
}

/** What would be opened: the city's own systems always, those outside where somebody has named them. */
function systemsOf({ settings, intermediate, vrs }: GatewayOptions): ReadonlySet<SourceSystem> {
  const outside = {
    INTERMEDIATE_SERVER: intermediate ?? settings.intermediateUrl,
    VACCINATION_RECORD_SYSTEM: vrs ?? settings.vrsUrl,
  };
  return new Set(
    SOURCE_SYSTEMS.filter(
      (system) =>
        !(system === 'INTERMEDIATE_SERVER' || system === 'VACCINATION_RECORD_SYSTEM') ||
        outside[system] !== null,
    ),
  );
}

/** The stand-in beside the embedded city, else what the settings name. */
const placeOf = (url: URL | null, keys: string): { readonly url: URL; readonly keys: string } | null =>
  url === null ? null : { url, keys };

function tellStoreFault(log: Logger, err: unknown): void {
  if (err === null) log.info({}, 'the staff directory is read again');
  else log.warn({ err }, 'the staff directory cannot be read: changes elsewhere are not seen');
}

async function openSessions(options: GatewayOptions, audit: AuditLog): Promise<Sessions> {
  const { log, sessions: { clock, sweepEvery } = {} } = options;
  return new Sessions({
    store: await createSessionStore({ ...stateOf(options), clock }),
    audit,
    sweepEvery,
    onFault: (err) => {
      if (err === null) log.info({}, 'ends of sessions are recorded again');
      else log.warn({ err }, 'ends of sessions are not recorded for the time being');
    },
  });
}
