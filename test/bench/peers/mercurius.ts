/** Mercurius as its documentation shows it: loaders for lists below a row, `jit: 1`, hand-written SQL. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import type { AddressInfo } from 'node:net';
import { HandWritten, standingOf, type NewDose, type ResidentRow } from './hand-written.js';
import { ageOn, compactDay, sexOf, statusOf } from './legacy-values.js';
import { readPeerSettings, tellAddress } from './peer-settings.js';
import { PEER_SDL } from './peer-sdl.js';

const city = new HandWritten(readPeerSettings());

function personOf(row: ResidentRow) {
  const { kanji, kana, alias, roman, former } = row;
  const birthDate = compactDay(row.born);
  return {
    ...{ atenaNumber: row.id, householdNumber: row.household },
    status: statusOf(row.status),
    sex: sexOf(row.sex),
    age: ageOn(birthDate?.iso ?? null, city.today),
    name: { kanji, kana, alias, roman, former },
    birthDate,
    residentSince: compactDay(row.since),
    residentUntil: compactDay(row.until),
  };
}

type Person = ReturnType<typeof personOf>;
interface Asked {
  readonly obj: Person;
}

const resolvers = {
  Query: {
    resident: (_root: unknown, { atenaNumber }: { atenaNumber: string }) => {
      const row = city.resident(atenaNumber);
      return row === undefined ? null : personOf(row);
    },
    residents: (
      _root: unknown,
      { where, first }: { where: { atenaNumbers: readonly string[] }; first: number },
    ) => ({ nodes: city.residents(where.atenaNumbers, first).map(personOf) }),
    immunizationCoverage: () => city.coverage(),
  },
  Mutation: {
    recordImmunization: (_root: unknown, { input }: { input: NewDose }) => ({
      userErrors: [],
      immunization: city.record(input),
    }),
  },
};

const loaders = {
  Resident: {
    immunizations: {
      loader: (queries: readonly Asked[]) => {
        const doses = city.doses(queries.map(({ obj }) => obj.atenaNumber));
        return Promise.resolve(queries.map(({ obj }) => doses.get(obj.atenaNumber) ?? []));
      },
      opts: { cache: false },
    },
    household: {
      loader: (queries: readonly Asked[]) => {
        const members = city.members(queries.map(({ obj }) => obj.householdNumber));
        return Promise.resolve(
          queries.map(({ obj }) => ({
            members: (members.get(obj.householdNumber) ?? []).map((row) => ({
              ...standingOf(row),
              resident: personOf(row),
            })),
          })),
        );
      },
      opts: { cache: false },
    },
  },
};

async function main(): Promise<void> {
  const app = Fastify();
  await app.register(mercurius, { schema: PEER_SDL, resolvers, loaders, jit: 1 });
  await app.listen({ host: '127.0.0.1', port: 0 });
  tellAddress((app.server.address() as AddressInfo).port);
}

void main();
