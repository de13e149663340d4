import { createSecretKey, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { WriterTail } from '../../../src/audit/index/writer-tail.js';
import { LOG_VERSION } from '../../../src/audit/format/log-version.js';
import { FORM, MODELS_IN_USE } from '../../../src/audit/format/log-format.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { RecordLookup } from '../../../src/audit/reading/record-lookup.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import type { AuditRecord, RecordBody } from '../../../src/audit/record/record.js';
import { Models } from '../../../src/audit/segments/models.js';
import { partedText } from '../../../src/audit/segments/parted-text.js';
import { contentOf, likenedContent } from '../../../src/audit/segments/sealing.js';
import { SegmentTexts } from '../../../src/audit/verify/opened-content.js';
import { Parts, textOf } from '../../../src/audit/verify/parted-text.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { answer, circumstances, framePlaces, Workplace } from './fixtures.js';

/** Records that are told by an earlier one of their segment (forms MODEL and LIKE). */
const KEY = createSecretKey(randomBytes(32));

type Frame = ReturnType<Segment['put']>;

/** Frames of one segment as the writer makes them, without chain and disk. */
class Segment {
  readonly models = new Models();
  readonly frames: { readonly seq: number; readonly form: number; readonly content: Buffer }[] = [];

  put(body: RecordBody, at = '2026-04-01T00:00:00.000Z') {
    const seq = this.frames.length + 1;
    const json = JSON.stringify({ seq, at, ...body });
    const likened = this.models.textOf(json, body, seq);
    likened?.keep();
    const { form, bytes: content } =
      likened === null
        ? contentOf(json, body.kind, `gw1/${seq}`, KEY)
        : likenedContent(likened, `gw1/${seq}`, KEY);
    const frame = { seq, form, content, json, version: LOG_VERSION };
    this.frames.push(frame);
    return frame;
  }
}

const read = (
  texts: SegmentTexts,
  frame: Pick<Frame, 'seq' | 'form' | 'content' | 'version'>,
): string | null => texts.open(frame)?.toString('utf8') ?? null;

/** Texts as they stand in records, and such as look like them. */
const text = fc.oneof(
  fc.uuid(),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[\w-]{0,40}$/),
  fc.constantFrom('2026-02-30T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'),
  fc.constantFrom('\\', '"account":"x"', '\\"seq\\":7', '\u0000', 'B-1', '12345'),
  fc
    .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString()),
);
const body = fc
  .record({
    kind: fc.constantFrom('INTENT' as const, 'OUTCOME' as const),
    request: text,
    account: fc.option(text),
    case: fc.option(text),
    subjects: text,
    operationName: fc.option(text),
    document: fc.option(fc.constantFrom('one', 'two')),
    intent: fc.option(fc.oneof(fc.nat(5), fc.constant(Number.MAX_SAFE_INTEGER), fc.integer(), fc.double())),
    coordinates: fc.array(text),
    detail: fc.option(text, { freq: 1 }),
  })
  .map(({ subjects, ...rest }) => ({ ...rest, accesses: { subjects } }) as unknown as RecordBody);

test('what is told by another record reads as it was written, to the letter, in order and by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(body, text), { minLength: 1, maxLength: 12 }), (records) => {
      const segment = new Segment();
      const frames = records.map(([each, at]) => segment.put(each, at));
      const inOrder = new SegmentTexts('gw1', KEY);
      for (const frame of frames) expect(read(inOrder, frame)).toBe(frame.json);
      for (const frame of frames) {
        const alone = new SegmentTexts('gw1', KEY);
        const model = alone.missing(frame);
        expect(model === null).toBe(frame.form === FORM.MODEL);
        if (model !== null) {
          expect(read(alone, frame)).toBeNull();
          alone.pass(frames[model - 1] as Frame);
        }
        expect(read(alone, frame)).toBe(frame.json);
      }
    }),
  );
});

