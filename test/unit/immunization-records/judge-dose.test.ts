import { join } from 'node:path';
import fc from 'fast-check';
import { MANUFACTURERS, VACCINES } from '../../../adapters/health-management/codes.js';
import type { DoseContent } from '../../../adapters/health-management/model.js';
import {
  couponLineOf,
  misreadingsOf,
} from '../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { addDays, requirePlainDate } from '../../../src/calendar/plain-date.js';
import type { DoseFacts, GivenDose, OtherDose } from '../../../src/immunization-records/dose-facts.js';
import { judgeDose } from '../../../src/immunization-records/judge-dose.js';
import { isLotOf, tidyLot } from '../../../src/immunization-records/lots.js';
import { loadPolicy } from '../../../src/policy/load.js';

/** The one judge of a dose, check by check, over generated doses (docs/attacks.md P1, P2, P3; R084, R085, R087, R096, R097, R158). */

const policy = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei'));
const TODAY = '2023-06-27';
const day = (from: string, to: string) =>
  fc
    .integer({ min: 0, max: Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) })
    .map((days) => addDays(requirePlainDate(from), days));

const facts = (more: Partial<DoseFacts> = {}): DoseFacts => ({
  ...{
    today: TODAY,
    birth: { iso: '2022-01-15', precision: 'DAY', display: null },
    sex: 'MALE',
    death: null,
  },
  ...{ others: [], institutions: new Set(['A000001']), couponOf: null, municipality: '132101' },
  ...{ schedule: policy.schedule, rules: policy.records },
  ...more,
});
const dose = (more: Partial<DoseContent> = {}, given: Partial<GivenDose> = {}): GivenDose => ({
  content: {
    ...{ vaccine: 'MR', dose: 1, date: '2023-02-01', billingMonth: '2023-03', setting: 'INDIVIDUAL' },
    ...{ place: '見本小児科', preExam: 'VACCINATED', preExamInstitution: null, institution: 'A000001' },
    ...{ preExamDoctor: null, doctor: '接種　次郎', manufacturer: '12', lot: 'EY0573', volume: 50 },
    ...more,
  },
  ...{ origin: 'HERE', evidence: null, coupon: null },
  ...given,
});
const faults = (given: GivenDose, of: Partial<DoseFacts> = {}): readonly string[] =>
  judgeDose(given, facts(of)).faults.map(({ code, field }) => `${code} ${field}`);
const warnings = (given: GivenDose, of: Partial<DoseFacts> = {}): readonly string[] =>
  judgeDose(given, facts(of)).warnings.map(({ code }) => code);
const other = (more: Partial<OtherDose> = {}): OtherDose => ({
  ...{ vaccine: 'MR', dose: 1, date: '2023-02-01', manufacturer: '12' },
  ...more,
});

test('nothing is against a dose that is given in time', () => {
  expect(judgeDose(dose(), facts())).toEqual({ faults: [], warnings: [] });
});

