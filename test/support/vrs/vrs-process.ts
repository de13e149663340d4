import 'reflect-metadata';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Faults } from '../../../src/mock/vrs/faults.js';
import { startMockVrs } from '../../../src/mock/vrs/start.js';
import { smallSeed, TODAY } from './world.js';

/**
 * The stand-in as a process of its own, which kills itself at the moment that was last written to its input:
 * `vrs-process.ts FOLDER PORT`. It answers each such line with `armed`.
 */
const [, , folder = '', port = '0'] = process.argv;
const faults = new Faults();
let armed = '';
faults.at = (moment) => {
  if (moment === armed) process.kill(process.pid, 'SIGKILL');
};
startMockVrs({
  ...{ stateFile: join(folder, 'state.sqlite'), keysDirectory: join(folder, 'keys'), seed: smallSeed },
  ...{ port: Number(port), today: () => TODAY, faults },
}).then(
  ({ url }) => {
    process.stdout.write(`${url.href}\n`);
    createInterface({ input: process.stdin }).on('line', (line) => {
      armed = line;
      process.stdout.write('armed\n');
    });
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
