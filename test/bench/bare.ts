import { CaseDesk } from '../../src/cases/case-desk.js';
import { createSecretKey, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { AccessTrace } from '../../src/audit/record/access-trace.js';
import { MUNICIPALITY } from '../../src/about.js';
import type { Settings } from '../../src/config/settings.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { createSubjectLoader } from '../../src/request/subject-loader.js';
import { classifySchema, type ClassifiedSchema } from '../../src/guard/classification.js';
import { planOperation, type OperationPlan } from '../../src/guard/plan.js';
import { RequestGuard } from '../../src/guard/request-guard.js';
import { KnownNumbers } from '../../src/individual-number/tripwire/known-numbers.js';
import { readJsonBody } from '../../src/http/read-body.js';
import { startServer } from '../../src/http/server.js';
import { SourceBudget } from '../../src/sources/source-budget.js';
import { createCursorCodec } from '../../src/paging/cursor.js';
import type { LogScope } from '../../src/loaders/log-scope.js';
import { FindingDesk } from '../../src/reconciliation/finding-desk.js';
import { RecordDesk } from '../../src/immunization-records/record-desk.js';
import { noLinkage } from '../../src/linkage/no-linkage.js';
import { noVrs } from '../../src/vaccination-record/no-vrs.js';
import { createLoaders } from '../../src/loaders/loaders.js';
import { MovementDesk } from '../../src/movements/movement-desk.js';
import { Persons } from '../../src/persons/persons.js';
import { createLogger } from '../../src/log/logger.js';
import { scrubLine } from '../../src/individual-number/scrub-line.js';
import { loadPolicy } from '../../src/policy/load.js';
import { openStatistics } from '../../src/statistics/open-statistics.js';
import { openSources } from '../../src/sources/open-sources.js';
import { CityFacts } from '../../src/request/city-facts.js';
import { Viewer } from '../../src/request/viewer.js';
import { AdministrationDesk } from '../../src/administration/administration-desk.js';
import type { AuditAccess } from '../../src/review/audit-access.js';
import { StaffAccess } from '../../src/staff/access.js';
import type { Principal, Verdict } from '../../src/policy/terms.js';
import { SourcePolicies } from '../../src/sources/source-policy.js';
import { ROOT } from '../support/gateway.js';

const OPEN: Verdict = { permit: true, rule: 'bench', reason: null };
const NOBODY: Principal = {
  account: 'bench',
  role: 'bench',
  kind: 'person',
  nameJa: '',
  nameEn: '',
  purposes: new Set(),
  amr: [],
  ownAtenaNumber: null,
  contract: null,
  work: null,
  department: null,
};

/**
 * The other side: the same graph, loaders, adapters and HTTP server, with no identity, no guard around the
 * fields and no log. Loaders still select only the columns asked for, so that the difference is the guard's and
 * not the database's.
 */
export async function startBareApollo(settings: Settings, today: string, queries: readonly string[]) {
  const schema = buildGraph();
  const classes = classifySchema(schema);
  const plans = new Map(queries.map((query) => [query, planOf(schema, classes, query)]));
  const policies = new SourcePolicies();
  const sources = await openSources({
    urls: settings.sources,
    intermediate: null,
    municipality: MUNICIPALITY,
    policies,
    onQuarantine: () => undefined,
    onFault: () => undefined,
  });
  const loaded = loadPolicy(join(ROOT, 'policy', 'koganei'));
  const { schedule } = loaded;
  // Both sides read tables from a store; this one has its own.
  const statistics = await openStatistics({
    settings: { store: { kind: 'sqlite', path: join(settings.dataDirectory, 'bare.sqlite') } },
    ...{
      sources,
      key: createSecretKey(randomBytes(32)),
      policy: () => loaded,
      clock: { today: () => today, now: () => new Date() },
    },
    log: createLogger({ level: 'error', scrub: scrubLine }),
  });
  const cursors = createCursorCodec(randomBytes(32));
  // No cache control, on either side: it wraps each field once more, and a gateway that forbids caching has no
  // use for it.
  const plugins = [
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
  ];
  const apollo = new ApolloServer<RequestContext>({ schema, plugins, stopOnTerminationSignals: false });
  await apollo.start();

  const asker = { principal: NOBODY, purpose: null, zone: null, hasCase: false };
  const policy = { version: 'bench', decide: () => OPEN };
  const contextOf = (query: string, signal: AbortSignal): RequestContext => {
    const plan = plans.get(query) ?? planOf(schema, classes, query);
    const guard = new RequestGuard({
      policy,
      classes,
      asker,
      plan,
      trace: new AccessTrace(),
      numbers: new KnownNumbers(),
    });
    // Nobody asks for the log here.
    const accessLog = Object.create(null) as LogScope;
    const loaders = createLoaders({
      accessLog,
      sources,
      budget: new SourceBudget(),
      schedule,
      keepRecords: loaded.records.keep,
      statistics: loaded.statistics,
      publications: statistics.publications,
      fewPersons: 10,
      cursors,
      guard,
      today,
      signal,
      ownAtenaNumber: null,
      contract: null,
      linkage: noLinkage(),
      records: Object.create(RecordDesk.prototype) as RecordDesk,
      movements: Object.create(MovementDesk.prototype) as MovementDesk,
      vrs: noVrs(),
      persons: new Persons({ sources, signal, today }),
    });
    const claims = { ...asker, caseNumber: null, namedCase: null };
    // Nobody asks for the staff here.
    const staff = Object.create(StaffAccess.prototype) as StaffAccess;
    const sessions = { logOut: async () => false, endSessionOf: async () => false, times: async () => null };
    return {
      claims,
      guard,
      loaders,
      today,
      sessions,
      city: Object.create(CityFacts.prototype) as CityFacts,
      viewer: Object.create(Viewer.prototype) as Viewer,
      staff,
      auditDesk: Object.create(null) as AuditAccess,
      administration: Object.create(AdministrationDesk.prototype) as AdministrationDesk,
      linkage: noLinkage(),
      records: Object.create(RecordDesk.prototype) as RecordDesk,
      movements: Object.create(MovementDesk.prototype) as MovementDesk,
      vrs: noVrs(),
      sourceStates: async () => sources.table.states(),
      subjects: createSubjectLoader(loaders, {
        linkage: noLinkage(),
        cases: Object.create(CaseDesk.prototype) as CaseDesk,
        vrs: noVrs(),
        findings: Object.create(FindingDesk.prototype) as FindingDesk,
      }),
      countAttempt: () => Promise.resolve(),
      countSearch: () => Promise.resolve(),
      cases: Object.create(CaseDesk.prototype) as CaseDesk,
      findings: Object.create(FindingDesk.prototype) as FindingDesk,
      sdl: async () => '',
    };
  };
  const answer = async (request: IncomingMessage, signal: AbortSignal) => {
    const body = await readJsonBody(request);
    const {
      status = 200,
      headers,
      body: text,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([['content-type', 'application/json']]),
        search: '',
        body,
      },
      context: async () => contextOf((body as { query: string }).query, signal),
    });
    return {
      status,
      headers: Object.fromEntries(headers),
      body: text.kind === 'complete' ? text.string : '',
    };
  };
  const log = createLogger({ level: 'info', scrub: scrubLine, destination: process.stderr });
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log,
    routes: new Map([['/graphql', answer]]),
    pages: (_request, _response, next) => next(),
    unreadable: answer,
  });
  return {
    schema,
    port: server.port,
    stop: () => Promise.all([server.stop(1000), apollo.stop(), sources.close()]),
  };
}

function planOf(schema: GraphQLSchema, classes: ClassifiedSchema, query: string): OperationPlan {
  const document = parse(query);
  return planOperation(schema, classes, document, document.definitions[0] as OperationDefinitionNode);
}
