import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readRegular } from '../../../src/files/regular-file.js';
import { InstalledLog } from '../../support/installed-log.js';
import { answer } from './fixtures.js';

/**
 * Whatever stands in the place of a file of the log, nobody waits for it, follows it or reads it to a far end:
 * docs/attacks.md L5. A name that a file system or an editor leaves in a copy is told apart: docs/attacks.md L9.
 */
let log: InstalledLog;
let key: string;
beforeEach(async () => {
  log = new InstalledLog('before-migrations');
  const journal = await log.open();
  await answer(journal, 'r');
  await journal.close();
  key = (await log.command('key')).text;
});
afterEach(() => log.remove());

/** Takes the file away and puts something else in its place; gives what undoes it where need be. */
const INSTEAD: Readonly<Record<string, (path: string) => Promise<() => void>>> = {
  pipe: (path) => {
    rmSync(path);
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    return Promise.resolve(() => undefined);
  },
  socket: async (path) => {
    rmSync(path);
    const server = createServer();
    await new Promise<void>((done) => server.listen(path, done));
    return () => void server.close();
  },
  'link to itself elsewhere': (path) => {
    renameSync(path, `${log.root}/elsewhere`);
    symlinkSync(`${log.root}/elsewhere`, path);
    return Promise.resolve(() => undefined);
  },
  'link to an endless device': (path) => {
    rmSync(path);
    symlinkSync('/dev/zero', path);
    return Promise.resolve(() => undefined);
  },
  folder: (path) => {
    rmSync(path);
    mkdirSync(path);
    return Promise.resolve(() => undefined);
  },
};
const FILES = ['audit/gw1/head', 'audit/gw1/000001.skl', 'audit/gw1/checkpoint', 'keys/audit.json'] as const;
const KEY_FILES = ['keys/audit/gw1/seed', 'keys/audit/gw1/000001.key', 'keys/audit/gw1/reached'] as const;

describe.each(Object.keys(INSTEAD))('a %s', (what) => {
  test.each([...FILES, ...KEY_FILES])(
    'in the place of %s: neither verify nor the start waits',
    async (file) => {
      const undo = await (INSTEAD[what] as (path: string) => Promise<() => void>)(join(log.root, file));
      try {
        const withKeys = await log.command('verify');
        // The mark of how far a log went is one more witness: without it the log is held to all the others.
        // The secret is a file that a person put there, and may be mounted as a link to one (docs/attacks.md M12).
        if (what === 'link to itself elsewhere' && file === 'keys/audit.json')
          expect([file, withKeys.code]).toEqual([file, 0]);
        else if (!file.endsWith('reached')) expect([file, withKeys.code]).not.toEqual([file, 0]);
        const publicly = await log.command('verify', '--key', key);
        expect([file, publicly.code]).toEqual([
          file,
          file.startsWith('audit/gw1/') && !file.endsWith('head') ? 1 : publicly.code,
        ]);
        // Refused, or passed over as evidence; whichever, it comes back.
        const found = await log.open().then(
          (journal) => journal.close(),
          (error: unknown) => error,
        );
        expect(found === undefined || found instanceof Error).toBe(true);
      } finally {
        undo();
      }
    },
  );
});

describe('a tail without end', () => {
  test.each([1024 ** 2 * 100, 200 * 1024 ** 3])(
    'of %d bytes that hold nothing is told within bounds',
    async (bytes) => {
      truncateSync(log.segment(), bytes);
      for (const args of [['verify'], ['verify', '--key', key]]) {
        const { code, text } = await log.command(...args);
        if (bytes > 1024 ** 3)
          expect([code, text]).toEqual([1, expect.stringContaining('no crash leaves that')]);
        else expect([code, text]).toEqual([0, expect.stringContaining('unfinished write')]);
      }
    },
  );
  test('in the place of a head, a checkpoint or a key is not read', async () => {
    for (const file of ['audit/gw1/head', 'audit/gw1/checkpoint', 'keys/audit/gw1/seed']) {
      const path = join(log.root, file);
      cpSync(path, `${log.root}/kept`);
      truncateSync(path, 200 * 1024 ** 3);
      expect([file, (await log.command('verify')).code]).not.toEqual([file, 0]);
      cpSync(`${log.root}/kept`, path);
    }
    expect((await log.command('verify')).code).toBe(0);
  });
  test('readRegular gives no more than it was asked for', async () => {
    const path = join(log.root, 'long');
    writeFileSync(path, 'x'.repeat(100));
    await expect(readRegular(path, 99)).rejects.toMatchObject({ code: 'EFBIG' });
    expect((await readRegular(path, 100)).length).toBe(100);
  });
});

describe('names that a file system or an editor leaves', () => {
  test.each([
    '.DS_Store',
    '._head',
    '.nfs000000000123abcd00000001',
    'Thumbs.db',
    'desktop.ini',
    'head~',
    '.head.swp',
    '#head#',
    '000001.skl.bak',
    '.fuse_hidden0000000300000001',
    '.000001.skl.Ab3dEf',
  ])('%s is named with a note, in the log and in a writer, and the log is whole', async (name) => {
    for (const folder of ['audit', 'audit/gw1']) writeFileSync(join(log.root, folder, name), 'x');
    const { code, text } = await log.command('verify');
    expect([code, text]).toEqual([0, expect.stringContaining(`gw1/${name}: `)]);
    expect(text).toContain('is no part of the log');
    expect((await log.command('verify', '--key', key)).code).toBe(0);
    const journal = await log.open();
    expect(journal.writer).toBe('gw1');
    await journal.close();
  });
  test.each(['lost+found', '@eaDir', '.Trash-1000', '.snapshot'])('the folder %s as well', async (name) => {
    for (const folder of ['audit', 'audit/gw1']) mkdirSync(join(log.root, folder, name));
    expect((await log.command('verify')).code).toBe(0);
  });
  test.each(['notes.txt', '1.skl', 'gw1.old', '000001.skl.gz', 'lost+found~folder'])(
    '%s is none of them and does not belong there',
    async (name) => {
      writeFileSync(join(log.audit, name), 'x');
      expect(await log.command('verify')).toMatchObject({
        code: 1,
        text: expect.stringContaining(`${name} does not belong here`) as string,
      });
    },
  );
  test('none of them stands in for a file that is missing', async () => {
    renameSync(log.segment(), `${log.segment()}.bak`);
    expect((await log.command('verify')).code).toBe(1);
  });
});
