import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/gateway.js';

/**
 * A supervisor that reads the address may send a signal at once. The process does it to itself here, in the very
 * write that tells the address, so that nothing depends on who is faster.
 */
const SIGNAL_IN_THE_WRITE = `
  const write = process.stdout.write;
  process.stdout.write = function (text, ...rest) {
    const told = /^(Sekisho|(Intermediate server|Vaccination record system) \\(stand-in\\)): http/m.test(text);
    if (told) process.kill(process.pid, 'SIGTERM');
    return write.call(this, text, ...rest);
  };
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-told-'));
  writeFileSync(join(folder, 'signal.cjs'), SIGNAL_IN_THE_WRITE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([['serve'], ['mock', 'intermediate', '--port', '0'], ['mock', 'vrs', '--port', '0']])(
  '%s closes in order on a signal sent the moment its address is told',
  async (...command) => {
    const child = spawn(
      process.execPath,
      [
        ...['-r', join(folder, 'signal.cjs')],
        ...['-r', join(ROOT, 'test/support/ts-hook.cjs'), join(ROOT, 'src/cli.ts'), ...command],
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...{ PATH: process.env['PATH'], SEKISHO_DATA: join(folder, 'data') },
          ...{ SEKISHO_CITY_SIZE: '500', SEKISHO_PORT: '0' },
        },
      },
    );
    child.stdout.resume();
    child.stderr.resume();
    await once(child, 'close');
    expect({ code: child.exitCode, signal: child.signalCode }).toEqual({ code: 0, signal: null });
  },
  240_000,
);
