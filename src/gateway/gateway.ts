import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { openAll, type Closing } from '../background/closing.js';
import { LoopWatch } from '../background/loop-watch.js';
import { askOf, buildServices } from './build-services.js';
import { DemoDoors, type DemoDoor } from '../console/demo-doors.js';
import { openConsole } from '../console/open-console.js';
import { loadTrustedDocuments } from '../documents/load-documents.js';
import type { Logger } from '../log/logger.js';
import type { GatewayOptions } from './gateway-options.js';
import { classifySchema } from '../guard/classification.js';
import { guardSchema } from '../guard/field-guard.js';
import { labelFields } from '../guard/field-labels.js';
import { GraphQLEndpoint } from '../http/graphql-endpoint.js';
import { jwks, livez, readyz } from '../http/health-routes.js';
import { GatewayMetrics } from '../http/metrics.js';
import { startServer, type Handler } from '../http/server.js';
import { writeJson } from '../http/write-json.js';
import { CallerViews } from '../graph-view/caller-view.js';
import { DocumentFactsCache } from '../request/document-facts.js';
import { formatError } from '../request/format-error.js';
import { MAX_TOKENS } from '../limits/limit-document.js';
import { createOperationPlugin, type ServerContext } from '../request/apollo-plugin.js';
import { CompiledExecutor } from '../execution/compiled-executor.js';
import { ReadDocuments } from '../documents/read-documents.js';
import type { Services } from '../request/services.js';

export interface Gateway {
  readonly port: number;
  /** Of the log. */
  readonly writer: string;
  /** Where the demo is met from each zone; empty elsewhere. */
  readonly doors: readonly DemoDoor[];
  /** Reads the policy's folder now instead of when a change is seen. */
  reload(): Promise<void>;
  /** Refuses new work, lets answers under way finish, then closes the rest in the reverse of its opening. */
  stop(): Promise<void>;
}

/** Answers under way get this long when the gateway stops. */
const DRAIN_MS = 10_000;

/**
 * Everything concrete is named here and in `build-services.ts`, and nowhere below. A start that fails leaves
 * nothing open: what was opened before the fault is closed before the promise rejects.
 */
export function startGateway(options: GatewayOptions): Promise<Gateway> {
  return openAll(
    (closing) => start(options, closing),
    (err) => options.log.error({ err }, 'a part could not close'),
  );
}

async function start(options: GatewayOptions, closing: Closing): Promise<Gateway> {
  const { settings, log, crew = null } = options;
  const schema = buildGraph();
  const classes = classifySchema(schema);
  const guarded = guardSchema(schema, classes);
  options.onGraph?.(schema);
  const graph = {
    classes,
    labels: labelFields(schema),
    views: new CallerViews(schema, classes),
    documents: await loadTrustedDocuments(settings.trustedDocuments, { schema, classes }),
    readDocuments: new ReadDocuments(schema),
  };
  const { services, publicKeys, demoIssuer } = await buildServices(options, graph, closing);
  const executor = options.graphqlJs === true ? null : new CompiledExecutor(schema, guarded);
  const documents = new DocumentFactsCache(schema, classes);
  const apollo = createApollo(schema, createOperationPlugin(services, documents, executor), services);
  await apollo.start();
  closing.add({ close: () => apollo.stop() });
  const loop = watchLoop(log);
  closing.add({ close: async () => loop.close() });
  const metrics = new GatewayMetrics({ ...services, loop, crew });
  const endpoint = new GraphQLEndpoint(apollo, services, metrics);
  const graphql: Handler = (request, signal) => endpoint.handle(request, signal);
  const doors = new DemoDoors();
  const page = await openConsole(
    {
      ...{ settings, log, demoIssuer, doors, services, root: options.root, ask: askOf(options) },
      graphql: (request, signal, entry) => endpoint.handle(request, signal, entry),
    },
    closing,
  );
  const routes = new Map<string, Handler>([
    ['/graphql', graphql],
    ['/livez', livez],
    ['/readyz', readyz({ ...services, crew })],
    ['/metrics', metrics.handler],
    ['/.well-known/jwks.json', jwks(publicKeys)],
    ...page.routes,
  ]);
  const { host, port } = settings;
  const server = await startServer({
    ...{ host, port, log, routes, unreadable: graphql },
    pages: page.pages,
  });
  // The newest, so that it closes first: answers under way still find everything open.
  closing.add({ close: () => server.stop(DRAIN_MS) });
  const doorsTo = options.demoDoors === true && demoIssuer !== null ? settings.zones : [];
  await closing.add(doors).openFor({ host, port: server.port }, doorsTo);
  return {
    port: server.port,
    writer: services.audit.writer,
    doors: doors.list,
    reload: () => services.policies.reload(),
    stop: () => closing.close(),
  };
}

function watchLoop(log: Logger): LoopWatch {
  return new LoopWatch((milliseconds) =>
    log.warn(
      { milliseconds },
      'this process stood still and answered nobody: look at its processor, not at disks or sources',
    ),
  );
}

function createApollo(
  schema: GraphQLSchema,
  operations: ApolloServerPlugin<ServerContext>,
  { readDocuments, log: logger }: Pick<Services, 'readDocuments' | 'log'>,
) {
  return new ApolloServer<ServerContext>({
    schema,
    // Everywhere, production included: a caller is shown what some menu granted to them opens, and nothing else
    // (R163).
    introspection: true,
    allowBatchedHttpRequests: false,
    // A hash instead of a document is no trusted document: anybody could register one.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    // Messages of the whole schema; the plugin replaces them by those of the caller's view.
    hideSchemaDetailsFromClientErrors: true,
    formatError,
    stringifyResult: writeJson,
    // Parsed and validated already, in turns of the loop: the server would do each in one go.
    documentStore: readDocuments,
    parseOptions: { maxTokens: MAX_TOKENS },
    // That there is a fault is all that is asked for here, and a thousand of them cost a thousand times as much.
    validationOptions: { maxErrors: 1, hideSuggestions: true },
    // The process owns its signals: the log is closed after the last answer, not beside it.
    stopOnTerminationSignals: false,
    plugins: [
      // A stray variable of the environment must not make the gateway report to anybody (R222).
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // A subgraph's traces go out in the answer's extensions, beside the seal.
      ApolloServerPluginInlineTraceDisabled(),
      // It wraps every field once more, for a cache that may hold nothing of this gateway (R215).
      ApolloServerPluginCacheControlDisabled(),
      operations,
    ],
    logger,
  });
}