test('parts that somebody made up are no record, and nothing else happens', () => {
  const { rest, values } = partedText(JSON.stringify({ seq: 9, at: 'x', account: 'clerk' }), 9);
  expect(() => textOf(rest, new Parts(Buffer.concat([values, Buffer.of(4)])), 9)).toThrow();
  for (let length = 0; length < values.length; length++)
    expect(() => textOf(rest, new Parts(values.subarray(0, length)), 9)).toThrow();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(true, false), (bytes, isModel) => {
      const made = { isModel, text: Buffer.from(bytes), keep: () => undefined };
      const { form, bytes: content } = likenedContent(made, 'gw1/7', KEY);
      const texts = new SegmentTexts('gw1', KEY);
      const opened = texts.open({ seq: 7, form, content, version: LOG_VERSION });
      expect(opened === null || Buffer.isBuffer(opened)).toBe(true);
      expect(() => texts.missing({ seq: 7, form, content, version: LOG_VERSION })).not.toThrow();
    }),
  );
});

const FIELDS = Array.from({ length: 40 }, (_, at) => `Field${(at * 7919) % 1000}`);

/** A person's page as an OUTCOME has it. */
const about = (person: string, changes: object = {}): RecordBody => ({
  ...{ kind: 'OUTCOME', intent: null, status: 'ANSWERED', codes: [], detail: null },
  ...circumstances('f3b0c2a4-0000-4000-8000-000000000001'),
  accesses: {
    subjects: person,
    groups: [[['DISCLOSED', null]], ...FIELDS.map((field) => [[field], 1, [], [1], [[field, field, [1]]]])],
    count: 1,
  },
  ...changes,
});

test('how long a record is does not tell whether it is about whom, by whom or under what the one before was', () => {
  const same = { account: 'clerk-one', case: '2026-0001', request: 'f3b0c2a4-0000-4000-8000-000000000001' };
  const others = [
    ['abcdefghi', same],
    ['QRMvfyD8E', same],
    ['abcdefghi', { ...same, account: 'another-x' }],
    ['abcdefghi', { ...same, case: '2025-7316' }],
    ['abcdefghi', { ...same, request: '0c1de39b-77aa-4bcd-9123-4c5d6e7f8a9b' }],
  ] as const;
  // Where nothing else differs, and where the rest differs, too.
  for (const more of [{}, { status: 'FAILED', codes: ['INTERNAL'] }]) {
    const lengths = others.map(([person, changes]) => {
      const segment = new Segment();
      expect(segment.put(about('abcdefghi', same)).form).toBe(FORM.MODEL);
      const { form, content } = segment.put(about(person, { ...changes, ...more }));
      expect(form).toBe(FORM.LIKE);
      return content.length;
    });
    expect(new Set(lengths).size).toBe(1);
  }
});

test('a refusal says in its own words whom it concerned, and is told in full, as is whatever has a ground', () => {
  const refused = (concerned: string, detail: string | null): RecordBody => {
    const verdicts = [['REFUSED', `SELF_GRANT; account ${concerned}`]];
    const groups = [verdicts, [['Mutation.grantMenu'], 1, [], [1], []]];
    return about('abcdefghi', { detail, accesses: { subjects: 'abcdefghi', groups, count: 1 } });
  };
  for (const detail of [null, 'SELF_GRANT; account suzuki-k']) {
    const segment = new Segment();
    for (const concerned of ['sato-h01', 'sato-h01', 'suzuki-k'])
      expect([FORM.SEALED, FORM.SEALED_DEFLATED]).toContain(segment.put(refused(concerned, detail)).form);
  }
});

test('answers that differ a little from their model are as long as those that do not', () => {
  const absent = (cells: readonly number[]): object => ({
    accesses: {
      ...{ subjects: 'QRMvfyD8E', count: 1 },
      groups: [
        [['DISCLOSED', null]],
        ...FIELDS.map((field, at) => [[field], 1, [], [1], [[field, field, [cells.includes(at) ? 2 : 1]]]]),
      ],
    },
  });
  const lengths = [[], [3], [7], [11]].map((cells) => {
    const segment = new Segment();
    segment.put(about('abcdefghi'));
    return segment.put(about('QRMvfyD8E', absent(cells))).content.length;
  });
  expect(lengths.every((length) => length % 32 === (lengths[0] ?? 0) % 32)).toBe(true);
  expect(new Set(lengths).size).toBeLessThanOrEqual(2);
});

