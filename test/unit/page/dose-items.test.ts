import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInputObjectType, isObjectType } from 'graphql';
import { buildGraph } from '../../../schema/build-schema.js';
import { ROOT } from '../../architecture/sources.js';

/** A dose has the same items wherever it is typed, corrected, read and approved: none can be left out of one of them. */

const RECORD = join(ROOT, 'console/src/screens/resident/record');
const schema = buildGraph();
const inputOf = (name: string): readonly string[] => {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new TypeError(name);
  return Object.keys(type.getFields()).sort();
};
const text = (path: string): string => readFileSync(join(ROOT, 'console/src/screens', path), 'utf8');

/** What belongs to the act and not to the record. */
const OF_THE_ACT = ['idempotencyKey', 'validateOnly', 'atenaNumber', 'coupon', 'reason', 'despite'];
/** What is told once, when a dose is recorded. */
const ONCE = ['way', 'origin', 'evidence'];

/** On file, each item as the graph has it. */
const ON_FILE = {
  vaccine: { code: 'MR' },
  date: { iso: '2022-11-05' },
  dose: 2,
  setting: 'GROUP',
  place: '北の会場',
  preExam: { result: 'PRE_EXAM_ONLY', institution: { code: '1310000001' }, doctor: '予診 医師' },
  institution: { code: '1310000002' },
  doctor: '接種 医師',
  manufacturer: '12',
  lot: 'AB1234',
  doseMl: 0.5,
  billingMonth: '2022-12',
};

type Draft = Readonly<Record<string, string | null>>;
let items: readonly string[];
let newDraft: Draft;
let draftOf: (dose: object, form: object) => Draft;
let changesOf: (draft: Draft, before?: Draft) => Readonly<Record<string, unknown>>;
beforeAll(async () => {
  ({ ITEMS: items } = (await import(join(RECORD, 'labels.ts'))) as { ITEMS: readonly string[] });
  ({ NEW_DRAFT: newDraft, changesOf } = (await import(join(RECORD, 'draft.ts'))) as {
    NEW_DRAFT: Draft;
    changesOf: typeof changesOf;
  });
  ({ draftOf } = (await import(join(RECORD, 'on-file.ts'))) as { draftOf: typeof draftOf });
});

test('what is typed is what the graph takes of a record and of its correction', () => {
  expect([...items].sort()).toEqual(inputOf('ImmunizationChangesInput'));
  expect([...items, ...ONCE, ...OF_THE_ACT].sort()).toEqual(inputOf('RecordImmunizationInput'));
  expect(Object.keys(newDraft).sort()).toEqual([...items, ...ONCE].sort());
});

test('what is on file is in the form of its correction, each item of it', () => {
  const type = schema.getType('ImmunizationContent');
  const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
  expect(fields).toEqual(expect.arrayContaining(Object.keys(ON_FILE)));
  const draft = draftOf(ON_FILE, { vaccines: [] });
  for (const item of items) expect([item, draft[item] === newDraft[item]]).toEqual([item, false]);
  // Each that was typed is sent, and each that is emptied and may be is taken out.
  expect(Object.keys(changesOf(draft)).sort()).toEqual([...items].sort());
  const emptied = Object.keys(changesOf(newDraft, draft));
  expect(items.filter((item) => !emptied.includes(item))).toEqual(['vaccine', 'date', 'dose']);
});

test('each has its field in the form, its place beside what it was, and its line before whoever approves', () => {
  const form = text('resident/record/dose-form.tsx');
  for (const item of items) expect([item, form.includes(`at('${item}')`)]).toEqual([item, true]);
  const doses = text('resident/operations.graphql');
  const change = text('changes/operations.graphql');
  const lines = text('changes/content.tsx');
  for (const field of Object.keys(ON_FILE)) {
    expect([field, doses.includes(`\n      ${field}`), change.includes(`\n  ${field}`)]).toEqual([
      ...[field, true, true],
    ]);
    expect([field, lines.includes(`['${field}'`)]).toEqual([field, true]);
  }
  for (const part of Object.keys(ON_FILE.preExam))
    expect([part, lines.includes(`['preExam', '${part}']`)]).toEqual([part, true]);
});
