import { NEIGHBOUR } from '../../src/about.js';
import { listRecords } from '../../src/audit/reading/list-records.js';
import type { RecordSystemRecord } from '../../src/audit/record/record-system-record.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { act, CONSENT, example, openCase } from '../support/vrs/graph.js';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startTestGateway({}, { vrs: true })));
afterAll(() => gateway.stop());

const movedIn = () => example(gateway.settings.dataDirectory, 'movedIn');

async function records(): Promise<readonly RecordSystemRecord[]> {
  const found: RecordSystemRecord[] = [];
  const kinds = new Set(['RECORD_SYSTEM']);
  for await (const record of listRecords(gateway.settings.auditDirectory, gateway.auditKeys, { kinds }))
    found.push(record as unknown as RecordSystemRecord);
  return found;
}

test('the former municipality is asked with a consent and an identity check on the case, and answers with doses', async () => {
  const number = await openCase(gateway, { atenaNumbers: [movedIn()], consent: CONSENT });
  const input = { idempotencyKey: 'ask-once-key', atenaNumber: movedIn(), need: 'NEW_COUPON' };
  const payload = await act(gateway, 'askVaccinationRecord', input, { case: number });
  expect(payload).toMatchObject({
    userErrors: [],
    answer: { outcome: 'PROVIDED', municipality: NEIGHBOUR },
  });
  const [intent, outcome] = (await records()).slice(-2);
  expect(intent).toMatchObject({
    ...{ act: 'askVaccinationRecord', phase: 'INTENT', result: null, account: 'vrs-clerk', case: number },
    ...{ basis: 'VRS_19_16_GIVEN', cites: 'R148; 番号法第19条第16号' },
  });
  expect(outcome).toMatchObject({ phase: 'OUTCOME', result: 'PROVIDED', id: intent?.id });
  expect(await act(gateway, 'askVaccinationRecord', input, { case: number })).toEqual(payload);
  expect((await records()).slice(-1)).toEqual([outcome]);
});
