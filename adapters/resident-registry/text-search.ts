import type { LegacyDatabase } from '../database.js';
import type { Query } from '../question.js';
import { escapeLike } from '../parameters.js';
import {
  addressKey,
  NAME_GAPS,
  nameKey,
  romanWords,
  TOWN_DIGITS,
  withoutHonorific,
} from '../../src/text/search-keys.js';
import { variantsOf } from '../../src/text/variant-kanji.js';
import { kanaSearchKey } from '../legacy/kana.js';
import { RESIDENT } from './entities.js';

/**
 * Search by what the registry's columns hold in many writings and clerks type in others. The columns cannot be
 * changed, so that the statement folds them: only what the text asked for could be written as, and only in rows
 * that hold its unmistakable characters.
 */

const NAMES = ['kanji', 'alias', 'roman', 'former'] as const;
const ADDRESSES = ['address', 'addressExtra'] as const;
const { columns } = RESIDENT;

/** VS17 to VS48: all that the collections of personal names (Hanyo-Denshi, Moji_Joho) use, and the three of JIS. */
const SELECTORS: readonly string[] = [
  ...Array.from({ length: 32 }, (_, at) => String.fromCodePoint(0xe0100 + at)),
  ...['\ufe00', '\ufe01', '\ufe02'],
];
const HYPHENS = ['－', '−', '‐', '‑', '–', '—', '―', '─'] as const;

/** Words of one name in Roman letters: each folds the columns once more. */
const MAX_WORDS = 4;

type Replacement = readonly [from: string, to: string];

/** False when nobody can match, so that no statement is needed. */
export function addName(query: Query, database: LegacyDatabase, typed: string | undefined): boolean {
  if (typed === undefined) return true;
  const name = withoutHonorific(typed);
  const key = nameKey(name);
  if (key === '' || key.length > (columns.roman.length ?? 0)) return false;
  const replacements: readonly Replacement[] = [
    ...[...NAME_GAPS, ...SELECTORS].map((gap): Replacement => [gap, '']),
    ...[...new Set(key)].flatMap(writingsOf),
  ];
  const certain = [...key].filter(
    (letter) => /\p{Script=Han}/u.test(letter) && variantsOf(letter).length === 1,
  );
  // Roman words stand in either order, so that each is looked for by itself.
  const roman = romanWords(name) ?? [];
  const words = roman.length > 1 && roman.length <= MAX_WORDS ? roman : [key];
  const conditions = NAMES.map((column) =>
    onlyWhere(
      certain.length === 0 ? `r.${column} IS NOT NULL` : `r.${column} LIKE :nameLetters ESCAPE '!'`,
      words
        .map((_, at) => `UPPER(${folded(database, `r.${column}`, replacements)}) LIKE :name${at} ESCAPE '!'`)
        .join(' AND '),
    ),
  );
  const kana = kanaSearchKey(name);
  // A reading is the family's and the given name in one: either may have been typed.
  if (/^[ァ-ヺー]+$/u.test(kana))
    conditions.push("r.searchKana LIKE :kanaFirst ESCAPE '!'", "r.searchKana LIKE :kanaLast ESCAPE '!'");
  query.andWhere(`(${conditions.join(' OR ')})`, {
    ...Object.fromEntries(words.map((word, at) => [`name${at}`, database.pattern(`%${escapeLike(word)}%`)])),
    nameLetters: database.pattern(`%${certain.map(escapeLike).join('%')}%`),
    kanaFirst: database.pattern(`${escapeLike(kana)}%`),
    kanaLast: database.pattern(`%${escapeLike(kana)}`),
  });
  return true;
}

/** How one character of a key may stand in a column: variant kanji, full-width letters, hiragana. */
function writingsOf(letter: string): readonly Replacement[] {
  const code = letter.codePointAt(0) ?? 0;
  if (/^[A-Z]$/.test(letter))
    return [0xfee0, 0xff00].map((step): Replacement => [String.fromCharCode(code + step), letter]);
  if (/^[ァ-ヶ]$/u.test(letter)) return [[String.fromCharCode(code - 0x60), letter]];
  return variantsOf(letter)
    .filter((variant) => variant !== letter)
    .map((variant) => [variant, letter]);
}

