import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockIntermediate } from '../../src/mock/intermediate/start.js';
import { loadPolicy } from '../../src/policy/load.js';
import { testCity } from '../support/city.js';
import { ROOT, type TestGateway } from '../support/gateway.js';
import { dose, KOGANEI, KOKUBUNJI, PERMISSIONS, until, VACCINATIONS } from '../support/intermediate/world.js';
import type { Player } from './cast.js';

/** A second neighbour, so that it can be a secret which of them was asked. */
export const FUCHU = '0220113206401700';
const NEIGHBOURS = [KOKUBUNJI, FUCHU];

/** The network around one gateway, on which one inquiry about a person is made and answered. */
export interface Network {
  readonly environment: Readonly<Record<string, string>>;
  /** Asks this neighbour about the person and waits until its answer is there. */
  inquire(gateway: TestGateway, provider: string): Promise<void>;
  close(): Promise<void>;
}

export async function openNetwork({ atenaNumber, integratedNumber }: Player): Promise<Network> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-twin-network-'));
  const { linkage } = loadPolicy(join(ROOT, 'policy', 'koganei'));
  const integrated = integratedNumber.padStart(15, '0');
  const called = (institution: string) => (institution === KOGANEI ? integrated : `9${integrated.slice(1)}`);
  const everywhere = [KOGANEI, ...NEIGHBOURS];
  const names = ['小金井市長', '国分寺市長', '府中市長'];
  const keysDirectory = join(folder, 'keys');
  const network = await startMockIntermediate({
    ...{
      stateFile: join(folder, 'state.sqlite'),
      keysDirectory,
      ownInstitution: KOGANEI,
      permissions: () => PERMISSIONS,
    },
    today: () => testCity().manifest.asOf,
    seed: () => ({
      institutions: everywhere.map((code, at) => ({
        code,
        nameJa: names[at] ?? '',
        nameEn: `Mayor ${at}`,
        kind: 'MUNICIPALITY',
      })),
      staff: [...linkage.users.values(), linkage.system].map(({ staff, roles }) => ({
        institution: KOGANEI,
        staff,
        roles: [...roles],
      })),
      persons: [everywhere.map((institution) => ({ institution, integrated: called(institution) }))],
      copies: NEIGHBOURS.map((code) => ({
        institution: code,
        integrated: called(code),
        item: VACCINATIONS,
        copies: [dose(VACCINATIONS, `of ${code}`)],
      })),
      restrictions: [],
    }),
  });
  return {
    environment: {
      SEKISHO_INTERMEDIATE_URL: network.url.href,
      SEKISHO_INTERMEDIATE_KEYS: join(keysDirectory, `intermediate-${KOGANEI}.json`),
    },
    inquire: (gateway, provider) => inquire(gateway, { atenaNumber, provider }),
    close: async () => {
      await network.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const ASK =
  'mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id } userErrors { code } } }';
const LOOK = 'query ($id: ID!) { informationRequest(id: $id) { state } }';

async function inquire(
  gateway: TestGateway,
  { atenaNumber, provider }: { readonly atenaNumber: string; readonly provider: string },
): Promise<void> {
  const under = { purpose: 'HISTORY', case: 'K-2023-17' };
  const input = {
    idempotencyKey: 'non-interference',
    atenaNumber,
    row: '16の2',
    provider,
    items: [VACCINATIONS],
  };
  const { data } = await gateway.as<{ requestInformation: { request: { id: string } | null } | null }>(
    'number-clerk',
    { ...under, query: ASK, variables: { input } },
  );
  const id = data.requestInformation?.request?.id;
  if (id === undefined) throw new Error('the inquiry was not accepted');
  await until(async () => {
    const looked = await gateway.as<{ informationRequest: { state: string } }>('number-clerk', {
      ...under,
      query: LOOK,
      variables: { id },
    });
    return looked.data.informationRequest.state === 'ANSWERED' ? true : null;
  });
}
