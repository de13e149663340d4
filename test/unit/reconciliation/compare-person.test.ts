import fc from 'fast-check';
import { addDays } from '../../../src/calendar/plain-date.js';
import type { ComparedDose, PersonContext } from '../../../src/reconciliation/compared-dose.js';
import { comparePerson } from '../../../src/reconciliation/compare-person.js';
import { makersOf } from '../../../adapters/vaccination-record-system/makers.js';
import { lotKey, wordKey } from '../../../src/reconciliation/writings.js';
import { effort } from '../../support/effort.js';

/** A dose as it was given, before either side wrote it down. */
interface Given {
  readonly number: number;
  readonly day: string;
  readonly maker: 'ファイザー' | '武田/モデルナ';
  readonly lot: string;
  readonly venue: string;
  readonly doctor: string;
}

const TODAY = '2023-06-27';
const CONTEXT: PersonContext = {
  ...{ born: '1980-05-01', residentSince: '1990-04-01', isTarget: true },
  ...{ today: TODAY, ledgerLagDays: 92, vrsLagDays: 14 },
};

const histories = fc
  .record({
    first: fc.integer({ min: 0, max: 120 }),
    gaps: fc.array(fc.integer({ min: 21, max: 120 }), { minLength: 1, maxLength: 4 }),
    maker: fc.constantFrom('ファイザー' as const, '武田/モデルナ' as const),
    digits: fc.array(fc.integer({ min: 1_000, max: 9_999 }), { minLength: 5, maxLength: 5 }),
    venue: fc.constantFrom('総合体育館　集団接種会場', 'みほん本町医院'),
  })
  .map(({ first, gaps, maker, digits, venue }): readonly Given[] => {
    let day = addDays('2021-04-01', first);
    return [0, ...gaps].map((gap, at) => {
      day = addDays(day, gap);
      const lot = maker === 'ファイザー' ? `FC${digits[at]}` : `30${at}${digits[at]}`;
      return { number: at + 1, day, maker, lot, venue, doctor: `見本　医師${at}` };
    });
  });

const dose = (side: 'LEDGER' | 'VRS', given: Given, more: Partial<ComparedDose> = {}): ComparedDose => ({
  ...{ side, id: `${side === 'VRS' ? 'v' : ''}${given.number}`, under: '0000000001', number: given.number },
  ...{ day: given.day, makers: makersOf(given.maker), lot: given.lot, lotKey: lotKey(given.lot) },
  ...{ venueKey: wordKey(given.venue), doctorKey: wordKey(given.doctor), readable: true, locked: false },
  ...{ enteredOn: side === 'VRS' ? given.day : null, version: 1, coupon: side === 'VRS' ? '1234567890' : '' },
  ...more,
});
const withLot = (lot: string): Partial<ComparedDose> => ({ lot, lotKey: lotKey(lot) });
const sidesOf = (history: readonly Given[]) => ({
  ledger: history.map((given) => dose('LEDGER', given)),
  vrs: history.map((given) => dose('VRS', given)),
});

type Sides = ReturnType<typeof sidesOf>;
const found = (sides: Sides, context: PersonContext = CONTEXT) => {
  const { findings, strays } = comparePerson(sides, context);
  return [...findings, ...strays.flatMap(({ otherwise }) => (otherwise === null ? [] : [otherwise]))];
};
const runs = { numRuns: effort({ short: 200, full: 5_000 }) };

const full = (text: string): string =>
  text.replace(/[A-Z0-9]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

test('VRS’s own ways of writing are no finding, whatever the history', () => {
  const ways: fc.Arbitrary<(one: ComparedDose) => ComparedDose> = fc.constantFrom(
    (one: ComparedDose) => ({ ...one, ...withLot(full(one.lot ?? '')) }),
    (one: ComparedDose) => ({ ...one, ...withLot((one.lot ?? '').toLowerCase()) }),
    (one: ComparedDose) => ({ ...one, ...withLot(`${one.lot?.slice(0, 2)} ${one.lot?.slice(2)}`) }),
    (one: ComparedDose) => ({ ...one, makers: makersOf(one.makers.has('MODERNA') ? '武田' : 'ﾌｧｲｻﾞｰ') }),
    (one: ComparedDose) => ({ ...one, venueKey: '', doctorKey: '' }),
    (one: ComparedDose) => ({ ...one, under: '0000000009' }),
  );
  fc.assert(
    fc.property(histories, fc.array(ways, { minLength: 5, maxLength: 5 }), (history, written) => {
      const sides = sidesOf(history);
      const vrs = sides.vrs.map((one, at) => written[at]?.(one) ?? one);
      expect(found({ ...sides, vrs })).toEqual([]);
    }),
    runs,
  );
});

test('what is new, was given before moving in, or belongs to no target is no finding', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const sides = sidesOf(history);
      const last = history.at(-1);
      if (last === undefined) return;
      const recent = addDays(TODAY, -30);
      const fresh = dose(
        'VRS',
        { ...last, number: last.number + 1, day: recent, lot: 'GJ2023' },
        { id: 'v-new' },
      );
      expect(found({ ...sides, vrs: [...sides.vrs, fresh] })).toEqual([]);
      const here = { ...CONTEXT, residentSince: addDays(history[0]?.day ?? '', 1) };
      expect(found({ ...sides, vrs: sides.vrs.slice(1) }, here)).toEqual([]);
      expect(found({ ...sides, vrs: [] }, { ...CONTEXT, isTarget: false })).toEqual([]);
    }),
    runs,
  );
});

