import { charge } from '../../../src/database/spent-time.js';
import { ListingTurns } from '../../../src/sources/listing-turns.js';
import { SourceBudget } from '../../../src/sources/source-budget.js';
import type { Sources } from '../../../src/sources/sources.js';

/** Sources that answer every call. */
const answering = {
  ask: (_system, signal, read) => read(signal),
  send: (_system, signal, write) => write(signal),
} as Pick<Sources, 'ask' | 'send'> as Sources;
const live = new AbortController().signal;
const one = () => Promise.resolve(1);

test('the twenty-first list is refused, and the refusal speaks of lists', () => {
  const budget = new SourceBudget();
  for (let list = 0; list < 20; list++) budget.countListing();
  expect(() => budget.countListing()).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      en: 'One operation may hold 20 lists, counts or statistics. Send several operations.',
      ja: '1回の操作に含められる一覧・件数・集計は20件までです。操作を分けて送ってください。',
    }),
  );
});

test.each(['ask', 'send'] as const)(
  'the two-hundred-and-first %s is refused, and the refusal speaks of reads',
  async (call) => {
    const sources = new SourceBudget().limit(answering);
    for (let read = 0; read < 200; read++) await sources.ask('HEALTH_MANAGEMENT', live, one);
    await expect(sources[call]('HEALTH_MANAGEMENT', live, one)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      en: 'One operation may ask the source systems 200 times. Select less of each person, or send several operations.',
      ja: '1回の操作で元のシステムに問い合わせられるのは200回までです。項目を減らすか、操作を分けて送ってください。',
    });
  },
);

/** docs/attacks.md K1. */
test.each(['ask', 'send'] as const)(
  'what a database did for a call by %s is charged to the operation',
  async (call) => {
    const spent: number[] = [];
    const holder = { account: 'a', turns: new ListingTurns(), spend: (ms: number) => void spent.push(ms) };
    const sources = new SourceBudget(holder).limit(answering);
    // As the lane of a file and the pool of a server charge each statement.
    const read = (signal: AbortSignal): Promise<number> => {
      charge(signal, 7);
      charge(signal, 5);
      return one();
    };
    await sources[call]('HEALTH_MANAGEMENT', new AbortController().signal, read);
    expect(spent).toEqual([7, 5]);
  },
);
