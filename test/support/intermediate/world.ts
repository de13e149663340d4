import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIntermediateServer } from '../../../adapters/intermediate-server/adapter.js';
import type { IntermediateServer } from '../../../adapters/intermediate-server/model.js';
import type { CopyRecord } from '../../../adapters/intermediate-server/protocol/copies.js';
import { STAFF_ROLES } from '../../../adapters/intermediate-server/protocol/terms.js';
import {
  startMockIntermediate,
  type MockIntermediate,
  type MockOptions,
} from '../../../src/mock/intermediate/start.js';
import type { MockSeed } from '../../../src/mock/intermediate/seed-state.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import { readPermissionList } from '../../../src/policy/permission-list.js';

export const KOGANEI = '0220113210101700';
export const KOKUBUNJI = '0220113214401700';
export const INSURER = '0610613200100001';
export const VACCINATIONS = 'TM00000000001601';
export const SPECIAL_MEASURES = 'TM00000000011501';
export const BENEFITS = 'TM00000000001701';
export const TODAY = '2023-06-27';

export const PERMISSIONS = readPermissionList(
  'permission-list.json',
  readFileSync(join(__dirname, '..', '..', '..', 'policy', 'koganei', 'permission-list.json'), 'utf8'),
  [],
);

/**
 * One person of a small world: the same six digits at every institution, behind a digit of the institution's own.
 */
export const known = (institution: string, person: number): string =>
  `${INSTITUTION_DIGIT[institution]}00000000${String(person).padStart(6, '0')}`;
const INSTITUTION_DIGIT: Readonly<Record<string, string>> = {
  [KOGANEI]: '1',
  [KOKUBUNJI]: '2',
  [INSURER]: '3',
};
export const sealed = (institution: string, person: number): Sealed<string> =>
  new Sealed(known(institution, person));

export function dose(item: string, value: string, more: Partial<CopyRecord> = {}): CopyRecord {
  const values = [{ name: item === BENEFITS ? 'kind' : 'vaccine', value }];
  return {
    item,
    dataSet: '0001',
    version: '0001',
    validFrom: '2017-07-18',
    validTo: null,
    factDay: '2020-05-01',
    values,
    ...more,
  };
}

export const PEOPLE = [1, 2, 3, 4] as const;

/** Four persons whom all three know; each institution holds a copy of each, told apart by its text. */
export function smallSeed(): MockSeed {
  const institutions = [
    { code: KOGANEI, nameJa: '小金井市長', nameEn: 'Mayor of Koganei', kind: 'MUNICIPALITY' as const },
    { code: KOKUBUNJI, nameJa: '国分寺市長', nameEn: 'Mayor of Kokubunji', kind: 'MUNICIPALITY' as const },
    {
      code: INSURER,
      nameJa: '見本健康保険組合',
      nameEn: 'Sample Health Insurance Society',
      kind: 'INSURER' as const,
    },
  ];
  const itemsOf = (code: string) => (code === INSURER ? [BENEFITS] : [VACCINATIONS, SPECIAL_MEASURES]);
  return {
    institutions,
    staff: institutions.flatMap(({ code }) =>
      ['A-1', 'B-2', 'SEKISHO'].map((staff) => ({ institution: code, staff, roles: [...STAFF_ROLES] })),
    ),
    persons: PEOPLE.map((person) =>
      institutions.map(({ code }) => ({ institution: code, integrated: known(code, person) })),
    ),
    copies: PEOPLE.flatMap((person) =>
      institutions.flatMap(({ code }) =>
        itemsOf(code).map((item) => ({
          institution: code,
          integrated: known(code, person),
          item,
          copies: [dose(item, `of ${person} at ${code}`)],
        })),
      ),
    ),
    restrictions: [],
  };
}

export interface World {
  readonly mock: MockIntermediate;
  /** The adapter, as this institution has it. */
  readonly of: (institution: string) => IntermediateServer;
  /** The same state behind a new process, as after a kill. */
  restart(more?: Partial<MockOptions>): Promise<void>;
  end(): Promise<void>;
}

/** The stand-in over a state of its own, and an adapter for each of its institutions. */
export async function startWorld(options: Partial<MockOptions> = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-network-'));
  const adapters = new Map<string, IntermediateServer>();
  const faultsSeen: unknown[] = [];
  const start = (more: Partial<MockOptions>) =>
    startMockIntermediate({
      stateFile: join(folder, 'state.sqlite'),
      keysDirectory: join(folder, 'keys'),
      seed: smallSeed,
      permissions: () => PERMISSIONS,
      ownInstitution: KOGANEI,
      today: () => TODAY,
      onFault: (error) => void faultsSeen.push(error),
      ...options,
      ...more,
    });
  let mock = await start({});
  const closeAdapters = async () => {
    await Promise.all([...adapters.values()].map((adapter) => adapter.close()));
    adapters.clear();
  };
  return {
    get mock() {
      return mock;
    },
    of: (institution) => {
      const made = adapters.get(institution) ?? openAs(mock, institution, options.clock);
      adapters.set(institution, made);
      return made;
    },
    restart: async (more = {}) => {
      adapters.clear();
      await mock.close();
      mock = await start({ ...more });
    },
    end: async () => {
      await closeAdapters();
      await mock.close();
      rmSync(folder, { recursive: true, force: true });
      if (faultsSeen.length > 0) throw faultsSeen[0];
    },
  };
}

export function openAs(
  mock: MockIntermediate,
  institution: string,
  clock?: () => number,
): IntermediateServer {
  const { privateKey, serverPublicKey } = mock.credentials(institution);
  return openIntermediateServer({
    url: mock.url,
    clock,
    credentials: {
      institution,
      privateKey: createPrivateKey({ key: privateKey, format: 'jwk' }),
      serverPublicKey: createPublicKey({ key: serverPublicKey, format: 'jwk' }),
    },
  });
}

/**
 * Polls a condition until it holds; rejects when it does not within the time: a minute, for the machine may be busy.
 */
export async function until<T>(look: () => Promise<T | null> | T | null, withinMs = 60_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error('What was waited for has not come');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
