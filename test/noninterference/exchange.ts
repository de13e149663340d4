import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockIntermediate } from '../../src/mock/intermediate/start.js';
import { loadPolicy } from '../../src/policy/load.js';
import { testCity } from '../support/city.js';
import { ROOT, type TestGateway } from '../support/gateway.js';
import { BENEFITS, dose, INSURER, KOGANEI, PERMISSIONS, until } from '../support/intermediate/world.js';
import type { Player } from './cast.js';

/** A second insurer, so that it can be a secret which of them was asked; of a protected person no municipality is. */
export const OTHER_INSURER = '0610613200200001';
const INSURERS = [INSURER, OTHER_INSURER];

/** The network around one gateway, on which one inquiry about a person is made and answered. */
export interface Network {
  readonly environment: Readonly<Record<string, string>>;
  /** Asks this insurer about the person and waits until its answer is there. */
  inquire(gateway: TestGateway, provider: string): Promise<void>;
  close(): Promise<void>;
}

export async function openNetwork({ atenaNumber, integratedNumber }: Player): Promise<Network> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-twin-network-'));
  const { linkage } = loadPolicy(join(ROOT, 'policy', 'koganei'));
  const integrated = integratedNumber.padStart(15, '0');
  const called = (institution: string) => (institution === KOGANEI ? integrated : `9${integrated.slice(1)}`);
  const everywhere = [KOGANEI, ...INSURERS];
  const names = ['小金井市長', '見本健康保険組合', '別の健康保険組合'];
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
        nameEn: `Body ${at}`,
        kind: code === KOGANEI ? ('MUNICIPALITY' as const) : ('INSURER' as const),
      })),
      staff: [...linkage.users.values(), linkage.system].map(({ staff, roles }) => ({
        institution: KOGANEI,
        staff,
        roles: [...roles],
      })),
      persons: [everywhere.map((institution) => ({ institution, integrated: called(institution) }))],
      copies: INSURERS.map((code) => ({
        institution: code,
        integrated: called(code),
        item: BENEFITS,
        copies: [dose(BENEFITS, `of ${code}`)],
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
    row: '17',
    provider,
    items: [BENEFITS],
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