export function addAddressPart(query: Query, database: LegacyDatabase, part: string): boolean {
  const key = addressKey(part);
  if (key === '') return false;
  // What stands in the column as it is in the key, but for blanks anywhere.
  const letters = [...(/^[^0-9-]*?(?=[ケA-Z0-9-]|$)/u.exec(key)?.[0] ?? '')].map(escapeLike).join('%');
  const replacements = addressReplacements(key);
  const conditions = ADDRESSES.flatMap((column) => [
    onlyWhere(
      letters === '' ? `r.${column} IS NOT NULL` : `r.${column} LIKE :addressLetters ESCAPE '!'`,
      `UPPER(${folded(database, `r.${column}`, replacements)}) LIKE :address ESCAPE '!'`,
    ),
    // As it was typed, too: what folding takes apart is found as it stands.
    `r.${column} LIKE :part ESCAPE '!'`,
  ]);
  const joined = joinedKey(key);
  if (joined !== null)
    conditions.push(
      onlyWhere(
        `r.addressExtra IS NOT NULL AND r.address LIKE :addressLetters ESCAPE '!'`,
        `UPPER(${folded(database, inOneLine(database), [...replacements, ['--', '-']])}) LIKE :joined ESCAPE '!'`,
      ),
    );
  query.andWhere(`(${conditions.join(' OR ')})`, {
    joined: database.pattern(`%${escapeLike(joined ?? key)}%`),
    address: database.pattern(`%${escapeLike(key)}%`),
    addressLetters: database.pattern(`%${letters}%`),
    part: database.pattern(`%${escapeLike(part)}%`),
  });
  return true;
}

/**
 * The key of an address with its 方書 behind it, as they are joined: by a hyphen, for 3号 and room 101 are not 3101.
 * Null where nothing behind the number of the house was typed.
 */
function joinedKey(key: string): string | null {
  if (/^[^0-9]*(?:[0-9]+-){3}[0-9]/.test(key)) return key;
  const joined = key.replace(/(?<=[0-9])-?(?=[^0-9-])/, '-');
  return joined === key && !/[0-9]-[^0-9-]/.test(key) ? null : joined;
}

function inOneLine({ dialect }: LegacyDatabase): `(${string})` {
  return dialect === 'mssql' ? "(r.address + N'-' + r.addressExtra)" : "(r.address || '-' || r.addressExtra)";
}

/** In the order in which they are done. Only the digits of the key matter, with what parts them from the next. */
function addressReplacements(key: string): readonly Replacement[] {
  const digits = [...new Set(key.replace(/[^0-9]/g, ''))];
  const spaces: readonly Replacement[] = [
    ['　', ''],
    [' ', ''],
    ['ヶ', 'ケ'],
  ];
  const letters = [...new Set(key.replace(/[^A-Z]/g, ''))].flatMap(writingsOf);
  if (digits.length === 0) return [...spaces, ...letters];
  const each = (make: (digit: string) => readonly Replacement[]): readonly Replacement[] =>
    digits.flatMap(make);
  return [
    ...spaces,
    ...letters,
    ...each((digit) => [[String.fromCharCode(digit.charCodeAt(0) + 0xfee0), digit]]),
    ...each((digit) => [[`十${TOWN_DIGITS[Number(digit)] ?? ''}丁目`, `1${digit}-`]]),
    ['十丁目', '10-'],
    ...each((digit) => [[`${TOWN_DIGITS[Number(digit)] ?? ''}丁目`, `${digit}-`]]),
    ...['丁目', '番地の', '番地', ...HYPHENS].map((mark): Replacement => [mark, '-']),
    ...each((digit) => [
      [`${digit}番`, `${digit}-`],
      [`${digit}の`, `${digit}-`],
      [`${digit}ノ`, `${digit}-`],
      [`${digit}ー`, `${digit}-`],
      [`${digit}号`, digit],
    ]),
  ];
}

/** The column with all this replaced in it. By code points on SQL Server: its collations take 髙 and 高 for one or not. */
function folded(
  { dialect }: LegacyDatabase,
  column: `r.${keyof typeof columns}` | `(${string})`,
  replacements: readonly Replacement[],
): string {
  const mssql = dialect === 'mssql';
  const text = (value: string): string => `${mssql ? 'N' : ''}'${value}'`;
  const start = mssql ? `(${column} COLLATE Latin1_General_100_BIN2)` : column;
  return replacements.reduce((sql, [from, to]) => `REPLACE(${sql}, ${text(from)}, ${text(to)})`, start);
}

/** `costly` only where `cheap` holds: databases keep to the order of CASE, and to no order of AND. */
function onlyWhere(cheap: string, costly: string): string {
  return `(CASE WHEN ${cheap} THEN CASE WHEN ${costly} THEN 1 ELSE 0 END ELSE 0 END) = 1`;
}
