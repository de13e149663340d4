import { VACCINES } from '../../adapters/health-management/codes.js';
import { RARE, otherNumber, type Player } from './cast.js';
import type { CityFiles } from './city-files.js';

/** Values that arguments are drawn from: a handful around the fact's person, and a few of everybody else's. */
export interface Pools {
  /** 宛名番号: the person, their household, the rest of the cast and some others. The person stands several times. */
  readonly persons: readonly string[];
  readonly numbers: readonly string[];
  readonly addresses: readonly string[];
  readonly kana: readonly string[];
  readonly days: readonly string[];
  readonly vaccines: readonly string[];
}

interface Entry {
  readonly ATENA_NO: string;
  readonly SETAI_NO: string;
  readonly KENSAKU_KANA: string;
  readonly UMARE_YMD: string;
  readonly JUSHO: string;
  readonly KATAGAKI: string;
}

export function poolsOf(base: CityFiles, twin: CityFiles, player: Player, others: readonly Player[]): Pools {
  const entry = (city: CityFiles): Entry =>
    city.row(
      'registry',
      'SELECT * FROM JUKI_KIHON WHERE ATENA_NO = ?',
      player.atenaNumber,
    ) as unknown as Entry;
  const entries = [entry(base), entry(twin)];
  const [own] = entries as [Entry];
  const household = ids(base, 'SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SETAI_NO = ?', own.SETAI_NO);
  const strangers = ids(
    base,
    'SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE CAST(ATENA_NO AS INTEGER) % 97 = 3 LIMIT 12',
  );
  const cast = others.map(({ atenaNumber }) => atenaNumber);
  const self = Array<string>(24).fill(player.atenaNumber);
  return {
    persons: [
      ...self,
      player.atenaNumber.replace(/^0+/, ''),
      ...household,
      ...cast,
      ...strangers,
      '000000000000001',
    ],
    numbers: numbersAround(player, others),
    addresses: [...new Set(entries.flatMap(({ JUSHO, KATAGAKI }) => fragments(JUSHO, KATAGAKI)))],
    kana: [...prefixes(own.KENSAKU_KANA), 'タ', 'ｻﾄ', 'すず', ''],
    days: [...entries.flatMap(({ UMARE_YMD }) => around(UMARE_YMD)), ...LANDMARKS],
    vaccines: [...Array<string>(8).fill(RARE.code), ...VACCINES.keys(), 'NONE_SUCH'],
  };
}

function ids(city: CityFiles, sql: string, ...values: unknown[]): string[] {
  return city.rows('registry', sql, ...values).map((row) => String(row['id']));
}

function numbersAround({ individualNumber }: Player, others: readonly Player[]): string[] {
  const other = otherNumber(individualNumber);
  const wide = individualNumber.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const parted = `${other.slice(0, 4)}-${other.slice(4, 8)}-${other.slice(8)}`;
  const wrong = `${individualNumber.slice(0, 11)}${(Number(individualNumber[11]) + 3) % 10}`;
  return [
    individualNumber,
    other,
    individualNumber,
    other,
    wide,
    parted,
    wrong,
    ...others.map((one) => one.individualNumber),
    '12',
  ];
}

/** Town, street and house, from the city alone to the very door. */
function fragments(address: string, extra: string): string[] {
  const town = /小金井市(.{2,6}?)[一二三四五六]?丁?目?[０-９0-9]/.exec(address)?.[1];
  const pieces = [
    address,
    address.slice(-6),
    address.slice(3, 9),
    '小金井市',
    town,
    extra,
    extra.slice(0, 3),
  ];
  return pieces.filter((piece): piece is string => piece !== undefined && piece !== '');
}

const prefixes = (kana: string): string[] => [1, 2, 4, kana.length].map((length) => kana.slice(0, length));

/** The day, its month's ends, and a year to each side. */
function around(compact: string): string[] {
  const [year, month, day] = [compact.slice(0, 4), compact.slice(4, 6), compact.slice(6)];
  if (day === '00' || month === '00') return [];
  return [
    `${year}-${month}-${day}`,
    `${year}-${month}-01`,
    `${year}-${month}-28`,
    `${Number(year) - 1}-07-01`,
    `${Number(year) + 1}-07-01`,
  ];
}

/** Days on which statistics and windows of support measures turn; the last is none. */
const LANDMARKS = [
  '1900-01-01',
  '2021-04-01',
  '2022-09-30',
  '2022-10-01',
  '2023-01-31',
  '2023-02-01',
  '2023-03-31',
  '2023-06-27',
  '2024-04-01',
  '2100-01-01',
  '2023-02-30',
];
