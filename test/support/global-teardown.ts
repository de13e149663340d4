import { rmSync } from 'node:fs';

export default function tearDown(): void {
  const directory = process.env['SEKISHO_TEST_CITY'];
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
}
