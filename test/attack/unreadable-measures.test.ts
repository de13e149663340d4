import fc from 'fast-check';
import { MeasureReader } from '../../adapters/resident-registry/support-measures.js';
import type { Quarantined } from '../../adapters/adapter.js';
import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * A measure that cannot be read protects, one that fits nobody is told, and a number is matched by its value
 * (docs/attacks.md B1, B2, B13).
 */

const TODAY = '2023-06-27';
/** What stands in a column for a day that nobody can read. */
const UNREADABLE: readonly unknown[] = [
  ...['2023', '2023    ', '    0627', '20230', '202306271', '20231345', '20230230', '00000627'],
  ...[
    'rubbish!',
    '２０２３０６２７',
    '令和5年',
    '5050627',
    '20230627\0',
    '2023-06-27',
    ' 2023062',
    '99999998',
  ],
  ...['', '        ', '00000000', Buffer.from('20230627'), Buffer.from([0x8f, 0xff])],
];

/** A reader of rows, and what it sets aside. */
function readerOf(told: Quarantined[]): MeasureReader {
  return new MeasureReader({
    url: { kind: 'sqlite', path: '' },
    municipality: '132101',
    onQuarantine: (fault) => told.push(fault),
  });
}

describe('rows that are gone', () => {
  const inForce = (at: number) => ({
    measureNumber: at,
    atenaNumber: String(at).padStart(15, '0'),
    ...{ firstDay: '20200101', lastDay: '99999999', cancelled: '0' },
  });
  const ended = (at: number) => ({ ...inForce(at), lastDay: '20201231' });

  test('protect on where most of those in force are gone, and are believed where few are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 10 }),
        (stays, past) => {
          const told: Quarantined[] = [];
          const reader = readerOf(told);
          const all = stays.map((_, at) => inForce(at + 1));
          const others = Array.from({ length: past }, (_, at) => ended(all.length + at + 1));
          reader.read([...all, ...others], TODAY);
          const left = all.filter((_, at) => stays[at]);
          const gone = all.length - left.length;
          const kept = gone * 2 > all.length;
          for (const again of [reader.read(left, TODAY), reader.read(left, TODAY)])
            expect([again.inForce.length, again.gone]).toEqual(kept ? [all.length, gone] : [left.length, 0]);
          expect(told.map(({ column, reason }) => `${column} ${reason}`)).toEqual(
            new Array(gone).fill('ATENA_NO GONE'),
          );
          // Back, or taken back by the flag: as the table says.
          expect(reader.read(all, TODAY)).toMatchObject({ inForce: { length: all.length }, gone: 0 });
          const cancelled = all.map((row) => ({ ...row, cancelled: '1' }));
          expect(reader.read(cancelled, TODAY)).toMatchObject({ inForce: [], gone: 0 });
          expect(reader.read([], TODAY)).toMatchObject({ inForce: [], gone: 0 });
        },
      ),
    );
  });
});

describe('a bound that cannot be read', () => {
  const read = (firstDay: unknown, lastDay: unknown, cancelled: unknown = '0') => {
    const told: Quarantined[] = [];
    const reader = readerOf(told);
    const row = { measureNumber: 1, atenaNumber: '000000000000001', firstDay, lastDay, cancelled };
    const measures = [reader.read([row], TODAY), reader.read([row], TODAY)] as const;
    expect(measures[1]).toEqual(measures[0]);
    return { ...measures[0], told };
  };
  const unreadable = fc.constantFrom(...UNREADABLE, null, 20230627, undefined);
  const day = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));

  test('at the start protects since ever: until the end that can be read', () => {
    fc.assert(
      fc.property(unreadable, day, (start, end) => {
        const { inForce, unreadable: count, told } = read(start, end);
        expect(inForce).toHaveLength(end >= '20230627' ? 1 : 0);
        expect(count).toBe(1);
        expect(told.map(({ column }) => column)).toEqual(['KAISI_YMD']);
      }),
    );
  });

  test('at the end protects still', () => {
    fc.assert(
      fc.property(unreadable, day, (end, start) => {
        const { inForce, unreadable: count, told } = read(start, end);
        expect(inForce).toHaveLength(start <= '20230627' ? 1 : 0);
        expect(count).toBe(1);
        expect(told.map(({ column }) => column)).toEqual(['SYURYO_YMD']);
      }),
    );
  });

  test('at both ends protects, and so do two that contradict each other', () => {
    fc.assert(
      fc.property(unreadable, unreadable, (start, end) => {
        expect(read(start, end)).toMatchObject({ inForce: ['000000000000001'], unreadable: 1 });
      }),
    );
    expect(read('20230701', '20230601')).toMatchObject({ inForce: ['000000000000001'], unreadable: 1 });
    expect(read('20200701', '20200601')).toMatchObject({ inForce: ['000000000000001'], unreadable: 1 });
  });

  test('of two that can be read, the day alone decides, and nothing is told', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [start = '', end = ''] = [one, other].sort();
        const { inForce, unreadable: count, told } = read(start, end);
        expect(inForce).toHaveLength(start <= '20230627' && '20230627' <= end ? 1 : 0);
        expect([count, told]).toEqual([0, []]);
      }),
    );
  });

  test.each([[' 1'], ['9'], ['１'], ['X'], [null], [Buffer.from('1')], [1]])(
    'a flag %p cancels nothing',
    (flag) => {
      expect(read('20230101', '20231231', flag).inForce).toHaveLength(1);
    },
  );

  test('the flag of a cancelled one does', () => {
    expect(read('20230101', '20231231', '1').inForce).toEqual([]);
    expect(read('rubbish', null, '1')).toMatchObject({ inForce: [], unreadable: 0, told: [] });
  });
});

