import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openResidentRegistry } from '../../../adapters/resident-registry/adapter.js';
import type { AccountFacts } from '../../../src/review/facts.js';
import { RegistryPeople } from '../../../src/review/people-facts.js';
import { readReviewPeriod } from '../../../src/review/read-review-period.js';
import type { ReviewPeriod } from '../../../src/review/review-period.js';
import { withAccessIndex } from '../../../src/commands/audit/index-place.js';
import { loadAuditKeys, type AuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { pseudonymOf } from '../../../src/audit/keys/pseudonym.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { buildCity } from '../../../src/city/build-city.js';
import { readCityPeople } from '../../../src/demo/work/city-people.js';
import { simulateWork } from '../../support/work/simulate.js';
import type { TruthRow } from '../../support/work/write-work.js';

export const ROOT = join(__dirname, '..', '..', '..');
export const RULES = loadPolicy(join(ROOT, 'policy', 'koganei')).detectors;
/** June 2023, in Japan. */
export const JUNE = { from: '2023-05-31T15:00:00.000Z', to: '2023-06-30T15:00:00.000Z' };
const MUNICIPALITY = '132101';

export interface SimulatedMonth {
  readonly root: string;
  readonly city: string;
  readonly audit: string;
  readonly keys: AuditKeys;
  readonly work: ReviewPeriod;
  readonly truth: readonly TruthRow[];
  remove(): void;
}

/** A city of 2,000, a month of its work in a real journal, and the work as the detectors read it. */
export async function simulateMonth(seed = 1): Promise<SimulatedMonth> {
  const root = mkdtempSync(join(tmpdir(), 'sekisho-work-'));
  const city = join(root, 'city');
  await buildCity({ root: ROOT, directory: city, seed: 13210, size: 2000, asOf: '2023-06-27' });
  const keys = loadAuditKeys(join(root, 'keys', 'audit.json'), { create: true });
  const audit = join(root, 'audit');
  const truth = await simulateWork({
    city,
    seed,
    from: '2023-06',
    months: 1,
    directory: audit,
    keys,
    truth: join(root, 'truth.jsonl'),
  });
  const people = await readPeople(city, keys);
  const work = await withAccessIndex({ directory: audit, keys, settings: null }, (index) =>
    readReviewPeriod({ index, people, accounts: ACCOUNTS, rules: RULES }, JUNE),
  );
  return {
    root,
    city,
    audit,
    keys,
    work,
    truth,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function readPeople(city: string, keys: AuditKeys): Promise<RegistryPeople> {
  const { staff } = readCityPeople(city);
  const registry = await openResidentRegistry({
    url: { kind: 'sqlite', path: join(city, MUNICIPALITY, 'registry.sqlite') },
    municipality: MUNICIPALITY,
  });
  const { signal } = new AbortController();
  return RegistryPeople.read({
    registry,
    staff,
    signal,
    pseudonym: (atenaNumber) => pseudonymOf(keys, MUNICIPALITY, atenaNumber),
  });
}

const MACHINES = ['dashboard', 'address-name'];
const PERSONS = [
  'clerk',
  'number-clerk',
  'manager',
  'vrs-clerk',
  'contractor',
  'auditor',
  'admin',
  'disclosure',
];
export const ACCOUNTS: ReadonlyMap<string, AccountFacts> = new Map(
  [...MACHINES, ...PERSONS].map((id) => [
    id,
    {
      id,
      role: id,
      kind: MACHINES.includes(id) ? 'service' : 'person',
      begins: '2021-04-01',
      ends: null,
    } as const,
  ]),
);
