import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { pastWork } from '../../src/demo/past-work.js';
import { TEST_CITY, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

const REVIEW = `query ReviewOfJune {
  review(from: "2023-06-01", to: "2023-06-27") { log operations findings { detector } }
}`;

interface Reviewed {
  readonly review: {
    readonly log: string;
    readonly operations: number;
    readonly findings: readonly { readonly detector: string }[];
  };
}

/** The demo tells a story: what its staff did is in its log before anybody asks. */
describe('a month of work in the demo’s log', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const { directory: city } = testCity();
    gateway = await startTestGateway(
      {},
      { work: (facts) => pastWork({ city, seed: TEST_CITY.seed }, facts) },
    );
  });
  afterAll(() => gateway.stop());

  test('verifies like any other, and the review finds the snooping in it', async () => {
    const { data, errors } = await gateway.as<Reviewed>('auditor', { query: REVIEW, purpose: 'AUDIT' });
    expect(errors).toEqual([]);
    const { log, operations, findings } = data.review;
    expect(log).toBe('WHOLE');
    expect(operations).toBeGreaterThan(1_000);
    expect(findings.map(({ detector }) => detector)).toEqual(
      expect.arrayContaining([
        'OWN_HOUSEHOLD',
        'NEIGHBOUR',
        'OUT_OF_HOURS',
        'ENUMERATION',
        'REPEATED_MISSES',
      ]),
    );
    const { auditDirectory } = gateway.settings;
    expect((await verifyLog(auditDirectory, secretsOf(gateway.auditKeys))).whole).toBe(true);
  });
});
