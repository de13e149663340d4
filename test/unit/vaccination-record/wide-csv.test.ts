import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { PersonDoses } from '../../../adapters/vaccination-record-system/model.js';
import { doseRequest } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import {
  NotWideForm,
  readWide,
  type Batch,
  type ResumePoint,
} from '../../../src/vaccination-record/csv/read-wide.js';
import { doseRequestOf } from '../../../src/vaccination-record/csv/to-dose-request.js';
import { headerOf, type LineSetAside } from '../../../src/vaccination-record/csv/wide-row.js';
import { writeWide } from '../../../src/vaccination-record/csv/write-wide.js';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
/** Any text that the system takes: commas, quotes, spaces and letters beyond the BMP among it, digits by twelve not. */
const typed = (most: number) =>
  fc
    .array(fc.constantFrom(...'本町会場A1,"" -\u3000𠮷芦󠄂ｶﾞ髙,'), { maxLength: most })
    .map((all) => [...all.join('')].slice(0, most).join(''));
const day = fc
  .date({ min: new Date('2021-02-17'), max: new Date('2023-06-27'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

const record = fc.record({
  id: fc.uuid(),
  coupon: digits(10),
  dose: fc.integer({ min: 1, max: 9 }),
  day,
  venue: typed(30),
  doctor: typed(20),
  maker: fc.constantFrom('ファイザー', '武田/モデルナ', ''),
  lot: fc.constantFrom('EY0573', 'EY0573/EY0779', 'EYO573', ''),
  givenIn: fc.constantFrom('132101', '132144'),
  reading: fc.constant('CAMERA' as const),
  registeredAt: day.map((on) => `${on}T15:04:05.000Z`),
  version: fc.constant(1),
  locked: fc.constant(false),
});
const people: fc.Arbitrary<readonly PersonDoses[]> = fc
  .uniqueArray(fc.tuple(digits(10), fc.array(record, { minLength: 1, maxLength: 4 })), {
    selector: ([person]) => person,
    maxLength: 12,
  })
  .map((all) =>
    all.map(([person, doses]) => ({ person, doses })).sort((a, b) => (a.person < b.person ? -1 : 1)),
  );

/** What the file is to hold, in any order: two records of one dose are two. */
const facts = (all: readonly PersonDoses[]): readonly string[] =>
  all
    .flatMap(({ person, doses }) =>
      doses.map(({ dose, coupon, day: on, venue, doctor, maker, lot, givenIn, registeredAt }) =>
        JSON.stringify({ person, dose, coupon, day: on, venue, doctor, maker, lot, givenIn, registeredAt }),
      ),
    )
    .sort();

const nobodyClosed = () => Promise.resolve({ named: new Map(), closed: new Set<PersonDoses>() });

async function written(all: readonly PersonDoses[], bom: boolean, page: number): Promise<string> {
  let text = '';
  let after: string | null = null;
  // Cut off after each page, and gone on with from what was kept of it.
  for (;;) {
    const read = (behind: string | null) =>
      Promise.resolve(all.filter(({ person }) => behind === null || person > behind).slice(0, page));
    const pages = writeWide({ read, lookUp: nobodyClosed, after, bom });
    const first = await pages.next();
    if (first.done === true) return text;
    text += first.value.text;
    if (first.value.after === null) {
      const second = await pages.next();
      if (second.done === true) return text;
      text += second.value.text;
      after = second.value.after;
    } else after = first.value.after;
    await pages.return(undefined);
  }
}

function opened(bytes: Buffer, piece: number): (offset: number) => AsyncIterable<Uint8Array> {
  return async function* (offset) {
    for (let at = offset; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
}

/** Reads one batch at a time, each as after a kill: from the point that was kept with the one before. */
async function readInPieces(
  bytes: Buffer,
  piece: number,
  size: number,
): Promise<Pick<Batch, 'rows' | 'setAside'>> {
  const [rows, setAside]: [Batch['rows'][number][], LineSetAside[]] = [[], []];
  let from: ResumePoint | null = null;
  for (;;) {
    const reading: AsyncGenerator<Batch> = readWide({ open: opened(bytes, piece), from, size });
    const batch: IteratorResult<Batch> = await reading.next();
    await reading.return(undefined);
    if (batch.done === true) return { rows, setAside };
    rows.push(...batch.value.rows);
    setAside.push(...batch.value.setAside);
    from = batch.value.next;
  }
}

const back = (rows: Batch['rows']): readonly string[] =>
  facts(rows.map(({ person, doses }) => ({ person: person ?? '', doses: doses as never })));

test('what is written is read again, with and without BOM, cut anywhere and gone on with from there', async () => {
  await fc.assert(
    fc.asyncProperty(
      people,
      fc.boolean(),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 300 }),
      async (all, bom, page, piece) => {
        const text = await written(all, bom, page);
        expect(text.startsWith('\ufeff')).toBe(bom);
        const { rows, setAside } = await readInPieces(Buffer.from(text), piece, page);
        expect(setAside).toEqual([]);
        expect(back(rows)).toEqual(facts(all));
      },
    ),
    { numRuns: 100 },
  );
});

const GOOD = [
  '0000000001',
  '20210601150405',
  '20210601',
  '0000001350',
  '132101',
  '本町会場',
  '見本',
  'ファイザー',
  'EY0573',
];
const line = (change: Readonly<Record<number, string>> = {}): string =>
  GOOD.map((cell, at) => change[at] ?? cell).join(',');
const column = (at: number): string => headerOf(1)[at] ?? '';

/** A line of each fault, and what is said of it. */
const BAD: readonly (readonly [text: string | Buffer, fault: string, column: string | null])[] = [
  [Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'NOT_UTF8', null],
  ['x'.repeat(20_000), 'TOO_LONG', null],
  [line({ 5: '"本町' }), 'BAD_QUOTES', null],
  [line({ 5: '本"町' }), 'BAD_QUOTES', null],
  [`${line()},`, 'WRONG_COLUMNS', null],
  [line({ 0: '1' }), 'BAD_PERSON', column(0)],
  [line({ 1: '20210601250405' }), 'BAD_INSTANT', column(1)],
  [line({ 2: '20210631' }), 'BAD_DAY', column(2)],
  [line({ 3: '135' }), 'BAD_COUPON', column(3)],
  [line({ 4: '132801' }), 'BAD_MUNICIPALITY', column(4)],
  [line({ 5: 'あ'.repeat(31) }), 'BAD_TEXT', column(5)],
  [line({ 8: 'EY\t0573' }), 'BAD_TEXT', column(8)],
  [line({ 3: '' }), 'HALF_A_DOSE', column(3)],
  [line({ 5: '番号123456789018' }), 'NUMBER_IN_TEXT', column(5)],
  [line({ 5: '123456', 6: '789018' }), 'NUMBER_IN_TEXT', column(5)],
  [line({ 5: '会場 1234', 6: '５６７８', 7: '9018', 8: '3009094' }), 'NUMBER_IN_TEXT', column(5)],
  [line({ 6: '12345', 7: '', 8: '6789018' }), 'NUMBER_IN_TEXT', column(6)],
  [`0000000001${','.repeat(8)}`, 'NO_DOSE', null],
];

test('each bad line is set aside with its number and reason, and no line beside it is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -1, max: BAD.length - 1 }), { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 7 }),
      async (which, end, piece, size) => {
        const lines = which.map((at) => BAD[at]?.[0] ?? line());
        const bytes = Buffer.concat(
          [headerOf(1).join(','), ...lines].flatMap((text) => [
            Buffer.from(text as string),
            Buffer.from(end),
          ]),
        );
        const { rows, setAside } = await readInPieces(bytes, piece, size);
        const expected = which.flatMap((at, index) => {
          const [, fault, name] = BAD[at] ?? [];
          return fault === undefined ? [] : [{ line: index + 2, fault, column: name }];
        });
        expect(setAside).toEqual(expected);
        expect(rows.map((row) => row.line)).toEqual(
          which.flatMap((at, index) => (at < 0 ? [index + 2] : [])),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('a dose in the middle may be missing, the person may be, and so may the end of the last line', async () => {
  const empty = ','.repeat(8);
  const text =
    `\ufeff${headerOf(3).join(',')}\r\n,${line().slice(11)}${empty},${line().slice(11)}\x1a`.replace(
      '\x1a',
      '',
    );
  const { rows, setAside } = await readInPieces(Buffer.from(text), 7, 10);
  expect(setAside).toEqual([]);
  expect(rows.map(({ person, doses }) => [person, doses.map(({ dose }) => dose)])).toEqual([[null, [1, 3]]]);
  const ended = await readInPieces(Buffer.from(`${headerOf(1).join(',')}\n${line()}\n\x1a`), 7, 10);
  expect([ended.rows.length, ended.setAside]).toEqual([1, []]);
});

test.each([
  ['nothing', ''],
  ['another header', `${headerOf(1).slice(1).join(',')}\n`],
  ['columns in another order', `${[...headerOf(1)].reverse().join(',')}\n`],
  ['another encoding', Buffer.from([0x8c, 0xc2, 0x0a])],
])('of a file with %s nothing is read', async (_, content) => {
  const bytes = Buffer.from(content as string);
  await expect(readInPieces(bytes, 100, 10)).rejects.toBeInstanceOf(NotWideForm);
});

test('no more of a file is read than the batches that were asked for need', async () => {
  let given = 0;
  const open = async function* () {
    yield Buffer.from(`${headerOf(1).join(',')}\n`);
    for (; ; given++) yield Buffer.from(`${line()}\n`);
  };
  const reading = readWide({ open, from: null, size: 10 });
  expect((await reading.next()).value).toMatchObject({ next: { line: 12 } });
  expect(given).toBeLessThanOrEqual(11);
  await reading.return(undefined);
});

test('whoever’s free text may hold a number is not written, and is named', async () => {
  const [person] = fc.sample(people, 20).flat();
  const bad = { ...person, doses: [{ ...person?.doses[0], venue: '123456789018' }] } as PersonDoses;
  const pages = writeWide({
    read: (after) => Promise.resolve(after === null ? [bad] : []),
    lookUp: nobodyClosed,
    after: null,
    bom: false,
  });
  await pages.next();
  expect((await pages.next()).value).toMatchObject({ text: '', after: bad.person, leftOut: [bad.person] });
});

test('a dose of a file becomes a call of its own: the same for the same file, another for any other dose', () => {
  const digest = createHash('sha256').update('file').digest('hex');
  const file = { digest, municipality: '132101' };
  const dose = {
    dose: 2,
    registeredAt: '2021-06-01T00:00:00.000Z',
    day: '2021-06-01',
    coupon: '0000001350',
    givenIn: '132144',
    venue: '',
    doctor: '',
    maker: '',
    lot: '',
  };
  const call = doseRequestOf(file, 3, dose);
  expect(doseRequest.safeParse(call).success).toBe(true);
  expect(call).toMatchObject({ line: '121321010000001350', reading: 'FILE', givenIn: '132144' });
  expect(doseRequestOf(file, 3, dose)).toEqual(call);
  const ids = [
    call,
    doseRequestOf(file, 4, dose),
    doseRequestOf(file, 3, { ...dose, dose: 1 }),
    doseRequestOf({ ...file, digest: 'x' }, 3, dose),
  ].map(({ requestId }) => requestId);
  expect(new Set(ids).size).toBe(4);
});
