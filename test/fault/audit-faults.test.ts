import { spawnSync } from 'node:child_process';
import { link, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { JournalOptions } from '../../src/audit/journal/journal-options.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import type { AuditLog } from '../../src/audit/audit-log.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { describeUnless } from '../support/skip.js';
import { Workplace, answer, intent, outcome } from '../unit/audit/fixtures.js';

/** What broke other logs: docs/attacks.md T8 (Vault #18943, #5361, #31718). */
let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

interface Watched {
  readonly log: AuditLog;
  /** Resolves when sealing works again. */
  readonly mended: Promise<void>;
  readonly reasons: string[];
}

async function opened(options: Partial<JournalOptions> = {}): Promise<Watched> {
  const reasons: string[] = [];
  let resolve: () => void = () => undefined;
  const mended = new Promise<void>((done) => (resolve = done));
  const onFault = (reason: string | null): void => (reason === null ? resolve() : void reasons.push(reason));
  return { log: await place.open({ probeMilliseconds: 5, onFault, ...options }), mended, reasons };
}

async function stored(directory: string): Promise<AuditRecord[]> {
  const all: AuditRecord[] = [];
  for await (const { record } of readRecords(directory, place.keys)) all.push(record);
  return all;
}

const whole = async (directory = place.audit): Promise<boolean> =>
  (await verifyLog(directory, secretsOf(place.keys))).whole;
const journalFile = (): string => join(place.audit, 'gw1', '000001.skl');

test('a journal removed while it is written: nothing is sealed until it is back, then the chain goes on', async () => {
  const { log, mended, reasons } = await opened();
  await answer(log, 'before');
  const lost = log.append(intent('caught in the middle'));
  await log.seal(intent('makes it durable'));
  await link(journalFile(), join(place.root, 'kept'));
  await rm(journalFile());

  const seals = [log.seal(intent('a')), log.seal(intent('b'))];
  for (const result of await Promise.allSettled(seals)) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'AUDIT_UNAVAILABLE' } });
  }
  expect(log.fault()).toMatch(/000001\.skl is gone/);
  expect(reasons).toEqual(['000001.skl is gone']);
  await expect(log.seal(intent('c'))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(() => log.append(intent('d'))).toThrow(
    expect.objectContaining({ code: 'AUDIT_UNAVAILABLE' }) as Error,
  );

  await rename(join(place.root, 'kept'), journalFile());
  await mended;
  expect(log.fault()).toBeNull();
  await log.seal(outcome(log, 'caught in the middle', lost));
  await log.close();
  expect(await whole()).toBe(true);
  const records = await stored(place.audit);
  expect(records.map((record) => record.seq)).toEqual(records.map((_, index) => index + 1));
  expect(records.filter((record) => record.kind === 'RECOVERY')).toHaveLength(1);
  expect(JSON.stringify(records)).not.toMatch(/"request":"[abcd]"/);
});

