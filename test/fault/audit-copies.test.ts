import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  cp,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { CosigningWitness } from '../../src/audit/checkpoints/cosigning-witness.js';
import { FreeSpace } from '../../src/audit/journal/free-space.js';
import type { JournalOptions } from '../../src/audit/journal/journal-options.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import type { AuditLog } from '../../src/audit/audit-log.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { describeUnless } from '../support/skip.js';
import { Workplace, answer } from '../unit/audit/fixtures.js';

/**
 * The second copy, the witness, and what is noticed before anybody asks: docs/attacks.md T8, L10, L11, Vault #5361
 * and #31718.
 */
let place: Workplace;
let mirror: string;
beforeEach(async () => {
  place = await Workplace.make();
  mirror = join(place.root, 'second');
});
afterEach(() => place.remove());

interface Watched {
  readonly log: AuditLog;
  /** Resolve at the next fault, and once sealing works again after it. */
  readonly faulty: Promise<string>;
  readonly mended: Promise<void>;
}

async function opened(options: Partial<JournalOptions> = {}): Promise<Watched> {
  let [faulty, mended] = [(_reason: string) => {}, () => {}];
  const promises = {
    faulty: new Promise<string>((done) => (faulty = done)),
    mended: new Promise<void>((done) => (mended = done)),
  };
  const onFault = (reason: string | null) => (reason === null ? mended() : faulty(reason));
  return { log: await place.open({ mirror, probeMilliseconds: 5, onFault, ...options }), ...promises };
}

const whole = async (directory: string): Promise<boolean> =>
  (await verifyLog(directory, secretsOf(place.keys))).whole;

async function sameFiles(): Promise<void> {
  const folder = join(place.audit, 'gw1');
  const names = (await readdir(folder)).filter((name) => name !== 'checkpoint');
  expect((await readdir(join(mirror, 'gw1'))).sort()).toEqual(names.sort());
  for (const name of names)
    expect([name, await readFile(join(mirror, 'gw1', name))]).toEqual([
      name,
      await readFile(join(folder, name)),
    ]);
}

const ran = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const asRoot = process.getuid?.() === 0 && ran('which', 'mount');

