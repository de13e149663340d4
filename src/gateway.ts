import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { buildGraph } from '../schema/build-schema.js';
import { loadAuditKeys } from './audit/keys.js';
import { openJournal } from './audit/journal.js';
import type { AuditLog } from './audit/record.js';
import { createCounter } from './cache/create-counter.js';
import { loadCaps } from './policy/caps.js';
import type { Settings } from './config/settings.js';
import { classifySchema } from './guard/classification.js';
import { guardSchema } from './guard/field-guard.js';
import { GraphQLEndpoint } from './http/graphql-endpoint.js';
import { jwks, livez, readyz } from './http/health-routes.js';
import { GatewayMetrics } from './http/metrics.js';
import { startServer, type Handler, type RunningServer } from './http/server.js';
import { openIdentity } from './identity/open-identity.js';
import { loadSchedule } from './immunization/schedule.js';
import { createCursorCodec } from './loaders/cursor.js';
import type { Logger } from './log/logger.js';
import { MUNICIPALITY, VERSION } from './about.js';
import { openSources, type SourceOptions } from './open-sources.js';
import { DocumentFactsCache } from './operation/document-facts.js';
import { formatError } from './operation/format-error.js';
import { createOperationPlugin, type ServerContext } from './operation/plugin.js';
import type { Services } from './operation/services.js';
import { loadPolicy } from './policy/load.js';
import { SourcePolicies } from './resilience/source-policy.js';

export interface GatewayOptions {
  readonly settings: Settings;
  /** Root of the installation: holds `policy/`. */
  readonly root: string;
  readonly log: Logger;
  /** 宛名番号 of staff who live in the city, by account. */
  readonly staff: Readonly<Record<string, string | null>>;
  /** SQL text of every statement, for tests that read it. */
  readonly onStatement?: SourceOptions['onStatement'];
}

export interface Gateway {
  readonly port: number;
  /** Refuses new work, lets answers under way finish, closes the log, then the rest. */
  stop(): Promise<void>;
}

/** Answers under way get this long when the gateway stops. */
const DRAIN_MS = 10_000;
/** A staff screen of 17,000 fields is written in far fewer tokens; a document beyond this is an attack or a mistake. */
const MAX_TOKENS = 10_000;

/** The composition root: everything concrete is named here, and nowhere below. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { settings, root, log } = options;
  const policyDirectory = join(root, 'policy', 'koganei');
  const schema = buildGraph();
  const classes = classifySchema(schema);
  guardSchema(schema, classes);
  const policy = loadPolicy(policyDirectory);
  const today = () => settings.today ?? todayInJapan();
  const { identity, publicKeys } = await openIdentity({ settings, policyDirectory, policy, today, staff: options.staff });
  const policies = new SourcePolicies();
  const sources = await openSources({
    urls: settings.sources,
    municipality: MUNICIPALITY,
    policies,
    onQuarantine: (fault) => log.warn({ ...fault }, 'a legacy value was set aside'),
    onStatement: options.onStatement,
  });
  const counter = createCounter(settings.redisUrl, (err) => log.warn({ err }, 'Redis does not answer'));
  const audit = await openAudit(settings, log);
  const services: Services = {
    audit, policy, identity, classes, sources, counter, log, today,
    schedule: loadSchedule(join(policyDirectory, 'schedule.json')),
    caps: loadCaps(join(policyDirectory, 'caps.json')),
    cursors: createCursorCodec(randomBytes(32)),
    isAvailable: (system) => policies.state(system) === 'CLOSED',
  };
  const metrics = new GatewayMetrics();
  const apollo = createApollo(services, new DocumentFactsCache(schema, classes), schema, settings.production);
  await apollo.start();
  const endpoint = new GraphQLEndpoint(apollo, services, metrics);
  const server = await startServer({
    host: settings.host,
    port: settings.port,
    log,
    routes: new Map<string, Handler>([
      ['/graphql', (request, signal) => endpoint.handle(request, signal)],
      ['/livez', livez],
      ['/readyz', readyz(services)],
      ['/metrics', metrics.handler],
      ['/.well-known/jwks.json', jwks(publicKeys)],
    ]),
  });
  return { port: server.port, stop: () => stop({ server, apollo, audit, closing: [sources, counter] }) };
}

async function openAudit(settings: Settings, log: Logger): Promise<AuditLog> {
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

function createApollo(services: Services, documents: DocumentFactsCache, schema: GraphQLSchema, production: boolean) {
  return new ApolloServer<ServerContext>({
    schema,
    introspection: !production,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    formatError,
    parseOptions: { maxTokens: MAX_TOKENS },
    // The process owns its signals: the log is closed after the last answer, not beside it.
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), createOperationPlugin(services, documents)],
    logger: services.log,
  });
}

interface Running {
  readonly server: RunningServer;
  readonly apollo: ApolloServer<ServerContext>;
  readonly audit: AuditLog;
  readonly closing: readonly { close(): Promise<void> }[];
}

async function stop({ server, apollo, audit, closing }: Running): Promise<void> {
  await server.stop(DRAIN_MS);
  await apollo.stop();
  await audit.close();
  await Promise.allSettled(closing.map((part) => part.close()));
}

function todayInJapan(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
}
