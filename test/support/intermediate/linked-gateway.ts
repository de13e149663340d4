import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IntermediateServer } from '../../../adapters/intermediate-server/model.js';
import { STAFF_ROLES } from '../../../adapters/intermediate-server/protocol/terms.js';
import { Sealed } from '../../../src/guard/sealed.js';
import type { MockSeed } from '../../../src/mock/intermediate/sow.js';
import { startMockIntermediate, type MockIntermediate } from '../../../src/mock/intermediate/start.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { cityRows, testCity } from '../city.js';
import { ROOT, startTestGateway, type TestGateway } from '../gateway.js';
import { dose, INSURER, KOGANEI, KOKUBUNJI, openAs, PERMISSIONS, SPECIAL_MEASURES, VACCINATIONS } from './world.js';

/** Somebody of the suites' city, as each side of an exchange calls him. */
export interface LinkedPerson {
  readonly atenaNumber: string;
  /** 統合宛名番号: it must appear nowhere outside the adapter. */
  readonly integrated: string;
  readonly atKokubunji: Sealed<string>;
}

export interface LinkedCast {
  readonly resident: LinkedPerson;
  readonly movedOut: LinkedPerson;
  readonly protectedOne: LinkedPerson;
  /** Lives in the number clerk's own household: himself. */
  readonly numberClerk: LinkedPerson;
}

/** The gateway, the stand-in it is connected to, and the neighbour's own way into the network. */
export interface LinkedGateway {
  readonly gateway: TestGateway;
  readonly network: MockIntermediate;
  readonly cast: LinkedCast;
  readonly kokubunji: IntermediateServer;
  /** What every institution calls everybody, for a search through all that was written. */
  readonly integratedNumbers: readonly string[];
  stop(): Promise<void>;
}

const UNDER_MEASURES = `(SELECT ATENA_NO FROM JUKI_SIEN WHERE KAISI_YMD <= :day AND SYURYO_YMD >= :day AND TORIKESI_FLG <> '1')`;

export function linkedCast(): LinkedCast {
  const { asOf, staff } = testCity().manifest;
  const one = (where: string): LinkedPerson => {
    const found = cityRows<{ id: string }>('registry', `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SICHOSON_CD = '132101' AND ${where}`, { day: asOf.replaceAll('-', '') });
    for (const { id } of found) {
      const person = personOf(id);
      if (person !== null && !Object.values(staff).includes(id)) return person;
    }
    throw new Error('the city has no such person');
  };
  const numberClerk = personOf(staff['number-clerk'] ?? '');
  if (numberClerk === null) throw new Error('the number clerk does not live in the city');
  return {
    resident: one(`JUMIN_JOTAI = '1' AND :day = :day AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)`),
    movedOut: one(`JUMIN_JOTAI = '2' AND :day = :day AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)`),
    protectedOne: one(`JUMIN_JOTAI = '1' AND ATENA_NO IN ${UNDER_MEASURES}`),
    numberClerk,
  };
}

function personOf(atenaNumber: string): LinkedPerson | null {
  const [row] = cityRows<{ integrated: string }>('address-name', "SELECT TOGO_NO AS integrated FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?", atenaNumber);
  if (row === undefined) return null;
  const integrated = row.integrated.trim().padStart(15, '0');
  return { atenaNumber, integrated, atKokubunji: new Sealed(numberAtKokubunji(integrated)) };
}

/** Another institution has numbers of its own: this one's begin with a nine. */
const numberAtKokubunji = (integrated: string): string => `9${integrated.slice(1)}`;

function seedOf(people: readonly LinkedPerson[]): MockSeed {
  const { linkage } = loadPolicy(join(ROOT, 'policy', 'koganei'));
  const users = [...linkage.users.values(), linkage.system];
  const neighbour = { institution: KOKUBUNJI, staff: 'A-1', roles: [...STAFF_ROLES] };
  return {
    institutions: [
      { code: KOGANEI, nameJa: '小金井市長', nameEn: 'Mayor of Koganei', kind: 'MUNICIPALITY' },
      { code: KOKUBUNJI, nameJa: '国分寺市長', nameEn: 'Mayor of Kokubunji', kind: 'MUNICIPALITY' },
      { code: INSURER, nameJa: '見本健康保険組合', nameEn: 'Sample Health Insurance Society', kind: 'INSURER' },
    ],
    staff: [...users.map(({ staff, roles }) => ({ institution: KOGANEI, staff, roles: [...roles] })), neighbour],
    persons: people.map(({ integrated }) => [
      { institution: KOGANEI, integrated },
      { institution: KOKUBUNJI, integrated: numberAtKokubunji(integrated) },
    ]),
    copies: people.flatMap(({ integrated }) => [
      { institution: KOGANEI, integrated, item: VACCINATIONS, copies: [dose(VACCINATIONS, 'KOGANEI-COPY')] },
      { institution: KOKUBUNJI, integrated: numberAtKokubunji(integrated), item: VACCINATIONS, copies: [dose(VACCINATIONS, 'KOKUBUNJI-COPY')] },
      { institution: KOKUBUNJI, integrated: numberAtKokubunji(integrated), item: SPECIAL_MEASURES, copies: [dose(SPECIAL_MEASURES, 'KOKUBUNJI-COVID')] },
    ]),
    restrictions: [],
  };
}

export async function startLinkedGateway(): Promise<LinkedGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-linked-'));
  const cast = linkedCast();
  const people = Object.values(cast) as readonly LinkedPerson[];
  const faults: unknown[] = [];
  const keysDirectory = join(folder, 'keys');
  const network = await startMockIntermediate({
    ...{ stateFile: join(folder, 'state.sqlite'), keysDirectory, ownInstitution: KOGANEI },
    seed: () => seedOf(people),
    permissions: () => PERMISSIONS,
    today: () => testCity().manifest.asOf,
    onFault: (error) => void faults.push(error),
  });
  const kokubunji = openAs(network, KOKUBUNJI);
  const gateway = await startTestGateway({
    SEKISHO_INTERMEDIATE_URL: network.url.href,
    SEKISHO_INTERMEDIATE_KEYS: join(keysDirectory, `intermediate-${KOGANEI}.json`),
  });
  return {
    ...{ gateway, network, cast, kokubunji },
    integratedNumbers: people.flatMap(({ integrated }) => [integrated, numberAtKokubunji(integrated)]),
    stop: async () => {
      await gateway.stop();
      await kokubunji.close();
      await network.close();
      rmSync(folder, { recursive: true, force: true });
      if (faults.length > 0) throw faults[0];
    },
  };
}

/** A call as the neighbour's one member of staff makes it. */
export const neighbourCall = () => ({ staff: 'A-1', signal: AbortSignal.timeout(10_000) });
