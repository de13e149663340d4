/** Apollo Server 5, type-graphql, DataLoader and TypeORM entities, put together as their documentations show it. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createLoaders, openSources, type PeerContext } from './apollo-loaders.js';
import { buildPeerSchema } from './apollo-schema.js';
import { readPeerSettings, tellAddress } from './peer-settings.js';

async function main(): Promise<void> {
  const settings = readPeerSettings();
  const sources = await openSources(settings);
  const server = new ApolloServer<PeerContext>({ schema: await buildPeerSchema() });
  const staff = { account: 'bench', purposes: [] };
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: () => Promise.resolve({ settings, sources, staff, loaders: createLoaders(sources) }),
  });
  tellAddress(Number(new URL(url).port));
}

void main();
