/**
 * The same under graphql-shield, with a rule for each type, and a pino line per field: what a city would put together
 * that wants access control and a log from the shelf. The log is written without waiting for the disk.
 */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { responsePathAsArray, type GraphQLResolveInfo } from 'graphql';
import { applyMiddleware, type IMiddlewareFunction } from 'graphql-middleware';
import { allow, rule, shield } from 'graphql-shield';
import pino from 'pino';
import { createLoaders, openSources, type PeerContext } from './apollo-loaders.js';
import { buildPeerSchema } from './apollo-schema.js';
import { readPeerSettings, tellAddress } from './peer-settings.js';

/** Kept for the request: it depends on who asks alone. */
const mayUse = (purpose: string) =>
  rule(`may use ${purpose}`, { cache: 'contextual' })(
    (_parent: unknown, _arguments: unknown, { staff }: PeerContext) => staff.purposes.includes(purpose),
  );
const history = mayUse('HISTORY');
const statistics = mayUse('STATISTICS');

const permissions = shield(
  {
    Query: { resident: history, residents: history, immunizationCoverage: statistics },
    Mutation: { recordImmunization: history },
    Resident: history,
    PersonName: history,
    Household: history,
    HouseholdMember: history,
    Immunization: history,
    PreExam: history,
    CoverageCell: statistics,
  },
  { fallbackRule: allow },
);

async function main(): Promise<void> {
  const settings = readPeerSettings();
  const log = pino(pino.destination({ dest: settings.log, sync: false, minLength: 4096 }));
  const logField: IMiddlewareFunction<unknown, PeerContext> = async (
    resolve: (
      parent: unknown,
      given: unknown,
      context: PeerContext,
      info: GraphQLResolveInfo,
    ) => Promise<unknown>,
    parent: unknown,
    given: unknown,
    context: PeerContext,
    info: GraphQLResolveInfo,
  ) => {
    const value = await resolve(parent, given, context, info);
    const coordinate = `${info.parentType.name}.${info.fieldName}`;
    log.info({ account: context.staff.account, coordinate, path: responsePathAsArray(info.path) }, 'field');
    return value;
  };
  const sources = await openSources(settings);
  const schema = applyMiddleware(await buildPeerSchema(), logField, permissions);
  const server = new ApolloServer<PeerContext>({ schema });
  const staff = { account: 'bench', purposes: ['HISTORY', 'STATISTICS'] };
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: () => Promise.resolve({ settings, sources, staff, loaders: createLoaders(sources) }),
  });
  tellAddress(Number(new URL(url).port));
}

void main();
