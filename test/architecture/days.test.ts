import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.js';

/**
 * The first ten letters of an instant are its day in UTC, which until nine in the morning is the day before in Japan.
 * `dayInJapan` (the page: `dayOf`) is the one way from an instant to its day; what cuts one is listed here with a reason.
 */
const CUTS = /\.(slice|substring|substr)\(0, ?10\)|\.split\('T'\)/;
const NO_INSTANT = new Set([
  'src/calendar/japan-time.ts', // the clock of Japan, moved there before
  'src/audit/retention/retention-terms.ts', // a day of its own making
  'src/demo/work/office-days.ts', // a day of its own making
  'console/src/parts/month-field.tsx', // a day of its own making
  'console/src/parts/era.ts', // a day that was typed
  'adapters/resident-registry/support-measures.ts', // a year or day of the registry
]);

test('no instant is cut to its day in UTC', () => {
  const cut = ['src', 'schema', 'adapters', 'console/src'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => /\.tsx?$/.test(file) && CUTS.test(readFileSync(join(ROOT, file), 'utf8'))),
  );
  expect(cut.filter((file) => !NO_INSTANT.has(file))).toEqual([]);
  expect([...NO_INSTANT].filter((file) => !cut.includes(file))).toEqual([]);
});