describe('in the registry of a city', () => {
  let city: EditedCity;
  let gateway: TestGateway;
  let unreadable: readonly string[];
  let oddly: readonly string[];
  let free: string;
  beforeAll(async () => {
    city = new EditedCity();
    const homes = city.households(1, UNREADABLE.length + 7).map(([number = '']) => number);
    unreadable = UNREADABLE.map((end, at) => {
      city.measure(homes[at], at % 2 === 0 ? '20220101' : end, at % 2 === 0 ? end : '99999999');
      return homes[at] ?? '';
    });
    oddly = homes.slice(UNREADABLE.length, -1);
    free = homes.at(-1) ?? '';
    oddly.forEach((number, at) => city.measure(ODD[at]?.(number.replace(/^0+/, '')), '20230101', '20231231'));
    city.measure('000000000000999', '20230101', '20231231'); // nobody has it
    city.measure('1003I8', '20230101', '20231231');
    city.measure('', '20230101', '20231231');
    gateway = await startTestGateway(city.files.environment);
  });
  afterAll(async () => {
    await gateway?.stop();
    city?.remove();
  });

  const wide = (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const ODD: readonly ((number: string) => string)[] = [
    (number) => number,
    (number) => number.padStart(15),
    (number) => number.padEnd(15),
    (number) => wide(number),
    (number) => `　${number}　`,
    (number) => wide(number.padStart(15, '0')),
  ];
  const contactsOf = async (numbers: readonly string[]) => {
    const answer = await gateway.as<{ residents: { nodes: { address: string | null }[] } }>('clerk', {
      purpose: 'RECOMMEND',
      query:
        'query ($n: [ID!]) { residents(where: {atenaNumbers: $n}, first: 1000) { nodes { address phone } } }',
      variables: { n: numbers },
    });
    expect(answer.errors).toEqual([]);
    return answer;
  };

  test('every measure that cannot be read, and every number written in another way, protects', async () => {
    const { data, withheld } = await contactsOf([...unreadable, ...oddly]);
    expect(data.residents.nodes).toHaveLength(unreadable.length + oddly.length);
    for (const node of data.residents.nodes) expect(node).toEqual({ address: null, phone: null });
    expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['NOT_DISCLOSABLE']));
  });

  test('nobody else is closed', async () => {
    const { data } = await contactsOf([free]);
    expect(data.residents.nodes.map(({ address }) => typeof address)).toEqual(['string']);
  });

  test('each is told once in the log, without a value, and all are counted', async () => {
    await contactsOf(unreadable);
    const lines = gateway.logLines.filter((line) => line.includes('JUKI_SIEN'));
    const setAside = lines.filter((line) => line.includes('a legacy value was set aside'));
    expect(setAside).toHaveLength(UNREADABLE.length + 2);
    for (const number of [...unreadable, ...oddly]) expect(lines.join('\n')).not.toContain(number.slice(-6));
    const metrics = await (await fetch(`http://127.0.0.1:${gateway.port}/metrics`)).text();
    const gauge = (fault: string) =>
      Number(new RegExp(`support_measures_faulty\\{fault="${fault}"\\} (\\S+)`).exec(metrics)?.[1]);
    expect(['unreadable', 'without_key', 'without_person'].map(gauge)).toEqual([UNREADABLE.length, 2, 1]);
    expect(lines.filter((line) => line.includes('fit nobody'))).toHaveLength(1);
  });
});
