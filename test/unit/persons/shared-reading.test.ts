import { SharedReading } from '../../../src/persons/shared-reading.js';

/** A reading that notes what it was asked for, and answers with the keys but for what fails. */
function noted(failing: Readonly<Record<string, Error>> = {}) {
  const asked: (readonly string[])[] = [];
  const outage: { error: Error | null } = { error: null };
  const reading = new SharedReading<string>((keys) => {
    asked.push([...keys]);
    if (outage.error !== null) return Promise.reject(outage.error);
    return Promise.resolve(keys.map((key) => failing[key] ?? `value of ${key}`));
  });
  return { reading, asked, outage };
}

const valuesOf = (...keys: readonly string[]) => keys.map((key) => `value of ${key}`);

test('what is asked for in one go is read in one go, each key once, in whatever order it is asked for', async () => {
  const { reading, asked } = noted();
  const answers = await Promise.all([
    reading.of(['a', 'b', 'a']),
    reading.of(['b', 'c']),
    Promise.resolve().then(() => reading.of(['d'])),
  ]);
  expect(answers).toEqual([valuesOf('a', 'b', 'a'), valuesOf('b', 'c'), valuesOf('d')]);
  expect(asked).toEqual([['a', 'b', 'c', 'd']]);
  expect(await reading.of(['c', 'a'])).toEqual(valuesOf('c', 'a'));
  expect(await reading.of(['a', 'e'])).toEqual(valuesOf('a', 'e'));
  expect(asked).toEqual([['a', 'b', 'c', 'd'], ['e']]);
  expect(await reading.of([])).toEqual([]);
});

test('whoever asks for what is being read waits for it, and for what is read behind it', async () => {
  const { reading, asked } = noted();
  const first = reading.of(['a']);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await Promise.all([first, reading.of(['a', 'b'])])).toEqual([valuesOf('a'), valuesOf('a', 'b')]);
  expect(asked).toEqual([['a'], ['b']]);
});

test('a key that fails fails for whoever asks for it, and is not read again', async () => {
  const { reading, asked } = noted({ b: new RangeError('b') });
  const [good, bad] = await Promise.allSettled([reading.of(['a']), reading.of(['a', 'b'])]);
  expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
  await expect(reading.of(['b'])).rejects.toThrow('b');
  expect(asked).toEqual([['a', 'b']]);
});

test('a reading that fails as a whole fails for all who wait for it, and is made anew', async () => {
  const { reading, asked, outage } = noted();
  outage.error = new RangeError('silent');
  const all = await Promise.allSettled([reading.of(['a']), reading.of(['b'])]);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  outage.error = null;
  expect(await reading.of(['b'])).toEqual(valuesOf('b'));
  expect(asked).toEqual([['a', 'b'], ['b']]);
});
