import { randomUUID } from 'node:crypto';
import { answered } from '../answered.js';
import { asAgain } from '../as-again.js';
import type { TestGateway } from '../gateway.js';

export const DOSES = `query DosesOfSome { residents(where: {kanaPrefix: "タナカ"}, first: 20) { nodes { atenaNumber immunizations { id version state } } } }`;
const WAITING = `query ChangesThatWait { immunizationChanges(first: 1) { nodes { id } } }`;

const ACTED = '{ userErrors { code } immunization { version } change { state } }';
export const CORRECT = `mutation CorrectOne($input: CorrectImmunizationInput!) { done: correctImmunization(input: $input) ${ACTED} }`;
export const WITHDRAW = `mutation WithdrawOne($input: WithdrawImmunizationInput!) { done: withdrawImmunization(input: $input) ${ACTED} }`;

interface Dose {
  readonly atenaNumber: string;
  readonly id: string;
  readonly version: string;
}

interface Acted {
  readonly done: {
    readonly userErrors: readonly { readonly code: string }[];
    readonly immunization: { readonly version: string } | null;
    readonly change: { readonly state: string } | null;
  };
}

/** Two doses of one person, as they stand. */
export async function twoDoses(gateway: TestGateway): Promise<readonly [Dose, Dose]> {
  interface Found {
    readonly residents: {
      readonly nodes: readonly {
        readonly atenaNumber: string;
        readonly immunizations: readonly (Omit<Dose, 'atenaNumber'> & { readonly state: string })[] | null;
      }[];
    };
  }
  const { residents } = await answered(() =>
    asAgain<Found>(gateway, 'clerk', { query: DOSES, purpose: 'HISTORY' }),
  );
  for (const { atenaNumber, immunizations } of residents.nodes) {
    const [one, other] = (immunizations ?? []).filter(({ state }) => state === 'RECORDED');
    if (one !== undefined && other !== undefined)
      return [
        { atenaNumber, id: one.id, version: one.version },
        { atenaNumber, id: other.id, version: other.version },
      ];
  }
  throw new Error('nobody has two doses');
}

export async function changeOf(
  gateway: TestGateway,
  name: 'correct' | 'withdraw',
  { atenaNumber, id, version }: Dose,
  more: object,
  account = 'clerk',
): Promise<Acted['done']> {
  const query = name === 'correct' ? CORRECT : WITHDRAW;
  const idempotencyKey = randomUUID();
  const input = { idempotencyKey, atenaNumber, id, version, way: 'COUNTER', ...more };
  const asked = { query, variables: { input }, purpose: 'HISTORY' };
  return (await answered(() => asAgain<Acted>(gateway, account, asked))).done;
}

/** Settled by a first correction; what comes after it takes the holder of the office. */
export async function settled(gateway: TestGateway, dose: Dose): Promise<Dose> {
  const { immunization, userErrors } = await changeOf(gateway, 'correct', dose, {
    ...{ changes: { place: '東の会場' }, reason: '予診票と見比べた' },
  });
  if (immunization === null) throw new Error(`not corrected: ${JSON.stringify(userErrors)}`);
  return { ...dose, version: immunization.version };
}

/** A correction and a withdrawal wait for approval: the clerk asks for them where nothing waits. */
export async function someChanges(gateway: TestGateway): Promise<void> {
  interface Changes {
    readonly immunizationChanges: { readonly nodes: readonly object[] };
  }
  const { immunizationChanges } = await answered(() =>
    asAgain<Changes>(gateway, 'manager', { query: WAITING, purpose: 'HISTORY' }),
  );
  if (immunizationChanges.nodes.length > 0) return;
  const [one, other] = await twoDoses(gateway);
  await changeOf(gateway, 'correct', await settled(gateway, one), {
    ...{ changes: { place: '西の会場' }, reason: '会場の書き間違い' },
  });
  await changeOf(gateway, 'withdraw', await settled(gateway, other), { reason: '別の方の予診票だった' });
}
