import { join } from 'node:path';
import { ROOT } from '../../architecture/sources.js';

/** What is typed of a dose, by its path: the page has a compiler of its own. */
const DRAFT = join(ROOT, 'console/src/screens/resident/record/draft.ts');

type Draft = Readonly<Record<string, string | null>>;
interface DraftModule {
  readonly NEW_DRAFT: Draft;
  missingOf(draft: Draft, before: Draft | null): readonly string[];
  toldOf(draft: Draft, before: Draft): readonly string[];
  changesOf(draft: Draft, before: Draft): object;
}

describe('a dose as it is typed', () => {
  let module: DraftModule;
  let whole: Draft;
  beforeAll(async () => {
    module = (await import(DRAFT)) as DraftModule;
    whole = { ...module.NEW_DRAFT, vaccine: 'MR', date: '2022-11-05', way: 'PAPER' };
  });

  test('a date that was overwritten by none is missing, in a correction as well', () => {
    const overwritten = { ...whole, date: null };
    expect(module.missingOf(whole, null)).toEqual([]);
    expect(module.missingOf(overwritten, null)).toEqual(['date']);
    expect(module.missingOf(overwritten, whole)).toEqual(['date']);
    // Of an old record without a day nobody has to know one.
    expect(module.missingOf(overwritten, overwritten)).toEqual([]);
  });

  test('of a dose that was given elsewhere, what shows it is missing', () => {
    const elsewhere = { ...whole, origin: 'ELSEWHERE' };
    expect(module.missingOf(elsewhere, null)).toEqual(['evidence']);
    expect(module.missingOf({ ...elsewhere, evidence: 'OFFICIAL_RECORD' }, null)).toEqual([]);
  });

  test('a number in full width is one, and what is none is not left to the gateway', () => {
    expect(module.missingOf({ ...whole, dose: '１' }, whole)).toEqual([]);
    expect(module.changesOf({ ...whole, dose: '１' }, whole)).toEqual({ dose: 1 });
    expect(module.missingOf({ ...whole, dose: '一' }, whole)).toEqual(['dose']);
  });

  test('of a new one all is told that will stand, of a correction what changes, and not by which way it came', () => {
    const { NEW_DRAFT, toldOf } = module;
    const told = ['vaccine', 'date', 'setting', 'preExamResult', 'way', 'origin'];
    expect(toldOf(whole, NEW_DRAFT)).toEqual(told);
    expect(toldOf({ ...whole, way: 'COUNTER', lot: 'AB1234' }, whole)).toEqual(['lot']);
  });

  test('what stood and was emptied is taken out, and what was empty is left alone', () => {
    const stood = { ...whole, manufacturer: '12', place: '東の会場' };
    const emptied = { ...stood, manufacturer: '', lot: '' };
    expect(module.changesOf(emptied, stood)).toEqual({ manufacturer: null });
  });
});
