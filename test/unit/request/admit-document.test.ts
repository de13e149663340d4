import { buildGraph } from '../../../schema/build-schema.js';
import { atOnce } from '../../../src/background/loop-turns.js';
import { ReadDocuments } from '../../../src/documents/read-documents.js';
import { someone } from '../../../src/policy/grants.js';
import { admitDocument } from '../../../src/request/admit-document.js';
import { RequestState } from '../../../src/request/request-state.js';
import { MemoryCounter } from '../../../src/shared-state/memory-counter.js';
import { ListingTurns } from '../../../src/sources/listing-turns.js';
import { policy } from '../policy/harness.js';

/**
 * docs/attacks.md K2: a document is checked once, and long ones of one account that are not known yet are read one
 * after another.
 */

const schema = buildGraph();

const services = () => ({
  readDocuments: new ReadDocuments(schema),
  documents: null,
  documentTurns: new ListingTurns(),
  counter: new MemoryCounter(),
});

/** A request of an account. */
function requestOf(account: string): RequestState {
  const state = new RequestState(new AbortController().signal, policy);
  const principal = { ...someone('clerk', []), account };
  state.claims = { principal, zone: null, purpose: null, caseNumber: null, namedCase: null };
  return state;
}

const long = (name: string): string =>
  `{ ${Array.from({ length: 200 }, (_, at) => `${name}_${at}: viewer { account }`).join(' ')} }`;
/** `passed` or `refused`; `waits` where it has not come to an end by itself. */
const settled = async (work: Promise<void>): Promise<string> => {
  let now = 'waits';
  void work.then(
    () => (now = 'passed'),
    () => (now = 'refused'),
  );
  for (let turns = 0; turns < 300; turns++) await new Promise((resolve) => setImmediate(resolve));
  return now;
};

test('a long document waits until the one before it is answered; short, known and others’ ones do not', async () => {
  const here = services();
  const first = requestOf('a');
  await admitDocument(first, here, long('first'));
  const second = requestOf('a');
  const waiting = admitDocument(second, here, long('second'));
  expect(await settled(waiting)).toBe('waits');
  expect(await settled(admitDocument(requestOf('a'), here, '{ viewer { account } }'))).toBe('passed');
  expect(await settled(admitDocument(requestOf('a'), here, long('first')))).toBe('passed');
  expect(await settled(admitDocument(requestOf('b'), here, long('of_b')))).toBe('passed');
  expect(second.documentMs).toBe(0);
  first.leaveTurns();
  await waiting;
  expect(second.documentMs).toBeGreaterThan(0);
});

test('one that waited while the same was read is not read again', async () => {
  const here = services();
  const [first, second] = [requestOf('a'), requestOf('a')];
  await admitDocument(first, here, long('same'));
  here.readDocuments = new ReadDocuments(schema);
  const waiting = admitDocument(second, here, long('same'));
  atOnce(here.readDocuments.read(long('same'), false));
  first.leaveTurns();
  await waiting;
  expect(second.documentMs).toBe(0);
});

test('what is refused is charged and not kept as known, and gives its turn on', async () => {
  const here = services();
  const text = `{ ${'viewer { account } '.repeat(200)} a: resident(number: "1234 5678 9018") { age } }`;
  for (const state of [requestOf('a'), requestOf('a')]) {
    await expect(admitDocument(state, here, text)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(state.documentMs).toBeGreaterThan(0);
    state.leaveTurns();
  }
  expect(here.readDocuments.size).toBe(0);
});
