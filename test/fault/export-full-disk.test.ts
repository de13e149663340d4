import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonDoses } from '../../adapters/vaccination-record-system/model.js';
import { exportFile } from '../../src/vaccination-record/csv/export-file.js';
import { describeUnless } from '../support/skip.js';
import { COUPON, lineOf, settle } from '../support/vrs/acts.js';
import { RecordWorld } from '../support/vrs/record-world.js';
import { as, dose, KOGANEI } from '../support/vrs/world.js';

/** A disk that takes part of a page, and says nothing of the rest (docs/attacks.md V30). */

const ran = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const asRoot = process.getuid?.() === 0 && ran('which', 'mount');
/** Lines of an export; they fill more than what is left on the disk. */
const PERSONS = 60;
const PAGE_OF_MEMORY = 4096;

describeUnless(asRoot ? null : 'mounting a small file system takes root', 'a full disk', () => {
  const world = new RecordWorld();
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-full-disk-'));
  const disk = join(folder, 'disk');
  const filler = join(disk, 'filler');
  let people: readonly PersonDoses[];

  beforeAll(async () => {
    await world.start();
    await settle(world);
    await world.vrs.of(KOGANEI).recordDose(dose(lineOf(COUPON)), as());
    const [one] = await world.vrs.of(KOGANEI).dosesAfter(null, 1, as());
    if (one === undefined) throw new Error('a dose was recorded');
    people = Array.from({ length: PERSONS }, (_, n) => ({ ...one, person: String(2_000_000_000 + n) }));
    mkdirSync(disk);
    expect(ran('mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', disk)).toBe(true);
    // Two pages of memory are left.
    writeFileSync(filler, Buffer.alloc(14 * PAGE_OF_MEMORY));
  });
  afterAll(async () => {
    expect(ran('umount', '-l', disk)).toBe(true);
    await world.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const writing = (path: string) => {
    const { store, log, now } = world.parts();
    return exportFile({
      ...{ store, log, now, account: 'vrs-clerk', path, bom: false },
      read: (after) => Promise.resolve(after === null ? people : []),
      lookUp: (all) => Promise.resolve({ named: new Map(all.map((row) => [row, []])), closed: new Set() }),
    });
  };

  test('an export that is cut off is told, and has every person once there is room', async () => {
    await writing(join(folder, 'whole.csv'));
    const whole = readFileSync(join(folder, 'whole.csv'), 'utf8');
    expect(whole.trimEnd().split('\r\n')).toHaveLength(PERSONS + 1);
    await expect(writing(join(disk, 'wide.csv'))).rejects.toMatchObject({ code: 'ENOSPC' });
    rmSync(filler);
    await writing(join(disk, 'wide.csv'));
    expect(readFileSync(join(disk, 'wide.csv'), 'utf8')).toBe(whole);
  });
});
