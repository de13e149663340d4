import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberAcross } from '../../../src/individual-number/typed-text.js';
import { startVrs } from '../../support/gateway.js';

/** A number of which several cells of a line have a piece. docs/attacks.md V9. */

test.each([
  [['本町会場', '123456', '789018'], 1],
  [['1234', '5678', '9018'], 0],
  [['1234', '5678', '9018', '3009094'], 0],
  [['12345', '', '6789018', '20210601'], 0],
  [['番号1234', '', '56789018'], 0],
  [['123456', '789018', '123456'], 0],
] as const)('of %j it begins in cell %i', (cells, at) => {
  expect(numberAcross(cells)).toBe(at);
});

test.each([
  // Another check digit, two days, a day and a lot, a municipality's code and another figure.
  [['123456', '789017']],
  [['20210601', '20210722']],
  [['20210601', '3009094']],
  [['132101', '本町会場', '見本 太郎', 'モデルナ', '3009094']],
  [['132101', '', '', '', '3009094']],
  // In one cell alone: that is `mayBeNumber`'s.
  [['123456789018', '']],
])('of %j there is none', (cells) => {
  expect(numberAcross(cells)).toBeNull();
});

test('no dose that the record system has of the whole city is taken for one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-across-'));
  const vrs = await startVrs(folder);
  try {
    const doses = vrs.state
      .prepare<[], Record<'given_in' | 'venue' | 'doctor' | 'maker' | 'lot', string>>('SELECT * FROM dose')
      .all();
    expect(doses.length).toBeGreaterThan(1_000);
    const taken = doses.filter(
      ({ given_in: givenIn, venue, doctor, maker, lot }) =>
        numberAcross([givenIn, venue, doctor, maker, lot]) !== null,
    );
    expect(taken).toEqual([]);
  } finally {
    await vrs.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
