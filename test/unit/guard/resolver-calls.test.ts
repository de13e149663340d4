import { setImmediate as turn } from 'node:timers/promises';
import { ResolverCalls } from '../../../src/guard/resolver-calls.js';

/** Nothing is sealed before the last resolver has ended, however it was given up. */

/** A resolver that ends when the test says so. */
function resolver() {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = () => resolve('value');
    fail = reject;
  });
  return { ended, end, fail };
}

/** Whether a wait is over, asked after more turns of the loop than any answer needs. */
function watch(wait: Promise<void>) {
  let over = false;
  void wait.then(() => (over = true));
  return async () => {
    for (let turns = 0; turns < 20; turns++) await turn();
    return over;
  };
}

test('the end waits for each that is under way, those that fail among them', async () => {
  const calls = new ResolverCalls();
  const [one, other] = [resolver(), resolver()];
  const values = [calls.until(one.ended), calls.until(other.ended)] as const;
  const isOver = watch(calls.allEnded());
  expect(await isOver()).toBe(false);
  one.fail(new Error('away'));
  await expect(values[0]).rejects.toThrow('away');
  expect(await isOver()).toBe(false);
  other.end();
  expect(await values[1]).toBe('value');
  expect(await isOver()).toBe(true);
});

test('the answer is over from the moment it is formed, not before and not only when all have ended', async () => {
  const calls = new ResolverCalls();
  const one = resolver();
  void calls.until(one.ended);
  expect(calls.isOver).toBe(false);
  const ended = calls.allEnded();
  expect(calls.isOver).toBe(true);
  one.end();
  await ended;
  expect(calls.isOver).toBe(true);
});

test('where nothing is under way it ends by itself', async () => {
  expect(await watch(new ResolverCalls().allEnded())()).toBe(true);
});

test('children that begin when their parent has ended are waited for, generation by generation', async () => {
  const calls = new ResolverCalls();
  const [parent, child, grandchild] = [resolver(), resolver(), resolver()];
  calls.begin();
  void calls.until(parent.ended).then(() => {
    calls.begin();
    return calls.until(child.ended).then(() => {
      // A batch is asked for in a tick of its own.
      process.nextTick(() => {
        calls.begin();
        void calls.until(grandchild.ended);
      });
    });
  });
  const isOver = watch(calls.allEnded());
  parent.end();
  expect(await isOver()).toBe(false);
  child.end();
  expect(await isOver()).toBe(false);
  grandchild.end();
  expect(await isOver()).toBe(true);
  expect(calls.count).toBe(3);
});

test('the only one that has begun may bring a child, too', async () => {
  const calls = new ResolverCalls();
  const child = resolver();
  calls.begin();
  const isOver = watch(calls.allEnded());
  process.nextTick(() => {
    calls.begin();
    void calls.until(child.ended);
  });
  expect(await isOver()).toBe(false);
  child.end();
  expect(await isOver()).toBe(true);
});

test('a child that answers at once may bring another: it is quiet when a whole turn brought none', async () => {
  const calls = new ResolverCalls();
  const late = resolver();
  const begin = async (times: number) => {
    for (let at = 0; at < times; at++) {
      calls.begin();
      await turn();
    }
    void calls.until(late.ended);
  };
  const isOver = watch(calls.allEnded());
  await begin(5);
  expect(await isOver()).toBe(false);
  late.end();
  expect(await isOver()).toBe(true);
});

test('who tells how the others fared waits for them, and not for those that wait like it', async () => {
  const calls = new ResolverCalls();
  const [one, other] = [resolver(), resolver()];
  for (const { ended } of [one, other]) void calls.until(ended);
  const tellers = [1, 2, 3].map(() => calls.othersEnded());
  const looks = tellers.map((teller) => watch(calls.until(teller)));
  const isOver = watch(calls.allEnded());
  const over = async () => Promise.all([...looks, isOver].map((look) => look()));
  expect(await over()).toEqual([false, false, false, false]);
  one.end();
  expect(await over()).toEqual([false, false, false, false]);
  other.end();
  expect(await over()).toEqual([true, true, true, true]);
});

test('who comes to wait when others have told already waits again', async () => {
  const calls = new ResolverCalls();
  await calls.until(calls.othersEnded());
  const one = resolver();
  void calls.until(one.ended);
  const told = watch(calls.until(calls.othersEnded()));
  expect(await told()).toBe(false);
  one.end();
  expect(await told()).toBe(true);
  const all = watch(calls.allEnded());
  const last = resolver();
  void calls.until(last.ended);
  expect(await all()).toBe(false);
  last.end();
  expect(await all()).toBe(true);
});

test('failures are told when all else has ended, in the order of the document; who asks how the others fared hears it before', async () => {
  const calls = new ResolverCalls();
  const told: string[] = [];
  const [one, others] = [resolver(), resolver()];
  const place = (key: string, start: number) => ({
    nodes: [{ loc: { start } }] as never,
    path: { prev: undefined, key, typename: undefined },
  });
  const fail = (key: string, start: number) =>
    calls.until(calls.turnToFail(place(key, start)).then(() => told.push(key)));
  void calls.until(one.ended);
  void calls.until(calls.othersEnded().then(() => told.push('others')));
  void fail('second', 20);
  void fail('first', 10);
  void calls.until(others.ended);
  const isOver = watch(calls.allEnded());
  one.end();
  expect([await isOver(), told]).toEqual([false, []]);
  others.end();
  expect([await isOver(), told]).toEqual([true, ['others', 'first', 'second']]);
});

test('the last of which others wait to hear fails: they hear it, and then it is told', async () => {
  const calls = new ResolverCalls();
  const told: string[] = [];
  const last = resolver();
  const place = { nodes: undefined, path: { prev: undefined, key: 'last', typename: undefined } };
  void calls.until(last.ended.then(() => calls.turnToFail(place)).then(() => told.push('last')));
  void calls.until(calls.othersEnded().then(() => told.push('others')));
  const isOver = watch(calls.allEnded());
  expect([await isOver(), told]).toEqual([false, []]);
  last.end();
  expect([await isOver(), told]).toEqual([true, ['others', 'last']]);
});

test('one that is under way and comes to wait for the others keeps none of them waiting', async () => {
  const calls = new ResolverCalls();
  const one = resolver();
  void calls.until(calls.othersEnded());
  void calls.until(one.ended.then(() => calls.othersEnded()));
  const isOver = watch(calls.allEnded());
  expect(await isOver()).toBe(false);
  one.end();
  expect(await isOver()).toBe(true);
});
