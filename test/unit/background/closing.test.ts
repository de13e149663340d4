import { Closing, openAll } from '../../../src/background/closing.js';

const part = (name: string, closed: string[], fault?: Error) => ({
  close: async () => {
    await Promise.resolve();
    closed.push(name);
    if (fault !== undefined) throw fault;
  },
});

test('what was opened last is closed first, and one that cannot close keeps no other open', async () => {
  const closed: string[] = [];
  const faults: unknown[] = [];
  const closing = new Closing((error) => void faults.push(error));
  const log = closing.add(part('log', closed));
  closing.add(part('index', closed, new Error('stuck')));
  closing.add({
    close: () => {
      throw new Error('at once');
    },
  });
  closing.add(part('server', closed));
  expect(log).toHaveProperty('close');
  await closing.close();
  expect(closed).toEqual(['server', 'index', 'log']);
  expect(faults).toEqual([new Error('at once'), new Error('stuck')]);
  await closing.close();
  expect(closed).toHaveLength(3);
});

test('what opens whole stays open', async () => {
  const closed: string[] = [];
  expect(await openAll(async (closing) => (closing.add(part('log', closed)), 'open'))).toBe('open');
  expect(closed).toEqual([]);
});

test('where one part fails, those before it are closed before the fault is told', async () => {
  const closed: string[] = [];
  const opened = openAll(async (closing) => {
    closing.add(part('log', closed, new Error('second fault')));
    closing.add(part('index', closed));
    await Promise.reject(new Error('first fault'));
  });
  await expect(opened).rejects.toThrow('first fault');
  expect(closed).toEqual(['index', 'log']);
});
