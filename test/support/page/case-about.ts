import { randomUUID } from 'node:crypto';
import { answered } from '../answered.js';
import { asAgain } from '../as-again.js';
import type { TestGateway } from '../gateway.js';

export const FIND = `query ($kanaPrefix: String!) { findPersons(where: {kanaPrefix: $kanaPrefix}) { persons { atenaNumber kana } } }`;
export const OPEN = `mutation ($input: OpenCaseInput!) { openCase(input: $input) { case { number } userErrors { message } } }`;

export const CLOSE = `mutation CloseOne($input: CloseCaseInput!) { closeCase(input: $input) { userErrors { message } } }`;

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
  readonly consent?: object;
}
const HEALTH: Counter = { account: 'clerk', purposes: ['INQUIRY'], window: 'health-counter' };
/** The person has consented in writing. */
export const CONSENTED: Counter = {
  ...HEALTH,
  consent: { form: '様式1', scopes: ['CONFIRM_RECORDS'], on: '2023-06-01' },
};
export const HEAD: Counter = { ...HEALTH, account: 'manager' };
export const DISCLOSURE: Counter = {
  account: 'disclosure',
  purposes: ['DISCLOSURE'],
  window: 'disclosure-counter',
};

/** The number of a new case about this person, who asked at the counter. */
export async function caseAbout(
  gateway: TestGateway,
  atenaNumber: string,
  { account, purposes, window, consent }: Counter = HEALTH,
): Promise<string> {
  const input = {
    ...{ idempotencyKey: randomUUID(), atenaNumbers: [atenaNumber], purposes, window },
    ...{ requester: 'PERSON', documents: ['NUMBER_CARD'], ...(consent && { consent }) },
  };
  const { openCase } = await answered(() =>
    asAgain<Opened>(gateway, account, { query: OPEN, variables: { input }, purpose: purposes[0] }),
  );
  const number = openCase.case?.number;
  if (number === undefined) throw new Error(`No case was opened: ${JSON.stringify(openCase)}`);
  return number;
}

/** Somebody who stands at the counter, and the case that was opened for them. */
export interface AtCounter {
  readonly number: string;
  readonly atenaNumber: string;
  readonly kana: string;
}

interface Found {
  readonly findPersons: {
    readonly persons: readonly { readonly atenaNumber: string; readonly kana: string }[];
  };
}

/** The first of that name has come, and a colleague has opened a case about them. */
export async function atCounter(gateway: TestGateway, kanaPrefix: string): Promise<AtCounter> {
  const asked = { query: FIND, variables: { kanaPrefix }, purpose: HEAD.purposes[0] };
  const { findPersons } = await answered(() => asAgain<Found>(gateway, HEAD.account, asked));
  const [person] = findPersons.persons;
  if (person === undefined) throw new Error(`nobody is called ${kanaPrefix}`);
  return { ...person, number: await caseAbout(gateway, person.atenaNumber, HEAD) };
}

const OPEN_CASES = `query OpenCasesOfMine { myCases(open: true, first: 1) { nodes { number } } }`;

/** The clerk has a case that is open: one is opened about this person where there is none. */
export async function someCase(gateway: TestGateway, atenaNumber: string): Promise<void> {
  interface Cases {
    readonly myCases: { readonly nodes: readonly object[] };
  }
  const asked = { query: OPEN_CASES, purpose: HEALTH.purposes[0] };
  const { myCases } = await answered(() => asAgain<Cases>(gateway, HEALTH.account, asked));
  if (myCases.nodes.length === 0) await caseAbout(gateway, atenaNumber);
}
