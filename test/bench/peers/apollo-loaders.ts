import DataLoader from 'dataloader';
import { DataSource, In, Not } from 'typeorm';
import { HealthPerson, Immunization, MedicalInstitution, Resident, SystemNumber } from './entities.js';
import type { PeerSettings } from './peer-settings.js';

export interface Sources {
  readonly registry: DataSource;
  readonly health: DataSource;
  readonly addressName: DataSource;
}

export interface PeerContext {
  readonly settings: PeerSettings;
  readonly sources: Sources;
  readonly loaders: Loaders;
  /** Who asks; only the peer with rules looks at it. */
  readonly staff: { readonly account: string; readonly purposes: readonly string[] };
}

export async function openSources(settings: PeerSettings): Promise<Sources> {
  const open = (database: string, entities: (new () => object)[]) =>
    new DataSource({ type: 'better-sqlite3', database, entities }).initialize();
  const health = await open(settings.health, [Immunization, HealthPerson, MedicalInstitution]);
  // Coverage is counted in one statement over all three systems.
  await health.query(`ATTACH '${settings.registry}' AS reg`);
  await health.query(`ATTACH '${settings.addressName}' AS adr`);
  return {
    registry: await open(settings.registry, [Resident]),
    health,
    addressName: await open(settings.addressName, [SystemNumber]),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

/** New ones for each request. */
export function createLoaders({ registry, health, addressName }: Sources) {
  const numbers = new DataLoader((ids: readonly string[]) => healthNumbers(addressName, ids));
  return {
    numbers,
    institutions: new DataLoader(async (codes: readonly string[]) => {
      const found = await health.getRepository(MedicalInstitution).findBy({ code: In([...codes]) });
      const byCode = new Map(found.map((one) => [one.code, one]));
      return codes.map((code) => byCode.get(code) ?? null);
    }),
    healthPersons: new DataLoader(async (keys: readonly string[]) => {
      const found = await health.getRepository(HealthPerson).findBy({ healthNumber: In([...keys]) });
      const byNumber = new Map(found.map((one) => [one.healthNumber, one]));
      return keys.map((key) => byNumber.get(key) ?? null);
    }),
    households: new DataLoader(async (keys: readonly string[]) => {
      const found = await registry.getRepository(Resident).find({
        where: { householdNumber: In([...keys]), status: '1' },
        order: { atenaNumber: 'ASC' },
      });
      return inGroups(keys, found, ({ householdNumber }) => householdNumber);
    }),
    immunizations: new DataLoader(async (ids: readonly string[]) => {
      const owned = await numbers.loadMany(ids);
      const all = owned.map((one) => (one instanceof Error ? [] : one));
      const found = await health.getRepository(Immunization).find({
        where: { healthNumber: In(all.flat()), withdrawn: Not('1') },
        order: { date: 'ASC', id: 'ASC' },
      });
      const ownerOf = new Map(all.flatMap((own, at) => own.map((number) => [number, ids[at] ?? ''])));
      return inGroups(ids, found, ({ healthNumber }) => ownerOf.get(healthNumber) ?? '');
    }),
  };
}

/** The current number first. */
async function healthNumbers(addressName: DataSource, ids: readonly string[]): Promise<string[][]> {
  const repository = addressName.getRepository(SystemNumber);
  const own = await repository.findBy({ business: 'JK', number: In([...ids]) });
  const theirs = await repository.find({
    where: { business: 'KK', togoNumber: In(own.map(({ togoNumber }) => togoNumber)) },
    order: { current: 'DESC' },
  });
  const togoOf = new Map(own.map(({ number, togoNumber }) => [number, togoNumber]));
  const groups = inGroups([...togoOf.values()], theirs, ({ togoNumber }) => togoNumber);
  const byTogo = new Map([...togoOf.values()].map((togo, at) => [togo, groups[at] ?? []]));
  return ids.map((id) => (byTogo.get(togoOf.get(id) ?? '') ?? []).map(({ number }) => number));
}

function inGroups<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return keys.map((key) => groups.get(key) ?? []);
}