test('an outcome whose intent was lost in the fault is refused, though another record now bears its number', async () => {
  const { log, mended } = await opened();
  await link(journalFile(), join(place.root, 'kept'));
  await rm(journalFile());
  const lost = log.append(intent('mine'));
  await expect(log.seal(intent('other'))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await rename(join(place.root, 'kept'), journalFile());
  await mended;
  while (log.append(intent('stranger')) < lost);
  await expect(log.seal(outcome(log, 'mine', lost))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await log.close();
  expect(await whole()).toBe(true);
});

test.each(['000001.skl', 'head'])('%s replaced by a copy is noticed before the next answer', async (name) => {
  const { log } = await opened();
  const file = join(place.audit, 'gw1', name);
  await writeFile(join(place.root, 'copy'), await readFile(file));
  await rename(join(place.root, 'copy'), file);
  await expect(answer(log, 'r')).rejects.toMatchObject({
    code: 'AUDIT_UNAVAILABLE',
    detail: `${name} was replaced`,
  });
  await log.close();
});

test('a journal cut while it is written stays refused, and its folder stays as it is', async () => {
  const { log, reasons } = await opened();
  await answer(log, 'r');
  await truncate(journalFile(), 40);
  await expect(answer(log, 's')).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await log.close();
  expect(reasons).toEqual(['000001.skl was changed by someone else']);
  expect((await readFile(journalFile())).length).toBe(40);
  expect(await whole()).toBe(false);
});

test('the whole folder removed: refused, and close still returns', async () => {
  const { log } = await opened();
  await rm(place.audit, { recursive: true });
  await expect(answer(log, 'r')).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await log.close();
  expect(await whole()).toBe(false);
});

const asRoot = process.getuid?.() === 0;

function ran(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

describeUnless(asRoot ? null : 'mounting a small file system takes root', 'a full disk', () => {
  let disk: string;
  beforeEach(async () => {
    disk = join(place.root, 'disk');
    await mkdir(disk);
    expect(ran('mount', '-t', 'tmpfs', '-o', 'size=256k', 'none', disk)).toBe(true);
  });
  afterEach(() => {
    expect(ran('umount', '-l', disk)).toBe(true);
  });

  test('refuses what does not fit, keeps what was sealed, and goes on when there is room again', async () => {
    await writeFile(join(disk, 'filler'), Buffer.alloc(100_000));
    const directory = join(disk, 'audit');
    const { log, mended, reasons } = await opened({ directory });
    const sealed: number[] = [];
    const fill = async (): Promise<void> => {
      for (let count = 0; ; count++) {
        const results = await Promise.allSettled(
          Array.from({ length: 10 }, (_, index) => answer(log, `${count}-${index}`)),
        );
        for (const result of results) if (result.status === 'fulfilled') sealed.push(result.value);
        if (results.some((result) => result.status === 'rejected')) return;
      }
    };
    await fill();
    expect(log.fault()).toBe('ENOSPC');
    expect(reasons[0]).toBe('ENOSPC');
    expect(await whole(directory)).toBe(true);

    await rm(join(disk, 'filler'));
    await mended;
    sealed.push(await answer(log, 'with room again'));
    await log.close();
    expect(await whole(directory)).toBe(true);
    const outcomes = (await stored(directory))
      .filter((record) => record.kind === 'OUTCOME')
      .map((record) => record.seq);
    expect(outcomes).toEqual(sealed);
  });
});

const tools = ran('which', 'fsfreeze') && ran('which', 'mkfs.ext4');
const noFreeze = asRoot
  ? tools
    ? null
    : 'there is no fsfreeze or mkfs.ext4'
  : 'freezing a file system takes root';

describeUnless(noFreeze, 'a disk that hangs', () => {
  let disk: string;
  beforeEach(async () => {
    disk = join(place.root, 'disk');
    const image = join(place.root, 'image');
    await mkdir(disk);
    await writeFile(image, Buffer.alloc(4 * 1024 * 1024));
    expect(
      ran('mkfs.ext4', '-q', '-O', '^has_journal', image) && ran('mount', '-o', 'loop', image, disk),
    ).toBe(true);
  });
  afterEach(() => {
    ran('fsfreeze', '-u', disk);
    expect(ran('umount', '-l', disk)).toBe(true);
  });

  test('refuses after its deadline instead of keeping everybody waiting, and goes on when it wakes', async () => {
    const directory = join(disk, 'audit');
    const { log, mended } = await opened({ directory, commitMilliseconds: 100 });
    await answer(log, 'before');
    expect(ran('fsfreeze', '-f', disk)).toBe(true);
    await expect(answer(log, 'frozen')).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      detail: 'no commit within 100 ms',
    });
    expect(ran('fsfreeze', '-u', disk)).toBe(true);
    await mended;
    await answer(log, 'after');
    await log.close();
    expect(await whole(directory)).toBe(true);
  });
});
