import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../client.js';
import type { TestGateway } from '../gateway.js';

/** What the tests of the vaccination record system ask the graph, from the terminals on which it is used. */

export const LGWAN = '127.0.0.2';

/** Somebody of the suites' city by the seed of the stand-in: moved in from the neighbour, or out. */
export function example(dataDirectory: string, name: 'movedIn' | 'movedOut'): string {
  const text = readFileSync(join(dataDirectory, 'vrs', 'examples.json'), 'utf8');
  return (JSON.parse(text) as Record<string, string | null>)[name] ?? '';
}

export interface Fault {
  readonly code: string;
  readonly field: string | null;
}

export type Payload = { readonly userErrors: readonly Fault[] } & Record<string, unknown>;

const ERRORS = 'userErrors { code field message messageJa }';
const RECORD =
  'vaccinationRecord { state coupons { number voidedOn } flags { movement kind effectiveOn planned state } }';

export const ACTS = {
  registerTarget: ['RegisterTargetInput', RECORD],
  reissueCoupon: ['ReissueCouponInput', RECORD],
  setTargetFlag: ['SetTargetFlagInput', RECORD],
  cancelTargetFlag: ['CancelTargetFlagInput', RECORD],
  recordCouponDose: ['RecordCouponDoseInput', `doseId version warnings ${RECORD}`],
  correctCouponDose: ['CorrectCouponDoseInput', `doseId version warnings ${RECORD}`],
  withdrawCouponDose: ['WithdrawCouponDoseInput', RECORD],
  askVaccinationRecord: [
    'AskVaccinationRecordInput',
    'answer { outcome municipality answeredAt doses { dose day maker lot } }',
  ],
  applyForCertificate: ['ApplyForCertificateInput', 'application { number state }'],
  decideApplication: ['DecideApplicationInput', 'application { number state }'],
  markApplicationIssued: ['MarkApplicationIssuedInput', 'application { number state }'],
} as const;
export type ActName = keyof typeof ACTS;

export const documentOf = (name: ActName): string =>
  `mutation ($input: ${ACTS[name][0]}!) { ${name}(input: $input) { ${ACTS[name][1]} ${ERRORS} } }`;

export interface How {
  readonly account?: string;
  readonly purpose?: string;
  readonly case?: string;
  readonly from?: string;
}

export async function answerOf(
  gateway: TestGateway,
  name: ActName,
  input: object,
  { account = 'vrs-clerk', purpose = 'HISTORY', from = LGWAN, ...how }: How = {},
): Promise<Answer<Record<string, Payload | null>>> {
  return gateway.as(account, { query: documentOf(name), variables: { input }, purpose, from, ...how });
}

/** The payload of an act; fails where there is none. */
export async function act(gateway: TestGateway, name: ActName, input: object, how?: How): Promise<Payload> {
  const { data, errors } = await answerOf(gateway, name, input, how);
  if (data?.[name] == null) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data[name];
}

/** Opens a case at the counter, and gives its number. */
export async function openCase(gateway: TestGateway, input: object): Promise<string> {
  const { data, errors } = await gateway.as<{
    openCase: { case: { number: string } | null; userErrors: Fault[] };
  }>('clerk', {
    query:
      'mutation ($input: OpenCaseInput!) { openCase(input: $input) { case { number } userErrors { code field } } }',
    variables: {
      input: {
        ...{ idempotencyKey: `case-${Math.random().toString(36).slice(2)}`, window: 'health-counter' },
        ...{ requester: 'PERSON', documents: ['NUMBER_CARD'], purposes: ['INQUIRY'] },
        ...input,
      },
    },
    purpose: 'INQUIRY',
  });
  const number = data?.openCase?.case?.number;
  if (number === undefined) throw new Error(JSON.stringify([data, errors]));
  return number;
}

export const CONSENT = {
  form: '新接種券発行申請書兼接種記録確認同意書',
  scopes: ['CONFIRM_RECORDS', 'ISSUE_COUPON'],
  on: '2023-06-20',
};
