import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../support/gateway.js';

/** docs/attacks.md L12: a process ends when its work has, and not while it waits for what keeps no process. */

const HOOK = join(ROOT, 'test/support/ts-hook.cjs');

const printed = (program: string): string =>
  execFileSync(process.execPath, ['-r', HOOK, '-e', program], { encoding: 'utf8', cwd: ROOT });

/** As a lane ends: a thread that keeps no process is waited for, in a race with a clock that keeps none either. */
const CLOSING = `(async () => {
  const worker = new (require('node:worker_threads').Worker)('setInterval(() => {}, 1000)', { eval: true });
  worker.unref();
  await new Promise((resolve) => setTimeout(resolve, 300).unref());
  await worker.terminate();
  console.log('closed');
})()`;

test('what is under way ends before the process', () => {
  const held = `require('${join(ROOT, 'src/background/held-open.ts')}').heldOpen`;
  expect([printed(`void ${CLOSING}`), printed(`void ${held}(${CLOSING})`)]).toEqual(['', 'closed\n']);
});

test('and a process whose work has failed ends, too', () => {
  const held = `require('${join(ROOT, 'src/background/held-open.ts')}').heldOpen`;
  expect(printed(`void ${held}(Promise.reject(new Error('x'))).catch(() => console.log('told'))`)).toBe(
    'told\n',
  );
});