describe('the second copy', () => {
  test('is the log byte for byte, over segments and restarts, and verifies by itself', async () => {
    for (let run = 0; run < 2; run++) {
      const { log } = await opened({ segmentBytes: 1500 });
      for (let at = 0; at < 6; at++) await answer(log, `${run}-${at}`);
      await log.close();
    }
    await sameFiles();
    expect(await whole(mirror)).toBe(true);
  });

  test('catches up on what it missed while it was not set, cut short or empty', async () => {
    await (await opened({ mirror: null })).log.close();
    await (await opened()).log.close();
    await sameFiles();
    await truncate(join(mirror, 'gw1', '000001.skl'), 40);
    const { log } = await opened();
    await answer(log, 'a');
    await log.close();
    await sameFiles();
  });

  test('that holds sealed records which the journal lost is not cut to fit: the log is not opened', async () => {
    const { log } = await opened();
    for (let at = 0; at < 300; at++) await answer(log, `r${at}`);
    await log.close();
    const kept = await readFile(join(mirror, 'gw1', '000001.skl'));
    // The log put back to its beginning, keys and all.
    await rm(place.audit, { recursive: true });
    await rm(join(place.root, 'keys', 'audit'), { recursive: true });
    await (await opened({ mirror: null })).log.close();
    const found = await opened().catch((error: unknown) => error);
    expect(found).toMatchObject({ code: 'AUDIT_UNAVAILABLE', detail: 'gw1 is older than its second copy' });
    expect(await readFile(join(mirror, 'gw1', '000001.skl'))).toEqual(kept);
  });

  test('that was ahead by what a crash cut short gives way to what the journal went on with', async () => {
    await (await opened()).log.close();
    const [audit, keys] = [place.audit, join(place.root, 'keys', 'audit')];
    await cp(audit, `${audit}-then`, { recursive: true });
    await cp(keys, `${keys}-then`, { recursive: true });
    const { log } = await opened();
    await answer(log, 'durable in the copy alone');
    await cp(mirror, `${mirror}-then`, { recursive: true });
    await log.close();
    for (const folder of [audit, keys, mirror]) {
      await rm(folder, { recursive: true });
      await rename(`${folder}-then`, folder);
    }
    const without = await opened({ mirror: null });
    for (let at = 0; at < 5; at++) await answer(without.log, `without the copy ${at}`);
    await without.log.close();
    await (await opened()).log.close();
    await sameFiles();
    expect(await whole(mirror)).toBe(true);
  });

  test('of other records than the journal, which were sealed long ago, is left as it is: the log is not opened', async () => {
    const { log } = await opened();
    for (let at = 0; at < 300; at++) await answer(log, `r${at}`);
    await log.close();
    const copy = join(mirror, 'gw1', '000001.skl');
    const kept = await readFile(copy);
    kept.writeUInt8(kept.readUInt8(900) ^ 1, 900);
    await writeFile(copy, kept);
    const without = await opened({ mirror: null });
    await without.log.close();
    await expect(opened()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(await readFile(copy)).toEqual(kept);
  });

  test.each(['000001.skl', 'head'])(
    'with a link in the place of %s writes nothing through it',
    async (name) => {
      await (await opened()).log.close();
      const other = join(place.root, 'another file');
      await writeFile(other, Buffer.alloc(100_000, 'x'));
      await rm(join(mirror, 'gw1', name));
      await symlink(other, join(mirror, 'gw1', name));
      await expect(opened()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
      expect(await readFile(other)).toEqual(Buffer.alloc(100_000, 'x'));
    },
  );

  test('removed: nothing is sealed until it is made anew from the journal', async () => {
    const { log, mended, faulty } = await opened();
    await answer(log, 'before');
    await rm(mirror, { recursive: true });
    await expect(answer(log, 'without')).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(await faulty).toMatch(/^second copy: (head|000001\.skl) is gone$/);
    await mended;
    await answer(log, 'after');
    await log.close();
    await sameFiles();
    expect(await whole(place.audit)).toBe(true);
  });
});

test.each(['000001.skl', 'head'])(
  '%s taken away while nobody asks is noticed, and so is its return',
  async (name) => {
    const { log, faulty, mended } = await opened({ mirror: null });
    const file = join(place.audit, 'gw1', name);
    await rename(file, `${place.root}/taken`);
    expect(await faulty).toBe(`${name} is gone`);
    await rename(`${place.root}/taken`, file);
    await mended;
    await log.close();
    expect(await whole(place.audit)).toBe(true);
  },
);

describeUnless(asRoot ? null : 'mounting a file system takes root', 'a disk of its own', () => {
  let disk: string;
  beforeEach(async () => {
    disk = join(place.root, 'disk');
    await mkdir(disk);
    expect(ran('mount', '-t', 'tmpfs', '-o', 'size=512k', 'none', disk)).toBe(true);
  });
  afterEach(() => {
    expect(ran('umount', '-l', disk)).toBe(true);
  });

  test('that holds the second copy and is full: refused, named, and mended by room', async () => {
    await writeFile(join(disk, 'filler'), Buffer.alloc(400_000));
    const { log, faulty, mended } = await opened({ mirror: disk });
    const results = [];
    for (let full = false; !full;) {
      results.push(
        ...(await Promise.allSettled(Array.from({ length: 20 }, (_, at) => answer(log, `r${at}`)))),
      );
      full = results.at(-1)?.status === 'rejected';
    }
    expect(await faulty).toBe('second copy: ENOSPC');
    await rm(join(disk, 'filler'));
    await mended;
    await answer(log, 'after');
    await log.close();
    expect(await whole(place.audit)).toBe(true);
    expect(await whole(disk)).toBe(true);
  });

  test('that fills up is told of while there is still room', async () => {
    const told: boolean[] = [];
    const space = new FreeSpace({
      folders: [disk, place.root],
      least: 300 * 1024,
      every: 60_000,
      onChange: (low) => void told.push(low),
    });
    await space.check();
    expect([space.low(), space.bytes()]).toEqual([false, 512 * 1024]);
    await writeFile(join(disk, 'filler'), Buffer.alloc(300_000));
    await space.check();
    await space.check();
    expect(space.low()).toBe(true);
    await rm(join(disk, 'filler'));
    await space.check();
    await space.close();
    expect(told).toEqual([true, false]);
  });
});

describeUnless(asRoot ? null : 'mounting takes root', 'a read-only mount', () => {
  test('refuses once a file must be made on it, and goes on when it may be written again', async () => {
    const { log, faulty, mended } = await opened({ mirror: null, segmentBytes: 2000 });
    await answer(log, 'before');
    const folder = place.audit;
    expect(ran('mount', '--bind', folder, folder) && ran('mount', '-o', 'remount,bind,ro', folder)).toBe(
      true,
    );
    try {
      for (let refused = false; !refused;)
        refused = (await Promise.allSettled([answer(log, 'r')]))[0].status === 'rejected';
      expect(await faulty).toBe('EROFS');
      expect(await whole(folder)).toBe(true);
    } finally {
      expect(ran('umount', '-l', folder)).toBe(true);
    }
    await mended;
    await answer(log, 'after');
    await log.close();
    expect(await whole(folder)).toBe(true);
  });
});

/** Root may write everywhere: as root, the work is done as somebody who may not. */
const NOBODY = 65534;

describe('a folder that may not be written (chmod)', () => {
  afterEach(() => {
    if (process.getuid?.() === 0) process.seteuid?.(0);
  });

  test('refuses once a file must be made in it, and goes on when it may', async () => {
    if (process.getuid?.() === 0) {
      expect(ran('chown', '-R', String(NOBODY), place.root)).toBe(true);
      process.seteuid?.(NOBODY);
    }
    const { log, faulty, mended } = await opened({ mirror: null, segmentBytes: 2000 });
    await chmod(join(place.audit, 'gw1'), 0o500);
    for (let refused = false; !refused;)
      refused = (await Promise.allSettled([answer(log, 'r')]))[0].status === 'rejected';
    expect(await faulty).toBe('EACCES');
    await chmod(join(place.audit, 'gw1'), 0o700);
    await mended;
    await answer(log, 'after');
    await log.close();
    expect(await whole(place.audit)).toBe(true);
  });
});

describe('a witness that is stopped in the middle (kill -STOP)', () => {
  let witness: ChildProcess;
  let url: URL;
  beforeEach(async () => {
    const serve =
      "const s=require('node:http').createServer((q,r)=>q.resume().on('end',()=>r.end('\u2014 w '+Buffer.alloc(76).toString('base64')+'\\n'))).listen(0,'127.0.0.1',()=>console.log(s.address().port))";
    witness = spawn(process.execPath, ['-e', serve], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = (await once(witness.stdout as NonNullable<ChildProcess['stdout']>, 'data')) as [Buffer];
    url = new URL(`http://127.0.0.1:${port.toString().trim()}/`);
  });
  afterEach(() => void witness.kill('SIGKILL'));

  test('keeps no answer waiting, is told of after its deadline, and goes on when it wakes', async () => {
    const told: unknown[] = [];
    const kept = join(place.root, 'kept');
    const options = {
      url,
      kept,
      deadline: 100,
      log: (writer: string) => join(place.audit, writer),
      onFault: (error: unknown) => void told.push(error),
    };
    const { log } = await opened({
      mirror: null,
      witness: new CosigningWitness(options),
      checkpointMilliseconds: 5,
    });
    witness.kill('SIGSTOP');
    while (told.length === 0) await answer(log, 'answered all the same');
    expect(log.fault()).toBeNull();
    witness.kill('SIGCONT');
    while (told.length < 2) await answer(log, 'on it goes');
    expect(told).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/100 ms|timeout/) as string }),
      null,
    ]);
    await log.close();
    expect(await whole(place.audit)).toBe(true);
  });
});
