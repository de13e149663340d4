import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The cells of every README table row whose first cell is `NAME` in backticks and matches, in order of appearance.
 */
export function readmeRows(name: RegExp): readonly (readonly string[])[] {
  const text = readFileSync(join(resolve(__dirname, '..', '..'), 'README.md'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => name.test(cells[0] ?? ''));
}