describe('what stops a dose, whatever reason is given', () => {
  test('a day after today, however far', () => {
    fc.assert(
      fc.property(day('2023-06-28', '2199-12-31'), (date) => {
        expect(faults(dose({ date, billingMonth: null }))).toEqual(['DATE_FUTURE date']);
      }),
    );
    expect(faults(dose({ date: TODAY, billingMonth: null }))).toEqual([]);
  });

  test('a day before the birth, held against what is known of it', () => {
    fc.assert(
      fc.property(
        day('1950-01-01', TODAY),
        fc.constantFrom(4, 7, 10),
        day('1950-01-01', TODAY),
        (birth, known, date) => {
          const iso = birth.slice(0, known);
          const precision = ({ 4: 'YEAR', 7: 'MONTH', 10: 'DAY' } as const)[known as 4 | 7 | 10];
          const found = faults(dose({ date, billingMonth: null }), {
            birth: { iso, precision, display: null },
          });
          expect(found.includes('DATE_BEFORE_BIRTH date')).toBe(date.slice(0, known) < iso);
        },
      ),
    );
    const unknown = { iso: null, precision: 'UNKNOWN', display: '不詳' } as const;
    expect(faults(dose(), { birth: unknown })).toEqual([]);
    expect(warnings(dose(), { birth: unknown })).toEqual(['BIRTH_UNCERTAIN']);
  });

  test('a day after the death; on the day itself it may have been given', () => {
    fc.assert(
      fc.property(day('2022-02-01', TODAY), day('2022-02-01', TODAY), (died, date) => {
        const death = { iso: died, precision: 'DAY', display: null } as const;
        expect(faults(dose({ date, billingMonth: null }), { death }).includes('DATE_AFTER_DEATH date')).toBe(
          date > died,
        );
      }),
    );
  });

  test('a billing month before the dose, after today, of another form, or where nobody is billed (R087)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2022, max: 2024 }), fc.integer({ min: 0, max: 14 }), (year, month) => {
        const billingMonth = `${year}-${String(month).padStart(2, '0')}`;
        const right = month >= 1 && month <= 12 && billingMonth >= '2023-02' && billingMonth <= '2023-06';
        expect(faults(dose({ billingMonth }))).toEqual(right ? [] : ['BILLING_MONTH billingMonth']);
      }),
    );
    for (const billingMonth of ['202303', '2023-3', '令和5年3月', '2023-03-01'])
      expect(faults(dose({ billingMonth }))).toEqual(['BILLING_MONTH billingMonth']);
    expect(faults(dose({}, { origin: 'PRIVATE' }))).toEqual(['BILLING_NOT_DUE billingMonth']);
    expect(faults(dose({ billingMonth: null }, { origin: 'PRIVATE' }))).toEqual([]);
  });

  test('a lot that the maker does not make: O for 0, I for 1, two in one field (R096)', () => {
    const lots = fc
      .tuple(fc.stringMatching(/^[A-Z]{2}$/), fc.stringMatching(/^\d{4}$/))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(lots, fc.integer({ min: 2, max: 5 }), (lot, at) => {
        expect(faults(dose({ vaccine: 'COVID19', manufacturer: '01', lot, volume: null }))).toEqual([]);
        const misread = lot.slice(0, at) + (lot[at] === '0' ? 'O' : 'I') + lot.slice(at + 1);
        for (const wrong of [misread, `${lot}/${lot}`, lot.slice(1), `${lot}1`])
          expect(faults(dose({ vaccine: 'COVID19', manufacturer: '01', lot: wrong, volume: null }))).toEqual([
            'LOT_FORMAT lot',
          ]);
        // Width, case and blanks are how it was written.
        expect(tidyLot(` ${lot.toLowerCase().normalize('NFKC')}　`)).toBe(lot);
        expect(
          tidyLot(
            [...lot].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)).join(''),
          ),
        ).toBe(lot);
      }),
    );
    for (const typed of ['EYO573', 'FF2Ol8', 'EY0573/EY0779'])
      expect(isLotOf(tidyLot(typed), '01', policy.records)).toBe(false);
    // Of a maker without a shape any lot is one, and no free text.
    expect(isLotOf('B2-1', null, policy.records)).toBe(true);
    for (const text of ['山田', 'A B', '', 'X'.repeat(21)])
      expect(isLotOf(text, null, policy.records)).toBe(false);
  });

  test('a volume that no column holds (R097)', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 20_000 }), (volume) => {
        expect(faults(dose({ volume })).includes('VOLUME doseMl')).toBe(volume < 1 || volume > 9_999);
      }),
    );
  });

  test('codes of no table, and an institution that is not on file (R084)', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (code) => {
        expect(faults(dose({ vaccine: code })).includes('VACCINE vaccine')).toBe(!VACCINES.has(code));
        const isMaker = code !== '' && MANUFACTURERS.has(code);
        expect(faults(dose({ manufacturer: code, lot: null })).includes('MANUFACTURER manufacturer')).toBe(
          !isMaker,
        );
        expect(faults(dose({ institution: code })).includes('INSTITUTION institution')).toBe(
          code !== 'A000001',
        );
      }),
    );
    for (const number of [0, -1, 21, 1.5])
      expect(faults(dose({ dose: number }))).toEqual(['DOSE_NUMBER dose']);
  });

  test('a dose on an examination after which none was given', () => {
    const exam = {
      preExam: 'PRE_EXAM_ONLY',
      institution: null,
      doctor: null,
      manufacturer: null,
      lot: null,
      volume: null,
    } as const;
    expect(faults(dose(exam))).toEqual([]);
    const parts = {
      institution: 'A000001',
      doctor: '接種　次郎',
      manufacturer: '12',
      lot: 'EY0573',
      volume: 50,
    } as const;
    fc.assert(
      fc.property(fc.subarray(Object.keys(parts) as (keyof typeof parts)[], { minLength: 1 }), (named) => {
        const some = Object.fromEntries(named.map((key) => [key, parts[key]]));
        expect(faults(dose({ ...exam, ...some }))).toHaveLength(named.length);
      }),
    );
  });

  test('texts that the legacy columns cannot keep, and a mask that comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (place) => {
        const kept =
          place.trim() !== '' &&
          place.length <= 60 &&
          !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|[●＊*]{2}/u.test(place);
        expect(faults(dose({ place }))).toEqual(kept ? [] : ['TEXT place']);
      }),
    );
    // 60 letters of which each is a pair are 120 units of a column of 60.
    expect(faults(dose({ place: '𠮷'.repeat(31) }))).toEqual(['TEXT place']);
    expect(faults(dose({ doctor: '●●●●' }))).toEqual(['TEXT doctor']);
    expect(faults(dose({ doctor: '\ud842' }))).toEqual(['TEXT doctor']);
  });

  test('a coupon of no form, of another municipality, of another person, and one that a camera misread', () => {
    const line = couponLineOf({ kind: '1', dose: 1, municipality: '132101', coupon: '1000000001' });
    expect(faults(dose({}, { coupon: line }), { couponOf: 'OWN' })).toEqual([]);
    expect(faults(dose({}, { coupon: '1000000001' }), { couponOf: 'OWN' })).toEqual([]);
    expect(faults(dose({}, { coupon: line }), { couponOf: 'ANOTHER' })).toEqual(['COUPON_OF_ANOTHER coupon']);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 1, max: 9 }), (at, step) => {
        const wrong = line.slice(0, at) + String((Number(line[at]) + step) % 10) + line.slice(at + 1);
        // One digit in ten becomes the code of some other municipality: refused all the same.
        expect(faults(dose({}, { coupon: wrong }), { couponOf: 'OWN' }).join()).toMatch(
          /^COUPON_(FORMAT|ELSEWHERE) coupon$/,
        );
      }),
    );
    for (const misread of misreadingsOf(line).filter((one) => one.slice(2, 8) !== '132101'))
      expect(faults(dose({}, { coupon: misread }))).toEqual(['COUPON_FORMAT coupon']);
    const elsewhere = couponLineOf({ kind: '1', dose: 1, municipality: '132144', coupon: '1000000001' });
    expect(faults(dose({}, { coupon: elsewhere }))).toEqual(['COUPON_ELSEWHERE coupon']);
    expect(warnings(dose({}, { coupon: line }))).toEqual(['COUPON_UNKNOWN']);
    expect(warnings(dose({ dose: 2, date: '2023-02-01' }, { coupon: line }), { couponOf: 'OWN' })).toContain(
      'COUPON_DOSE',
    );
  });
});

