import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../src/about.js';
import { ROOT } from '../support/gateway.js';

/**
 * What `npm test` has built just before. `npx` sets the mode only the first time it sees a folder, so the build
 * must.
 */
test('the compiled command can be executed as it is, and is of this version', () => {
  const printed = execFileSync(join(ROOT, 'dist', 'src', 'cli.js'), ['--version'], { encoding: 'utf8' });
  expect(printed.trim()).toBe(VERSION);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(version).toBe(VERSION);
});
