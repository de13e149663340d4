import { join } from 'node:path';
import Database from 'better-sqlite3';
import { KillRounds, type KilledMutation } from '../support/writing/kill-rounds.js';
import { KILLED_IN } from '../support/writing/mutations.js';
import { simulateMonth, type SimulatedMonth } from '../unit/review/simulated-month.js';

/**
 * Kills of the gateway at each step of judging a finding of the review and of signing one (docs/attacks.md W13): each ends
 * by itself, and stands once.
 */

/** Findings of these days are judged, and reviews of single days before them are signed. */
const JUDGED = { from: '2023-06-16', to: '2023-06-30' };

let month: SimulatedMonth;
let rounds: KillRounds;
let findings: string[] = [];
let judged = 0;
let days = 0;
beforeAll(async () => {
  month = await simulateMonth();
  const source = (system: string) => `sqlite:${join(month.city, '132101', `${system}.sqlite`)}`;
  rounds = new KillRounds({
    ...{ data: month.root, opened: false, acts: 'review_act', ends: 'ITSELF', mutations: REVIEW },
    asking: { purpose: 'AUDIT', from: '127.0.0.4' },
    settings: {
      ...{ SEKISHO_DATA: month.root, SEKISHO_TODAY: '2023-07-03' },
      ...{ SEKISHO_REGISTRY_URL: source('registry'), SEKISHO_HEALTH_URL: source('health') },
      SEKISHO_ADDRESS_URL: source('address-name'),
    },
  });
  await rounds.begin();
  findings = (await read(JUDGED)).findings.map(({ id }) => id);
}, 300_000);
afterAll(async () => {
  await rounds?.end();
  month?.remove();
});

interface Review {
  readonly digest: string;
  readonly findings: readonly { readonly id: string }[];
}

async function read(of: { readonly from: string; readonly to: string }): Promise<Review> {
  const query =
    'query ($from: Date!, $to: Date!) { review(from: $from, to: $to) { digest findings { id } } }';
  const { data, errors } = await rounds.ask<{ review: Review }>('auditor', query, of);
  expect(errors).toEqual([]);
  return data.review;
}

function count(sql: string, ...values: unknown[]): number {
  const store = new Database(join(month.root, 'store.sqlite'), { readonly: true, timeout: 10_000 });
  try {
    return store.prepare(sql).all(...values).length;
  } finally {
    store.close();
  }
}

const REVIEW: Readonly<Record<string, KilledMutation>> = {
  classifyFinding: {
    account: 'auditor',
    query:
      'mutation ($input: ClassifyFindingInput!) { classifyFinding(input: $input) { finding { id verdict } userErrors { code } } }',
    fresh: () => {
      // Judged once more, a finding has another verdict.
      const id = findings[(judged += 1) % findings.length];
      return Promise.resolve({ input: { ...JUDGED, id, verdict: 'JUSTIFIED', note: '所属長に確認済み' } });
    },
    made: (_variables, act) => count('SELECT 1 FROM review_verdict WHERE id = ?', act),
  },
  signReview: {
    account: 'auditor',
    query:
      'mutation ($input: SignReviewInput!) { signReview(input: $input) { review { record digest } userErrors { code } } }',
    fresh: async () => {
      days += 1;
      const day = `2023-06-${String(days).padStart(2, '0')}`;
      const { digest } = await read({ from: day, to: day });
      return { input: { from: day, to: day, digest } };
    },
    made: (_variables, act) =>
      count('SELECT 1 FROM review_signature WHERE id = ? AND record IS NOT NULL', act),
  },
};

test('killed at a step, a verdict or a signature ends by itself, and its key does it once', async () => {
  await rounds.run();
  expect(rounds.faults).toEqual([]);
  expect(await rounds.verify()).toBe(true);
}, 1_800_000);

test('those are the mutations that are killed here', () => {
  expect(Object.keys(REVIEW).sort()).toEqual(KILLED_IN['test/fault/review-kill.test.ts'].toSorted());
});