describe('what asks for a reason', () => {
  test('an age outside the days of the law: from the day before the birthday to the day before it', () => {
    fc.assert(
      fc.property(day('2022-06-01', TODAY), (date) => {
        // MR, first term: from 12 to 24 months of life.
        const early = date < '2023-01-14';
        expect(warnings(dose({ date, billingMonth: null }))).toEqual(early ? ['AGE'] : []);
      }),
    );
  });

  test('an interval that is too short, before this dose and behind it: 27 days are 28 later', () => {
    const born = { birth: { iso: '2023-01-10', precision: 'DAY', display: null } } as const;
    const hepb = (date: string, number: number) =>
      dose({
        vaccine: 'HEPB',
        date,
        dose: number,
        billingMonth: null,
        volume: 25,
        manufacturer: null,
        lot: null,
      });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (days) => {
        const first = requirePlainDate('2023-03-15');
        const second = addDays(first, days);
        const others = [other({ vaccine: 'HEPB', date: first, dose: 1 })];
        expect(warnings(hepb(second, 2), { ...born, others })).toEqual(days < 28 ? ['INTERVAL'] : []);
        const behind = [other({ vaccine: 'HEPB', date: second, dose: 2 })];
        expect(warnings(hepb(first, 1), { ...born, others: behind })).toEqual(days < 28 ? ['INTERVAL'] : []);
      }),
    );
  });

  test('the same day or number twice, numbers against the days, another maker’s product', () => {
    expect(warnings(dose(), { others: [other()] })).toContain('DUPLICATE');
    expect(warnings(dose({ dose: 2 }), { others: [other({ dose: 1 })] })).toContain('DUPLICATE');
    expect(warnings(dose({ dose: 1 }), { others: [other({ date: '2023-01-20', dose: 2 })] })).toContain(
      'ORDER',
    );
    expect(warnings(dose({ dose: 2 }), { others: [other({ date: '2023-03-20', dose: 1 })] })).toContain(
      'ORDER',
    );
    const rota = (manufacturer: string) =>
      warnings(
        dose({
          vaccine: 'ROTA',
          date: '2022-05-01',
          dose: 2,
          manufacturer,
          lot: null,
          volume: 150,
          billingMonth: null,
        }),
        { others: [other({ vaccine: 'ROTA', date: '2022-03-20', dose: 1, manufacturer: '15' })] },
      );
    expect([rota('15'), rota('14')]).toEqual([[], ['PRODUCT_MIXED']]);
  });

  test('a vaccine that was not in use on the day (R084, R085: not before its use began)', () => {
    fc.assert(
      fc.property(day('2020-12-01', '2021-06-01'), (date) => {
        const adult = { birth: { iso: '1950-05-05', precision: 'DAY', display: null } } as const;
        const covid = dose({ vaccine: 'COVID19', date, manufacturer: '01', volume: 30, billingMonth: null });
        expect(warnings(covid, adult).includes('NOT_IN_USE')).toBe(date < '2021-02-17');
      }),
    );
  });

  test('a volume that is not usual for product and age (R097)', () => {
    const covid = (volume: number, birth: string) =>
      warnings(
        dose({ vaccine: 'COVID19', date: '2022-03-20', manufacturer: '01', volume, billingMonth: null }),
        {
          birth: { iso: birth, precision: 'DAY', display: null },
        },
      ).includes('VOLUME_UNUSUAL');
    expect([
      covid(30, '1980-01-01'),
      covid(300, '1980-01-01'),
      covid(30, '2015-01-01'),
      covid(20, '2015-01-01'),
    ]).toEqual([...[false, true, true, false]]);
    expect(warnings(dose({ manufacturer: '01', lot: null }))).toEqual(['MAKER_UNUSUAL']);
  });
});