/** As those of different sorts, and as those of one sort that have nothing in common. */
test.each(['sorts', 'one sort'])(
  'a reader keeps as many models as a writer tells records by, whatever comes between: %s',
  (what) => {
    const segment = new Segment();
    const put = (sort: number) => {
      const document = what === 'sorts' || sort === -1 ? `${sort}` : 'one';
      const coordinates = sort === -1 ? ['Query.resident'] : [randomBytes(200).toString('hex')];
      return segment.put({ kind: 'INTENT', coordinates, ...circumstances('r'), document });
    };
    for (const between of [MODELS_IN_USE - 1, MODELS_IN_USE, 2 * MODELS_IN_USE]) {
      put(-1);
      for (let sort = 0; sort < between; sort++) put(between * 1000 + sort);
      const { form } = put(-1);
      expect([between, form]).toEqual([between, between < MODELS_IN_USE ? FORM.LIKE : FORM.MODEL]);
    }
    const texts = new SegmentTexts('gw1', KEY);
    for (const frame of segment.frames as Frame[]) expect(read(texts, frame)).toBe(frame.json);
  },
);

describe('in a log', () => {
  let place: Workplace;
  beforeEach(async () => void (place = await Workplace.make()));
  afterEach(() => place.remove());

  const records = async (): Promise<readonly AuditRecord[]> => {
    const all: AuditRecord[] = [];
    for await (const { record } of readRecords(place.audit, place.keys)) all.push(record);
    return all;
  };
  const segment = () => join(place.audit, 'gw1', '000001.skl');
  const formsIn = async (): Promise<readonly number[]> => {
    const bytes = await readFile(segment());
    return (await framePlaces(segment())).map(({ start }) => bytes.readUInt8(start + 12));
  };

  test('it is followed from any record on, also behind a restart', async () => {
    for (const run of [1, 2]) {
      const log = await place.open();
      for (let at = 0; at < 6; at++) await answer(log, `request ${run}-${at}`, `10000${at}`);
      await log.close();
    }
    const all = await records();
    expect((await formsIn()).filter((form) => form === FORM.MODEL)).toHaveLength(4);
    for (let next = 1; next <= all.length; next++) {
      const tail = new WriterTail(join(place.audit, 'gw1'), 'gw1', place.keys, next);
      const followed: AuditRecord[] = [];
      for await (const record of tail.read()) followed.push(record);
      await tail.close();
      expect(followed).toEqual(all.slice(next - 1));
    }
  });

  test('a model that a disk has spoiled takes no more than those with it that are told by it', async () => {
    const log = await place.open();
    for (let at = 0; at < 600; at++)
      log.append({ kind: 'INTENT', coordinates: [], ...circumstances(`${at}`) });
    await log.close();
    const all = await records();
    const forms = await formsIn();
    const models = forms.flatMap((form, at) => (form === FORM.MODEL ? [at] : []));
    expect(models.length).toBe(3);
    const bytes = await readFile(segment());
    const { start } = (await framePlaces(segment()))[models[0] as number] as { start: number };
    bytes.writeUInt8(bytes.readUInt8(start + 30) ^ 1, start + 30);
    await writeFile(segment(), bytes);
    const names = all.map(({ seq }) => `gw1/${seq}`);
    const found = await new RecordLookup(place.audit, place.keys).read(names);
    const lost = names.filter((name) => !found.has(name));
    expect(lost).toHaveLength(257);
    expect(all.filter(({ seq }) => found.has(`gw1/${seq}`))).toEqual([...found.values()]);
    expect((await verifyLog(place.audit, secretsOf(place.keys))).whole).toBe(false);
  });
});
