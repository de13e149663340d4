import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecordSystem } from '../../../adapters/vaccination-record-system/adapter.js';
import type { VaccinationRecordSystem, VrsCall } from '../../../adapters/vaccination-record-system/model.js';
import type { DoseRequest } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import type { Ground } from '../../../adapters/vaccination-record-system/protocol/inquiries.js';
import type {
  FlagRequest,
  Registration,
} from '../../../adapters/vaccination-record-system/protocol/targets.js';
import { STAFF_ROLES } from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import type { VrsSeed } from '../../../src/mock/vrs/seed-state.js';
import { startMockVrs, type MockVrs, type MockVrsOptions } from '../../../src/mock/vrs/start.js';

export const KOGANEI = '132101';
export const KOKUBUNJI = '132144';
export const KODAIRA = '132110';
export const MUNICIPALITIES = [KOGANEI, KOKUBUNJI, KODAIRA] as const;
export const TODAY = '2023-06-27';

export const PEOPLE = [1, 2, 3, 4] as const;
const DIGIT: Readonly<Record<string, string>> = { [KOGANEI]: '1', [KOKUBUNJI]: '2', [KODAIRA]: '3' };

/** One person of a small world, whom all municipalities know: the same digits behind one of the municipality's own. */
export const known = (municipality: string, person: number): string =>
  `${DIGIT[municipality]}${String(person).padStart(9, '0')}`;
export const numberOf = (person: number): string => `9${String(person).padStart(11, '0')}`;
export const sealedNumber = (person: number): Sealed<string> => new Sealed(numberOf(person));

/** Nobody is a target yet. */
export function smallSeed(): VrsSeed {
  return {
    municipalities: [
      { code: KOGANEI, nameJa: '小金井市', nameEn: 'Koganei City' },
      { code: KODAIRA, nameJa: '小平市', nameEn: 'Kodaira City' },
      { code: KOKUBUNJI, nameJa: '国分寺市', nameEn: 'Kokubunji City' },
    ],
    staff: MUNICIPALITIES.flatMap((municipality) =>
      ['A-1', 'B-2'].map((staff) => ({ municipality, staff, roles: STAFF_ROLES })),
    ),
    fill: (state, digest) => {
      for (const person of PEOPLE) {
        state.prepare('INSERT INTO number VALUES (?, ?)').run(digest(numberOf(person)), person);
        for (const municipality of MUNICIPALITIES)
          state
            .prepare('INSERT INTO person VALUES (?, ?, ?)')
            .run(municipality, known(municipality, person), person);
      }
    },
  };
}

export const as = (staff = 'A-1'): VrsCall => ({ staff, signal: AbortSignal.timeout(10_000) });

export const registration = (municipality: string, person: number, coupon: string): Registration => ({
  ...{ requestId: randomUUID(), person: known(municipality, person), born: '1950-04-01' },
  ...{ coupon, issuedOn: '2021-05-01' },
});

export const dose = (line: string, more: Partial<DoseRequest> = {}): DoseRequest => ({
  ...{
    requestId: randomUUID(),
    line,
    reading: 'HAND',
    day: '2021-06-01',
    venue: '本町会場',
    doctor: '見本 太郎',
  },
  ...{ maker: 'ファイザー', lot: 'EY0573', givenIn: KOGANEI },
  ...more,
});

export const flag = (municipality: string, person: number, more: Partial<FlagRequest> = {}): FlagRequest => ({
  ...{ requestId: randomUUID(), person: known(municipality, person), movement: randomUUID() },
  ...{ kind: 'MOVE_OUT', effectiveOn: TODAY, planned: false },
  ...more,
});

export const ground = (more: Partial<Ground> = {}): Ground => ({
  ...{ requestId: randomUUID(), need: 'NEW_COUPON', consent: 'GIVEN', identityChecked: true },
  ...more,
});

export interface VrsWorld {
  readonly mock: MockVrs;
  /** The adapter, as this municipality has it. */
  readonly of: (municipality: string) => VaccinationRecordSystem;
  /** The same state behind a new process, as after a kill. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** The stand-in over a state of its own, and an adapter for each municipality. */
export async function startVrsWorld(options: Partial<MockVrsOptions> = {}): Promise<VrsWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-vrs-'));
  const adapters = new Map<string, VaccinationRecordSystem>();
  const faultsSeen: unknown[] = [];
  const start = () =>
    startMockVrs({
      ...{ stateFile: join(folder, 'state.sqlite'), keysDirectory: join(folder, 'keys'), seed: smallSeed },
      ...{ today: () => TODAY, onFault: (error: unknown) => void faultsSeen.push(error) },
      ...options,
    });
  let mock = await start();
  return {
    get mock() {
      return mock;
    },
    of: (municipality) => {
      const made =
        adapters.get(municipality) ?? openVrsAs(mock, municipality, options.machine ?? options.clock);
      adapters.set(municipality, made);
      return made;
    },
    restart: async () => {
      adapters.clear();
      await mock.close();
      mock = await start();
    },
    end: async () => {
      await Promise.all([...adapters.values()].map((adapter) => adapter.close()));
      await mock.close();
      rmSync(folder, { recursive: true, force: true });
      if (faultsSeen.length > 0) throw faultsSeen[0];
    },
  };
}

export function openVrsAs(
  mock: MockVrs,
  municipality: string,
  clock?: () => number,
): VaccinationRecordSystem {
  const { privateKey } = mock.credentials(municipality);
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  return openRecordSystem({
    url: mock.url,
    clock,
    credentials: { institution: municipality, privateKey: key },
  });
}
