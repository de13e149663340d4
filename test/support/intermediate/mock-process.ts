import { clockOn } from '../../../src/calendar/clock.js';
import 'reflect-metadata';
import { join } from 'node:path';
import { MUNICIPALITY, NEIGHBOUR } from '../../../src/about.js';
import { Faults, type Moment } from '../../../src/mock/intermediate/faults.js';
import { startForCity } from '../../../src/mock/intermediate/start-for-city.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { TEST_CITY } from '../city.js';

/**
 * The stand-in as a process of its own, which kills itself at a moment that it is told: `mock-process.ts DATA
 * CITY PORT [MOMENT]`.
 */
const [, , dataDirectory = '', cityDirectory = '', port = '0', moment = ''] = process.argv;
const faults = new Faults();
faults.at = (now: Moment) => {
  if (now === moment) process.kill(process.pid, 'SIGKILL');
};
const policy = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei'));
startForCity({
  ...{
    dataDirectory,
    cityDirectory,
    city: TEST_CITY,
    municipality: MUNICIPALITY,
    neighbour: NEIGHBOUR,
    port: Number(port),
    faults,
  },
  policy: () => policy,
  clock: clockOn(TEST_CITY.asOf),
}).then(
  ({ url }) => process.stdout.write(`${url.href}\n`),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
