import { Agent } from 'node:http';
import { ask } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { recordsOf } from '../support/policy-copy.js';

/** However much one account sends at once, of however little each, others come in between: docs/attacks.md K17. */

const MANY = 300;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

test('of all that one account sends at once a few are under way, and each is answered', async () => {
  const token = await gateway.token('clerk');
  const agent = new Agent({ keepAlive: true, maxSockets: MANY });
  const all = Array.from({ length: MANY }, () =>
    ask(gateway.port, { query: '{ viewer { account } }', token, agent }),
  );
  expect(new Set((await Promise.all(all)).map(({ status }) => status))).toEqual(new Set([200]));
  agent.destroy();
  const open = new Set<number>();
  let most = 0;
  for (const record of await recordsOf(gateway)) {
    if (record.kind === 'INTENT' && record.account === 'clerk') open.add(record.seq);
    if (record.kind === 'OUTCOME' && record.intent !== null) open.delete(record.intent);
    most = Math.max(most, open.size);
  }
  expect(most).toBeLessThanOrEqual(32);
});
