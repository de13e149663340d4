import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseUrl } from '../../../src/database/database-url.js';
import { LinkageStore } from '../../../src/linkage/linkage-store.js';
import { StaffStore } from '../../../src/staff/staff-store.js';

let folder: string;
let url: DatabaseUrl;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-store-fault-'));
  const path = join(folder, 'store.sqlite');
  writeFileSync(path, 'no database, and long enough to be read as the head of one '.repeat(20));
  url = { kind: 'sqlite', path };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A store that cannot be opened: whoever reads the fault must know which one to look after. */
test('a fault of the staff store speaks of the staff directory', async () => {
  const opened = StaffStore.open({ url }, () => {
    throw new Error('must not be seeded');
  });
  await expect(opened).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    detail: 'staff store SQLITE_NOTADB',
    ja: expect.stringContaining('職員台帳'),
    en: expect.stringContaining('the staff directory'),
  });
});

test('a fault of the linkage store speaks of the exchange, and not of the staff directory', async () => {
  const fault: unknown = await LinkageStore.open({ url }).catch((error: unknown) => error);
  expect(fault).toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    detail: 'linkage store SQLITE_NOTADB',
    ja: expect.stringContaining('情報連携'),
    en: expect.stringContaining('the exchange with the intermediate server'),
  });
  const { ja, en } = fault as { ja: string; en: string };
  expect(`${ja} ${en}`).not.toMatch(/職員|staff/);
});
