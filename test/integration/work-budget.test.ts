import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/** docs/attacks.md K1, K4: beside the counts stands what was done for an account, in databases and here. */

let gateway: TestGateway;
let policy: PolicyCopy;
beforeAll(async () => {
  policy = new PolicyCopy();
  policy.allowWork(1);
  gateway = await startTestGateway({}, { root: policy.root });
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
});

const PAGE =
  '{ residents(where: {}, first: 900) { nodes { atenaNumber name { kanji kana } birthDate { iso wareki } immunizations { id lot date { iso } } } } }';

test('an account whose questions were dear waits, is told how long, and nobody else waits with it', async () => {
  let answer = await gateway.as('clerk', { query: PAGE, purpose: 'RECOMMEND' });
  expect(answer.errors).toEqual([]);
  for (let asked = 1; asked < 200 && answer.status === 200; asked++)
    answer = await gateway.as('clerk', { query: PAGE, purpose: 'RECOMMEND' });
  expect(answer.status).toBe(429);
  expect(answer.errors).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', messageJa: expect.stringContaining('1分') } },
  ]);
  expect(answer.headers['retry-after']).toBe('60');
  expect(answer.record).toMatch(/^gw1\/\d+$/);
  // What is about nobody costs little and is always answered; and so is anybody else.
  expect((await gateway.as('clerk', { query: '{ viewer { account } }' })).errors).toEqual([]);
  const other = await gateway.as('manager', {
    query: '{ residents(where: {}, first: 1) { nodes { atenaNumber } } }',
    purpose: 'RECOMMEND',
  });
  expect(other.status).toBe(200);
});

test('what needs no purpose is refused like the rest where it is large, and what is small has a budget of its own', async () => {
  const names = (many: number, what: string) =>
    Array.from({ length: many }, (_, at) => `n${at}: ${what}`).join(' ');
  const large = `{ ${names(45, 'institutions(nameOrCode: "院", first: 40) { ...F }')} }
    fragment F on MedicalInstitution { ${names(20, 'name')} }`;
  const untilRefused = async (query: string): Promise<void> => {
    let answer = await gateway.as('number-clerk', { query });
    expect(answer.status).toBe(200);
    for (let asked = 1; asked < 500 && answer.status === 200; asked++)
      answer = await gateway.as('number-clerk', { query });
    expect(answer.status).toBe(429);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  };
  // Whoever asks for little all the time takes nothing from what else they have to do.
  await untilRefused('{ city { nameJa } }');
  await untilRefused(large);
  const others = { query: '{ viewer { account } }' };
  expect((await gateway.as('manager', others)).errors).toEqual([]);
});

test('documents that nobody has read before have a part of the budget, and what was refused is charged, too', async () => {
  const unknown = (at: number): string =>
    `{ ${Array.from({ length: 19 }, (_, n) => `v${at}_${n}: viewer { ${Array.from({ length: 99 }, (_x, m) => `x${m}: accuont`).join(' ')} }`).join(' ')} }`;
  let answer = await gateway.as('vrs-clerk', { query: unknown(0) });
  expect(answer.status).toBe(400);
  for (let asked = 1; asked < 200 && answer.status === 400; asked++)
    answer = await gateway.as('vrs-clerk', { query: unknown(asked) });
  expect(answer.status).toBe(429);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  expect(answer.headers['retry-after']).toBe('60');
  expect(answer.record).toMatch(/^gw1\/\d+$/);
  // Short ones are read whatever the long ones have cost.
  expect((await gateway.as('vrs-clerk', { query: '{ viewer { account } }' })).errors).toEqual([]);
});
