import { randomUUID } from 'node:crypto';
import { Sealed } from '../../../src/individual-number/sealed.js';
import { answered } from '../answered.js';
import { asAgain } from '../as-again.js';
import { cityRows } from '../city.js';
import type { TestGateway } from '../gateway.js';
import { KOGANEI, KOKUBUNJI, openAs, until, VACCINATIONS } from './world.js';

export const WAITING = '{ provisionRequests { nodes { id } } }';
interface Waiting {
  readonly provisionRequests: { readonly nodes: readonly { readonly id: string }[] };
}

/** Another city asks about somebody who is not answered automatically. */
export async function waitingProvision(
  gateway: TestGateway,
  person: string,
  network = gateway.network,
): Promise<string> {
  const { state } = network;
  const [{ togo = '' } = {}] = cityRows<{ togo: string }>(
    'address-name',
    `SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND TRIM(GYOMU_NO) = '${person}'`,
  );
  state
    .prepare(
      `INSERT OR REPLACE INTO restriction SELECT institution, link, ?, 1, 0, 0, 'KG1002' FROM person
       WHERE institution = ? AND integrated = ?`,
    )
    .run(VACCINATIONS, KOGANEI, togo.trim());
  const there = state
    .prepare<[string, string, string], { integrated: string }>(
      `SELECT other.integrated FROM person own JOIN person other USING (link)
       WHERE own.institution = ? AND own.integrated = ? AND other.institution = ?`,
    )
    .get(KOGANEI, togo.trim(), KOKUBUNJI);
  const kokubunji = openAs(network, KOKUBUNJI);
  try {
    await kokubunji.request(
      {
        ...{ requestId: randomUUID(), row: '16の2', provider: KOGANEI, items: [VACCINATIONS] },
        ...{ condition: { kind: 'ALL' }, hidden: false },
      },
      new Sealed(there?.integrated ?? ''),
      { staff: 'KB-1', signal: AbortSignal.timeout(60_000) },
    );
  } finally {
    await kokubunji.close();
  }
  const asked = { query: WAITING, purpose: 'HISTORY', case: 'K-2023-41' };
  return until(async () => {
    const { provisionRequests } = await answered(() => asAgain<Waiting>(gateway, 'manager', asked));
    return provisionRequests.nodes[0]?.id ?? null;
  });
}
