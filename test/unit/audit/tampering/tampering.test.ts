import { secretsOf } from '../../../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../../../src/audit/verify/verify-log.js';
import { someOf } from '../../../support/effort.js';
import { FILE_KINDS } from './file-deeds.js';
import { RECORD_KINDS, REWRITES } from './record-deeds.js';
import { Scene } from './scene.js';
import type { Workplace } from '../fixtures.js';
import { makeLog } from './stage.js';

const KINDS = [...RECORD_KINDS, ...REWRITES, ...FILE_KINDS];
/** Whoever rewrites everything is always tried; every deed to a record is, if not on each sort of record. */
const TRIED = [
  ...someOf('kinds of tampering with records', RECORD_KINDS, { every: 4 }),
  ...REWRITES,
  ...someOf('kinds of tampering with files', FILE_KINDS, { every: 6 }),
];
let place: Workplace;
/** Every file of the log before anything is done to it. */
let untouched: string;

beforeAll(async () => {
  place = await makeLog();
  const scene = await Scene.copyOf(place.root);
  untouched = await scene.fingerprint();
  expect(await faultsOf(scene)).toEqual({ whole: true, told: '' });
  await scene.remove();
}, 300_000);
afterAll(() => place.remove());

const faultsOf = async (scene: Scene): Promise<{ readonly whole: boolean; readonly told: string }> => {
  const { whole, faults, writers } = await verifyLog(scene.audit, secretsOf(scene.keys));
  return {
    whole,
    told: [...faults, ...writers.flatMap((writer) => writer.faults.map(({ what }) => what))].join('\n'),
  };
};

/**
 * T9 of the plan: with the edits of the derived index (test/unit/audit-index) every sort that the promise names.
 */
test('there are at least two hundred kinds, each a deed of its own', () => {
  expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length);
  process.stdout.write(`${KINDS.length} kinds of tampering with the log\n`);
  expect(KINDS.length).toBeGreaterThanOrEqual(200);
  const deedOf = (name: string): string => name.slice(name.indexOf(': '));
  const deeds = (kinds: readonly { readonly name: string }[]) =>
    [...new Set(kinds.map(({ name }) => deedOf(name)))].sort();
  expect(deeds(TRIED.filter((kind) => !FILE_KINDS.includes(kind)))).toEqual(
    deeds([...RECORD_KINDS, ...REWRITES]),
  );
});

test.each(TRIED)('$name', async ({ work }) => {
  const scene = await Scene.copyOf(place.root);
  try {
    // A copy to the byte of the log that was found whole: whatever is found below was done here.
    expect(await scene.fingerprint()).toBe(untouched);
    await work(scene);
    expect(await scene.fingerprint()).not.toBe(untouched);
    const { whole, told } = await faultsOf(scene);
    expect(whole).toBe(false);
    expect(told).toMatch(/\w+ \w+/);
    // Whoever holds all keys of today makes chain and head fit: what tells is the signature of a key that is gone.
    if (REWRITES.some(({ work: rewrite }) => rewrite === work)) expect(told).toMatch(/root|sign|checkpoint/i);
  } finally {
    await scene.remove();
  }
});