type Side = 'ledger' | 'vrs';
type Fault = readonly [
  name: string,
  kinds: readonly string[],
  spoil: (one: ComparedDose, history: readonly Given[]) => Partial<ComparedDose>,
];
/** On either side; which of them is then suspected is asked of those that tell. */
const FAULTS: readonly Fault[] = [
  ['day', ['DAY_MISMATCH', 'ORDER_INVERTED'], (one) => ({ day: addDays(one.day ?? '', 3) })],
  ['before birth', ['BEFORE_BIRTH'], () => ({ day: '1979-05-01' })],
  ['future', ['IN_FUTURE'], (one) => ({ day: `203${one.day?.slice(3)}`.replace('02-29', '02-28') })],
  ['order', ['ORDER_INVERTED'], (_one, [first]) => ({ day: addDays(first?.day ?? '', -5) })],
  [
    'maker',
    ['MAKER_MISMATCH'],
    (one) => ({ makers: makersOf(one.makers.has('PFIZER') ? 'モデルナ' : 'ファイザー') }),
  ],
  ['lot', ['LOT_MISMATCH'], (one) => withLot(`${one.lot?.slice(0, -1)}X`)],
  ['number', ['DOSE_NUMBER_MISMATCH'], () => ({ number: 9 })],
];

const spoiled = (sides: Sides, side: Side, fault: Fault, history: readonly Given[]): Sides => ({
  ...sides,
  [side]: sides[side].map((one, at) => (at === 1 ? { ...one, ...fault[2](one, history) } : one)),
});

describe.each(['ledger', 'vrs'] as const)('a fault of the %s alone', (side) => {
  test.each(FAULTS)('%s is one finding of its kind', (...fault) => {
    fc.assert(
      fc.property(histories, (history) => {
        const findings = found(spoiled(sidesOf(history), side, fault, history));
        expect(findings).toHaveLength(1);
        expect(fault[1]).toContain(findings[0]?.kind);
        if (['BEFORE_BIRTH', 'IN_FUTURE'].includes(findings[0]?.kind ?? ''))
          expect(findings[0]).toMatchObject({ suspected: side.toUpperCase() });
      }),
      runs,
    );
  });

  test('a row that stands twice is one duplicate, and that side is suspected', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const sides = sidesOf(history);
        const [, second] = sides[side];
        if (second === undefined) return;
        const twice = {
          ...second,
          id: `${second.id}-again`,
          ...withLot('ZZ9999'),
          venueKey: '',
          doctorKey: '',
        };
        const findings = found({ ...sides, [side]: [...sides[side], twice] });
        expect(findings).toEqual([
          expect.objectContaining({ kind: 'DUPLICATE', suspected: side.toUpperCase() }),
        ]);
      }),
      runs,
    );
  });

  test('a dose that the other side lacks is one finding', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const sides = sidesOf(history);
        const findings = found({ ...sides, [side]: sides[side].filter((_one, at) => at !== 1) });
        expect(findings.map(({ kind }) => kind)).toEqual([
          side === 'ledger' ? 'MISSING_IN_LEDGER' : 'MISSING_IN_VRS',
        ]);
      }),
      runs,
    );
  });
});

test('two faults at once, on two doses or on one, are two findings', () => {
  const pairs = FAULTS.flatMap((one, at) =>
    FAULTS.slice(at + 1).map((other) => [one, other] as const),
  ).filter(
    // Of one dose one day is wrong once.
    ([one, other]) =>
      ![one, other].every(([name]) => ['day', 'before birth', 'future', 'order'].includes(name)),
  );
  fc.assert(
    fc.property(histories, fc.constantFrom(...pairs), (history, [one, other]) => {
      const sides = spoiled(spoiled(sidesOf(history), 'ledger', one, history), 'ledger', other, history);
      const kinds = found(sides).map(({ kind }) => kind as string);
      expect(kinds).toHaveLength(2);
      expect(kinds.some((kind) => one[1].includes(kind))).toBe(true);
      expect(kinds.some((kind) => other[1].includes(kind))).toBe(true);
    }),
    runs,
  );
});
