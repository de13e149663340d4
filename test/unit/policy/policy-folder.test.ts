import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPolicyFiles, versionOf, type PolicyFiles } from '../../../src/policy/policy-files.js';
import { PolicyFolder, type PolicyFolderOptions } from '../../../src/policy/policy-folder.js';

/** A folder is told of once it rests, once per version, whether or not the system tells of the change. */
let directory: string;
let folder: PolicyFolder | null;
let told: string[];
let faults: unknown[];
/** Woken at each report. */
let wake: () => void;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sekisho-folder-'));
  folder = null;
  told = [];
  faults = [];
  wake = () => undefined;
  writeFileSync(join(directory, 'a.cedar'), 'one');
});
afterEach(async () => {
  await folder?.close();
  rmSync(directory, { recursive: true, force: true });
});

const HOUR = 3_600_000;

function watch(options: Partial<PolicyFolderOptions> = {}): PolicyFolder {
  const onChange = async (files: PolicyFiles) => {
    told.push(files.get('a.cedar') ?? '(none)');
    wake();
    return true;
  };
  const onUnreadable = (error: unknown) => {
    faults.push(error);
    wake();
  };
  folder = new PolicyFolder({
    directory,
    loaded: null,
    quietMs: 1,
    pollMs: HOUR,
    onChange,
    onUnreadable,
    ...options,
  });
  return folder;
}

const report = () => new Promise<void>((resolve) => (wake = resolve));

test('what is asked for is told once, and again only when it is another', async () => {
  const watched = watch();
  await watched.check();
  await watched.check();
  expect(told).toEqual(['one']);
  writeFileSync(join(directory, 'a.cedar'), 'two');
  await watched.check();
  writeFileSync(join(directory, 'a.cedar'), 'one');
  await watched.check();
  expect(told).toEqual(['one', 'two', 'one']);
});

test('what was loaded from it before is not told', async () => {
  await watch({ loaded: versionOf(readPolicyFiles(directory)) }).check();
  expect(told).toEqual([]);
});

test('what could not be taken is told again', async () => {
  const answers = [false, true, true];
  const watched = watch({
    onChange: async (files) => {
      told.push(files.get('a.cedar') ?? '');
      return answers.shift() ?? true;
    },
  });
  await watched.check();
  await watched.check();
  await watched.check();
  expect(told).toEqual(['one', 'one']);
});

test('a change is seen by itself, through the system', async () => {
  watch();
  const seen = report();
  writeFileSync(join(directory, 'a.cedar'), 'two');
  await seen;
  expect(told).toEqual(['two']);
});

test('a change that the system does not tell of is seen by the poll, and nothing where there is none', async () => {
  const aside = `${directory}-aside`;
  renameSync(directory, aside);
  const watched = watch({ pollMs: 1 });
  // There is no folder to be watched: only the poll can see it come, and it is no fault before it is read.
  const seen = report();
  await watched.check();
  expect(faults).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
  await seen;
  const back = report();
  renameSync(aside, directory);
  while (told.length === 0)
    await (told.length === 0 ? Promise.race([back, new Promise((resolve) => setTimeout(resolve, 5))]) : back);
  expect(told).toEqual(['one']);
});

test('a folder in the middle of being written is left to rest first', async () => {
  const watched = watch({ quietMs: 20 });
  writeFileSync(join(directory, 'a.cedar'), '');
  const checked = watched.check();
  writeFileSync(join(directory, 'a.cedar'), 'whole');
  await checked;
  expect(told).toEqual(['whole']);
});

test('a folder that never rests is told of, and read when it does', async () => {
  let writes = 0;
  const watched = watch();
  const busy = setInterval(() => writeFileSync(join(directory, 'a.cedar'), `${(writes += 1)}`), 0);
  while (faults.length === 0) {
    await watched.check();
    if (told.length > 50) break;
  }
  clearInterval(busy);
  if (faults.length > 0) expect(faults[0]).toMatchObject({ message: 'The policy folder does not rest' });
  await watched.check();
  expect(told.at(-1)).toBe(String(writes));
});

test('readings that are asked for while one runs are one', async () => {
  let readings = 0;
  const watched = watch({ loaded: null, onChange: async () => ((readings += 1), false) });
  const first = watched.check();
  await Promise.resolve();
  const [second, third] = [watched.check(), watched.check()];
  expect(second).toBe(third);
  await Promise.all([first, second, third]);
  expect(readings).toBe(2);
});

test('a folder that is gone is told of each time, until it is closed; closing ends a reading under way without a word', async () => {
  const watched = watch({ quietMs: HOUR });
  unlinkSync(join(directory, 'a.cedar'));
  const under = watched.check();
  await watched.close();
  await under;
  expect([told, faults]).toEqual([[], []]);
  rmSync(directory, { recursive: true });
  const gone = watch();
  await gone.check();
  await gone.check();
  expect(faults).toHaveLength(2);
});

test('one that is closed while it waits for rest ends at once, and that is no fault', async () => {
  const watched = watch({ quietMs: HOUR });
  const checked = watched.check();
  // By now it has read the folder and waits.
  await Promise.resolve();
  await watched.close();
  await checked;
  expect({ told, faults }).toEqual({ told: [], faults: [] });
});
