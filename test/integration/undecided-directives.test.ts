import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md K19. A variable with a default may be null, and then decides nothing: that is for the caller to mend. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const HEAD = 'query ($n: Boolean = true)';
const ask = (selection: string) =>
  gateway.as('clerk', { query: `${HEAD} ${selection}`, variables: { n: null } });

test.each([
  ['below a field', '{ viewer { account @include(if: $n) role } }', ['viewer']],
  ['at the root', '{ viewer @include(if: $n) { account } }', undefined],
])('%s it is refused in its place, as graphql-js refuses it', async (_where, selection, path) => {
  const answer = await ask(selection);
  expect(answer.status).toBe(200);
  expect(answer.errors).toMatchObject([
    { message: 'An argument may not be null.', extensions: { code: 'BAD_USER_INPUT', retryable: false } },
  ]);
  expect(answer.errors[0]?.path).toEqual(path);
  expect(answer.data).toBeNull();
});

test.each([
  ['what is skipped', '{ viewer { account @skip(if: true) @include(if: $n) role } }', ['role']],
  [
    'a fragment that is opened already',
    '{ viewer { ...F ...F @include(if: $n) } } fragment F on Viewer { role }',
    ['role'],
  ],
])('of %s it is not looked at', async (_what, selection, keys) => {
  const answer = await ask(selection);
  expect(answer.errors).toEqual([]);
  expect(Object.keys((answer.data as unknown as { viewer: object }).viewer)).toEqual(keys);
});
