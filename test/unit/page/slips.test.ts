import { join } from 'node:path';
import { ROOT } from '../../architecture/sources.js';

/** What is held of a slip against the record of it, by its path: the page has a compiler of its own. */
const COMPARE = join(ROOT, 'console/src/screens/resident/slips/compare.ts');
const ON_FILE = join(ROOT, 'console/src/screens/resident/record/on-file.ts');
const SLIP = join(ROOT, 'console/src/screens/resident/slips/slip.ts');

type Draft = Readonly<Record<string, string | null>>;
interface Compare {
  differencesOf(draft: Draft, record: Draft, closed: ReadonlySet<string>): readonly string[];
  sameDay(draft: Draft, doses: readonly object[]): number;
  likest(draft: Draft, doses: readonly object[], form: object): number;
  changesTo(draft: Draft, items: readonly string[]): object;
}
interface OnFile {
  draftOf(dose: object, form: object): Draft;
  closedAt(told: object, at: number): ReadonlySet<string>;
}
interface SlipModule {
  readonly FIRST_SLIP: { readonly draft: Draft };
  nextSlip(slip: object): { readonly number: string; readonly coupon: string; readonly draft: Draft };
  recordingOf(slip: object): { readonly input: object } | null;
}

const FORM = { vaccines: [{ code: 'MR', makers: [{ code: '12', name: '武田' }] }] };
const DOSE = {
  ...{ id: '1', version: '0', state: 'RECORDED', dose: 1, setting: 'INDIVIDUAL', place: null },
  ...{ vaccine: { code: 'MR' }, date: { iso: '2022-11-05' }, preExam: { result: 'VACCINATED' } },
  ...{ institution: { code: '1310001' }, manufacturer: '武田', lot: 'AB1234', doseMl: 0.5, doctor: null },
};
const NONE: ReadonlySet<string> = new Set();

describe('a slip that is typed once more', () => {
  let compare: Compare;
  let onFile: OnFile;
  let slips: SlipModule;
  let typed: Draft;
  beforeAll(async () => {
    compare = (await import(COMPARE)) as Compare;
    onFile = (await import(ON_FILE)) as OnFile;
    slips = (await import(SLIP)) as SlipModule;
    typed = { ...onFile.draftOf(DOSE, FORM), way: 'PAPER' };
  });

  test('is the record in whatever width and case it is written, and whoever left its number to the gateway', () => {
    const again = { ...typed, lot: ' ab1234', institution: '1310001', dose: '' };
    expect(compare.differencesOf(again, onFile.draftOf(DOSE, FORM), NONE)).toEqual([]);
    expect(typed).toMatchObject({ manufacturer: '12', doseMl: '0.5', date: '2022-11-05' });
  });

  test('differs item by item, an item that one of the two leaves empty among them', () => {
    const again = { ...typed, lot: 'AB1235', institution: '', dose: '2' };
    const items = compare.differencesOf(again, typed, NONE);
    expect(items).toEqual(['dose', 'lot', 'institution']);
    expect(compare.changesTo(again, items)).toEqual({ dose: 2, lot: 'AB1235', institution: null });
  });

  test('is not held against what is closed', () => {
    const told = {
      faults: [],
      setAside: [],
      withheld: [{ path: ['resident', 'immunizations', 1, 'institution'], coordinate: '', reason: '' }],
    };
    const closed = onFile.closedAt(told, 1);
    expect([...closed]).toEqual(['institution']);
    expect(compare.differencesOf({ ...typed, institution: '1310002' }, typed, closed)).toEqual([]);
    expect([...onFile.closedAt(told, 0)]).toEqual([]);
  });

  test('is the record that agrees most with it, in vaccine or day at least, and none that was withdrawn', () => {
    const other = { ...DOSE, id: '2', date: { iso: '2021-11-05' }, lot: 'ZZ9999' };
    const again = { ...typed, date: '2022-11-06' };
    expect(compare.likest(again, [other, DOSE], FORM)).toBe(1);
    expect(compare.likest(again, [{ ...DOSE, state: 'WITHDRAWN' }], FORM)).toBe(-1);
    expect(compare.likest({ ...again, vaccine: 'BCG' }, [DOSE], FORM)).toBe(-1);
    expect(compare.sameDay(again, [DOSE])).toBe(-1);
    expect(compare.sameDay(typed, [other, DOSE])).toBe(1);
  });

  test('is followed by another person’s of the same institution, vaccine, day and lot', () => {
    const first = {
      number: '100',
      coupon: '1',
      reason: 'x',
      draft: { ...typed, preExamResult: 'PRE_EXAM_ONLY' },
    };
    const next = slips.nextSlip(first);
    expect(next).toMatchObject({ number: '', coupon: '', reason: '' });
    expect(next.draft).toEqual({ ...typed, dose: '', preExamResult: 'VACCINATED' });
  });

  test('after which no dose was given is sent without product, and with the institution of the examination', () => {
    const draft = { ...typed, preExamResult: 'PRE_EXAM_ONLY' };
    const { input } = slips.recordingOf({ number: ' 100', coupon: '', reason: '', draft }) ?? {};
    expect(input).toMatchObject({ atenaNumber: '100', preExamInstitution: '1310001', coupon: null });
    for (const name of ['institution', 'manufacturer', 'lot', 'doseMl'])
      expect(input).not.toHaveProperty(name);
  });

  test('is not sent with a number that is none, and with one in full width', () => {
    const slip = (dose: string) => ({ number: '100', coupon: '', reason: '', draft: { ...typed, dose } });
    expect(slips.recordingOf(slip('二'))).toBeNull();
    expect(slips.recordingOf(slip('２'))?.input).toMatchObject({ dose: 2 });
  });
});
