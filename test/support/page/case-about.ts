import { randomUUID } from 'node:crypto';
import type { TestGateway } from '../gateway.js';

export const OPEN = `mutation ($input: OpenCaseInput!) { openCase(input: $input) { case { number } userErrors { message } } }`;

interface Opened {
  readonly openCase: {
    readonly case: { readonly number: string } | null;
    readonly userErrors: readonly object[];
  };
}

/** An account that opens cases, for what, and its window. */
interface Counter {
  readonly account: string;
  readonly purposes: readonly [string, ...string[]];
  readonly window: string;
}
const HEALTH: Counter = { account: 'clerk', purposes: ['INQUIRY', 'HISTORY'], window: 'health-counter' };
export const DISCLOSURE: Counter = {
  account: 'disclosure',
  purposes: ['DISCLOSURE'],
  window: 'disclosure-counter',
};

/** The number of a new case about this person, who asked at the counter. */
export async function caseAbout(
  gateway: TestGateway,
  atenaNumber: string,
  { account, purposes, window }: Counter = HEALTH,
): Promise<string> {
  const input = {
    ...{ idempotencyKey: randomUUID(), atenaNumbers: [atenaNumber], purposes, window },
    ...{ requester: 'PERSON', documents: ['NUMBER_CARD'] },
  };
  const { data, errors } = await gateway.as<Opened>(account, {
    ...{ query: OPEN, variables: { input }, purpose: purposes[0] },
  });
  const number = data?.openCase.case?.number;
  if (number === undefined) throw new Error(`No case was opened: ${JSON.stringify([errors, data])}`);
  return number;
}
