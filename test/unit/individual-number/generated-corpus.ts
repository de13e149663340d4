import { checkDigit, testCheckDigit } from '../../../src/individual-number/check-digit.js';
import type { TextKind } from '../../../src/individual-number/tripwire/columns.js';

/**
 * A corpus of several thousand texts from one seed: digits of every script × what stands between groups × what
 * names the number × the column it was typed into, and as many texts that only resemble one. Made anew in each run,
 * for a file of it would be longer than the project.
 */
export interface CorpusRow {
  readonly kind: string;
  readonly column: TextKind;
  readonly text: string;
  /** The number that is to be masked; null where nothing is. */
  readonly number: string | null;
}

const SEED = 13210;
const DIGITS = '0123456789';

class Random {
  constructor(private state: number) {}
  below(limit: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state % limit;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  digits(length: number): string {
    return Array.from({ length }, () => this.below(10)).join('');
  }
  /** A number of the synthetic city; one in eight begins with 0. */
  number(): string {
    for (;;) {
      const body = this.digits(11);
      if (!/^(.)\1*$/.test(body)) return body + testCheckDigit(body);
    }
  }
  wrong(): string {
    const right = this.number();
    return right.slice(0, 11) + ((Number(right[11]) + 3 + this.below(5)) % 10);
  }
  /** Twelve digits with a right check digit for which `fits` holds: only such put an exclusion to the test. */
  tempting(draw: () => string): string {
    for (let tries = 0; tries < 10_000; tries++) {
      const text = draw();
      const digits = text.replace(/\D/g, '');
      for (let at = 0; at + 12 <= digits.length; at++) {
        const part = digits.slice(at, at + 12);
        const body = part.slice(0, 11);
        if ([checkDigit(body), testCheckDigit(body)].includes(part[11] ?? '')) return text;
      }
    }
    throw new TypeError('nothing fits');
  }
}

const from = (first: number) => (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(first + Number(digit)));
const by = (table: readonly string[]) => (text: string) =>
  text.replace(/[0-9]/g, (digit) => table[Number(digit)] ?? '');
const listed = (text: string) => by([...text]);

/** How digits are written. Kanji numerals of place (千二百) are none of these: see docs/attacks.md. */
export const WRITINGS: Readonly<Record<string, (digits: string) => string>> = {
  plain: (text) => text,
  'full width': from(0xff10),
  kanji: listed('〇一二三四五六七八九'),
  'kanji of deeds': listed('零壱弐参肆伍陸漆捌玖'),
  'kanji of deeds, old': listed('零壹貳參肆伍陸柒捌玖'),
  'Arabic-Indic': from(0x660),
  Persian: from(0x6f0),
  Devanagari: from(0x966),
  Bengali: from(0x9e6),
  Thai: from(0xe50),
  Khmer: from(0x17e0),
  Myanmar: from(0x1040),
  Mongolian: from(0x1810),
  bold: from(0x1d7ce),
  'double-struck': from(0x1d7d8),
  sans: from(0x1d7e2),
  monospace: from(0x1d7f6),
  segmented: from(0x1fbf0),
  Osmanya: from(0x104a0),
  Adlam: from(0x1e950),
  superscript: listed('⁰¹²³⁴⁵⁶⁷⁸⁹'),
  subscript: from(0x2080),
  circled: listed('⓪①②③④⑤⑥⑦⑧⑨'),
  'negative circled': listed('⓿❶❷❸❹❺❻❼❽❾'),
  'sans circled': listed('🄋➀➁➂➃➄➅➆➇➈'),
  'negative sans circled': listed('🄌➊➋➌➍➎➏➐➑➒'),
  'double circled': listed('⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽'),
  'in brackets': listed('0⑴⑵⑶⑷⑸⑹⑺⑻⑼'),
  'full stop': listed('🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐'),
  comma: from(0x1f101),
  'of merchants': listed('〇〡〢〣〤〥〦〧〨〩'),
  keycaps: (text) => text.replace(/[0-9]/g, '$&\ufe0f\u20e3'),
  'struck out': (text) => text.replace(/[0-9]/g, '$&\u0336'),
  'variation selectors': (text) => text.replace(/[0-9]/g, '$&\ufe00'),
  'ideographic variation selectors': (text) => text.replace(/[0-9]/g, '$&\u{e0101}'),
  'zero width': (text) => text.replace(/[0-9]/g, '$&\u200b'),
  'right to left': (text) => `\u202e${text.replace(/[0-9]/g, '$&\u202c\u202e')}`,
  'soft hyphens': (text) => text.replace(/[0-9](?=[0-9])/g, '$&\u00ad'),
  tags: (text) => text.replace(/[0-9]/g, '$&\u{e0020}'),
  NUL: (text) => text.replace(/[0-9](?=[0-9])/g, '$&\0'),
  'lone surrogates': (text) => text.replace(/[0-9](?=[0-9])/g, '$&\udc00'),
  'decimal references': (text) => text.replace(/[0-9]/g, (digit) => `&#${48 + Number(digit)};`),
  'hexadecimal references': (text) => text.replace(/[0-9]/g, (digit) => `&#x3${digit};`),
  'references without semicolon': (text) => text.replace(/[0-9]/g, (digit) => `&#x3${digit}`),
  'references escaped twice': (text) => text.replace(/[0-9]/g, (digit) => `&amp;#${48 + Number(digit)};`),
  'per cent': (text) => text.replace(/[0-9]/g, (digit) => `%3${digit}`),
  'JSON escapes': (text) => text.replace(/[0-9]/g, (digit) => `\\u003${digit}`),
  'per cent, old': (text) => text.replace(/[0-9]/g, (digit) => `%u003${digit}`),
  'per cent, full width': (text) => encodeURIComponent(from(0xff10)(text)),
  'per cent, bold': (text) => encodeURIComponent(from(0x1d7ce)(text)),
  'quoted-printable': (text) => text.replace(/[0-9]/g, (digit) => `=3${digit}`),
  'quoted-printable, full width': (text) => encodeURIComponent(from(0xff10)(text)).replaceAll('%', '='),
  octal: (text) => text.replace(/[0-9]/g, (digit) => `\\${(48 + Number(digit)).toString(8)}`),
  'octal of three places': (text) =>
    text.replace(/[0-9]/g, (digit) => `\\0${(48 + Number(digit)).toString(8)}`),
  'style sheet': (text) => text.replace(/[0-9]/g, (digit) => `\\3${digit} `),
  'code points': (text) => text.replace(/[0-9]/g, (digit) => `U+003${digit} `).trim(),
  'code points, run together': (text) => text.replace(/[0-9]/g, (digit) => `u+003${digit}`),
  'Python escapes': (text) => text.replace(/[0-9]/g, (digit) => `\\U0000003${digit}`),
  'tag digits': from(0xe0030),
  'mixed width': (text) =>
    [...text].map((digit, at) => (at % 3 === 0 ? from(0xff10)(digit) : digit)).join(''),
  'kanji and figures': (text) => listed('〇一二三四五六七八九')(text.slice(0, 5)) + text.slice(5),
};

const SEPARATORS = [
  ...'-‐‑‒–—―−－ーｰ﹣﹘─━~〜～⁻₋➖˗‾¯゠⁓〰',
  ...'.．｡・･·•‧∙,，、､/／_＿|｜',
  ...'+*=…:：;；×÷＋＊＝^!?&%#@§†※→⇒★☆■□●◆♪',
  ...['の', 'ノ', 'と', 'ト', 'ハイフン', 'スペース', 'ダッシュ'],
  ...['    ', '\t', '\n', '\r\n', '\u00a0', '\u2003', '\u3000', '\u2028', '\u0085', '  \n  '],
  ...[' - ', ' と ', ' : ', ' … ', '--', '----', '…'.repeat(3), ')(', '】【', '」「', '><', '<br>', '<br/>'],
  ...['&nbsp;', '&#45;', '&minus;', '&ndash;', '&shy;', '&ensp;', '\ue000', '🔢', ' / ', ') ('],
];
/** Rows and words, longer than what people usually put there. */
const LONG_SEPARATORS = [
  ...[...'.- …・=*\u3000'].flatMap((mark) => [9, 30, 200].map((length) => mark.repeat(length))),
  ...['. ', '- ', '\r\n', '=-'].map((pattern) => pattern.repeat(12)),
  ...[' 次に ', 'から', '、次は', ' そして ', '、続けて', ' then ', ' and ', ' dash ', 'ハイフン、'],
  ...[
    '<!-- x -->',
    '<!--つづき-->',
    '<span class=x>',
    '\u001b[31m',
    '\u001b[0;1m',
    '\\u001b[0m',
    '%20',
    '%2D',
    '%E3%80%80',
  ],
];
/** What parts figures of a list or an amount: nothing but fours and single digits is read as one number there. */
const LISTS = [...',，、､/／_＿|｜'];

const LABELS: readonly ((number: string) => string)[] = [
  (n) => `個人番号:${n}`,
  (n) => `個人番号（${n}）`,
  (n) => `個人番号=${n}`,
  (n) => `個人番号 ${n} 一致`,
  (n) => `本人のマイナンバーは${n}です。`,
  (n) => `ﾏｲﾅﾝﾊﾞｰ ${n}`,
  (n) => `My Number: ${n}`,
  (n) => `マイナ番号【${n}】`,
  (n) => `番号「${n}」を控えた`,
  (n) => `世帯主の番号→${n}`,
  (n) => `個\u200b人\u200b番\u200b号 ${n}`,
];
const BARE: readonly ((number: string) => string)[] = [
  (n) => `転入届にて確認済(${n})。窓口対応`,
  (n) => `${n} 長男 太郎`,
  (n) => `電話にて申出。${n}、要折返し`,
  (n) => `接種券再発行希望\n${n}`,
  (n) => n,
];

/** Said in parts, each with how many digits it has. */
const COUNTED = [
  ['上4桁 ', ' 中4桁 ', ' 下4桁 '],
  ['上4桁は', '、中4桁は', '、下4桁は'],
  ['頭の四桁が', '次の四桁が', '最後の四桁が'],
  ['最初4けた:', ' 真ん中4けた:', ' 残り4けた:'],
  ['first 4 digits ', ', next 4 digits ', ', last 4 digits '],
  ['', ' 次に ', ' 最後に '],
] as const;

const cut = (text: string, size: number, gap: string) =>
  (text.match(new RegExp(`.{${size}}`, 'g')) ?? []).join(gap);

/** Thousands of texts with a number in them. */
export function positives(): readonly CorpusRow[] {
  const random = new Random(SEED);
  const rows: CorpusRow[] = [];
  const add = (kind: string, column: TextKind, number: string, text: string) =>
    rows.push({ kind, column, number, text });
  for (const [writing, write] of Object.entries(WRITINGS)) {
    for (const place of [...LABELS, ...BARE]) {
      const [plain, grouped] = [random.number(), random.number()];
      add(writing, 'FREE', plain, place(write(plain)));
      const gap = random.pick(['-', ' ', '－', '\n']);
      add(`${writing}, 4-4-4`, 'FREE', grouped, place(cut(grouped, 4, '|').split('|').map(write).join(gap)));
    }
  }
  for (const gap of [...SEPARATORS, ...LONG_SEPARATORS]) {
    for (const place of [...LABELS, ...BARE]) {
      const number = random.number();
      add(`parted by ${JSON.stringify(gap)}`, 'FREE', number, place(cut(number, 4, gap)));
    }
    for (const place of LABELS) {
      const [number, slip] = [random.number(), random.wrong()];
      add(`any grouping, parted by ${JSON.stringify(gap)}`, 'FREE', number, place(cut(number, 3, gap)));
      add(`slip of the key, parted by ${JSON.stringify(gap)}`, 'FREE', slip, place(cut(slip, 4, gap)));
    }
  }
  for (const gap of [...LISTS, '-', ' ', '.']) {
    for (const place of [...LABELS, ...BARE]) {
      const [half, whole] = [random.number(), random.number()];
      add(`each digit apart by ${JSON.stringify(gap)}`, 'FREE', half, place(cut(half, 1, gap)));
      add(`each digit apart, blanks, ${JSON.stringify(gap)}`, 'FREE', whole, place(cut(whole, 1, `${gap} `)));
    }
  }
  for (const place of LABELS) {
    for (const [upper, middle, lower] of COUNTED) {
      const number = random.number();
      const [first = '', second = '', third = ''] = cut(number, 4, '|').split('|');
      add('told in parts', 'FREE', number, place(`${upper}${first}${middle}${second}${lower}${third}`));
    }
    for (const [digit, letters] of Object.entries({ 0: 'OoDQ', 1: 'lI|', 2: 'Zz', 5: 'Ss', 8: 'B' })) {
      for (const letter of letters) {
        const number = random.number().replace(/^.{3}/, `${digit}47`);
        const right = number.slice(0, 11) + testCheckDigit(number.slice(0, 11));
        const typed = (text: string) => text.replace(new RegExp(digit, 'g'), letter);
        add(`${letter} for ${digit}`, 'FREE', right, place(typed(right)));
        add(`${letter} for ${digit}, 4-4-4`, 'FREE', right, place(cut(typed(right), 4, '-')));
      }
    }
    const [last, older] = [random.number(), random.digits(4)];
    add(
      'last part of a UUID that is called one',
      'FREE',
      last,
      place(`0f3b${older}-${older}-4${older.slice(1)}-9abc-${last}`),
    );
  }
  for (let i = 0; i < 200; i++) {
    const number = random.number();
    const extra = random.digits(1 + random.below(3));
    const long = random.below(2) === 0 ? number + extra : extra + number;
    add('a digit too many', 'FREE', number, `${random.pick(['個人番号 ', 'マイナンバー:'])}${long}`);
    const [named, printed] = [random.number(), random.number()];
    for (const column of ['PHONE', 'LOT', 'KEY'] as const)
      add(`named, in a column ${column}`, column, named, random.pick(LABELS)(named));
    add(
      'as printed, in a column of lots',
      'LOT',
      printed,
      cut(printed, 4, random.pick(['-', ' ', '－', ':'])),
    );
    const foreign = `${random.pick(['1', '2', '3', '5', '7'])}`;
    let body = foreign + random.digits(10);
    while (/^55/.test(body) || /^(.)\1*$/.test(body)) body = foreign + random.digits(10);
    add('in a column of telephones', 'PHONE', body + testCheckDigit(body), body + testCheckDigit(body));
  }
  return rows;
}

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** As many that only resemble one. */
export function negatives(): readonly CorpusRow[] {
  const random = new Random(SEED + 1);
  const rows: CorpusRow[] = [];
  const day = () =>
    `20${pad(10 + random.below(15))}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`;
  const minute = () => `${day().replaceAll('-', '')}${pad(random.below(24))}${pad(random.below(60))}`;
  const corporate = () => {
    const body = random.digits(12);
    const sum = [...body]
      .reverse()
      .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 2), 0);
    return `${9 - (sum % 9)}${body}`;
  };
  const hex = (length: number) =>
    Array.from({ length }, () => random.pick([...DIGITS, ...'abcdef'])).join('');
  const abroad = () =>
    random.pick([`8190${random.digits(8)}`, `8180${random.digits(8)}`, `8170${random.digits(8)}`]);
  const kinds: Readonly<Record<string, readonly [TextKind, () => string]>> = {
    'telephone from abroad': ['PHONE', () => random.tempting(abroad)],
    'telephone from abroad, plus': ['PHONE', () => `+${random.tempting(abroad)}`],
    'telephone from abroad, grouped': [
      'PHONE',
      () => random.tempting(() => `81-90-${random.digits(4)}-${random.digits(4)}`),
    ],
    'telephone, fours': [
      'PHONE',
      () => random.tempting(() => `8190-${random.digits(4)}-${random.digits(4)}`),
    ],
    'telephone at home': ['PHONE', () => `0${random.pick(['90', '80', '42', '422'])}${random.digits(8)}`],
    'telephone and extension': [
      'PHONE',
      () => random.tempting(() => `042-38${random.digits(1)}-${random.digits(6)}`),
    ],
    'telephone and extension, one piece': ['PHONE', () => random.tempting(() => `0423${random.digits(8)}`)],
    'telephone of Korea': ['PHONE', () => random.tempting(() => `8210${random.digits(8)}`)],
    'telephone in a memo': ['FREE', () => `電話 ${random.tempting(abroad)} へ`],
    'telephone in a memo, plus': ['FREE', () => `連絡先 +81 90-${random.digits(4)}-${random.digits(4)}`],
    'telephone in brackets': [
      'FREE',
      () => `(042)387-${random.digits(4)} (090)${random.digits(4)}-${random.digits(4)}`,
    ],
    'two telephones': [
      'FREE',
      () => `042-38${random.digits(1)}-${random.digits(4)} 090-${random.digits(4)}-${random.digits(4)}`,
    ],
    'lot of twelve digits': ['LOT', () => random.tempting(() => random.digits(12))],
    'lot, two pieces': ['LOT', () => random.tempting(() => `${random.digits(6)}-${random.digits(6)}`)],
    lots: ['LOT', () => random.tempting(() => `${random.digits(6)}/${random.digits(6)}`)],
    'lot with letters': ['LOT', () => `EY${random.digits(4)}/FC${random.digits(4)}`],
    'lot in a memo': ['FREE', () => random.tempting(() => `ロット ${random.digits(12)}`)],
    'lot number in a memo': ['FREE', () => random.tempting(() => `Lot No. ${random.digits(12)} 使用`)],
    'measurement with its unit': [
      'FREE',
      () =>
        random.tempting(() => `${random.digits(12)}`) +
        random.pick(['copies/mL', '円', ' 件', '人', ' IU', '㎎', '%']),
    ],
    'measurement that is named': [
      'FREE',
      () => random.pick(['抗体価', '測定値:', '検査値 ', '合計 ']) + random.tempting(() => random.digits(12)),
    ],
    'blood pressure': [
      'FREE',
      () =>
        `血圧 ${100 + random.below(80)}/${60 + random.below(40)} 脈拍${60 + random.below(40)} 体温36.${random.digits(1)} SpO2 ${90 + random.below(10)}`,
    ],
    sum: [
      'FREE',
      () =>
        random.tempting(
          () =>
            `${1000 + random.below(900)}+${1000 + random.below(900)}+${1000 + random.below(900)}=${3000 + random.below(900)}`,
        ),
    ],
    amount: [
      'FREE',
      () =>
        random.tempting(
          () =>
            `${1 + random.below(9)}${random.digits(2)},${random.digits(3)},${random.digits(3)},${random.digits(3)}`,
        ) + '円',
    ],
    'times of a day': [
      'FREE',
      () =>
        `受付 ${pad(random.below(24))}:${pad(random.below(60))}:${pad(random.below(60))} ${pad(random.below(24))}:${pad(random.below(60))}:${pad(random.below(60))}`,
    ],
    'date and time': [
      'FREE',
      () => `${day()} ${pad(random.below(24))}:${pad(random.below(60))}:${pad(random.below(60))}`,
    ],
    'date and time, Japanese': [
      'FREE',
      () =>
        `20${pad(random.below(24))}年${1 + random.below(12)}月${1 + random.below(28)}日 ${random.below(24)}時${random.below(60)}分 ${random.digits(4)}`,
    ],
    'days in a row': ['FREE', () => `${day()}…${day()}、${day()}`],
    'days with slashes': ['FREE', () => `${day().replaceAll('-', '/')}～${day().replaceAll('-', '/')}`],
    'minute stamp': ['FREE', () => `更新 ${random.tempting(minute)}`],
    'second stamp': ['FREE', () => `更新 ${minute()}${pad(random.below(60))}`],
    years: [
      'FREE',
      () =>
        random.tempting(
          () => `20${pad(random.below(30))}…20${pad(random.below(30))}…20${pad(random.below(30))}`,
        ),
    ],
    'JAN code': ['FREE', () => random.tempting(() => `49${random.digits(11)}`)],
    'JAN code that is named': ['FREE', () => random.tempting(() => `JAN:49${random.digits(10)}`)],
    'invoice number': ['FREE', () => random.tempting(() => `T${random.digits(13)}`)],
    'corporate number': ['FREE', () => `法人番号 ${random.tempting(corporate)}`],
    'corporate number, printed': [
      'FREE',
      () => random.tempting(() => corporate().replace(/(.)(.{4})(.{4})(.{4})/, '$1-$2-$3-$4')),
    ],
    'postal codes': ['FREE', () => `〒184-${random.digits(4)} 〒184-${random.digits(4)}`],
    'postal code and telephone': [
      'FREE',
      () => `〒184-${random.digits(4)} 042-38${random.digits(1)}-${random.digits(4)}`,
    ],
    address: [
      'FREE',
      () =>
        `本町${1 + random.below(6)}-${90 + random.below(9)}-${1 + random.below(20)} ${101 + random.below(900)}号室 184-${random.digits(4)}`,
    ],
    'case number': [
      'FREE',
      () => `${1 + random.below(7)}小健第${random.digits(4)}号、R5-${random.digits(5)}`,
    ],
    'coupon and dose': [
      'FREE',
      () => random.tempting(() => `接種券番号 ${random.digits(10)} ${pad(1 + random.below(12))}`),
    ],
    coupons: ['FREE', () => `券番号 ${random.digits(10)}、${random.digits(10)}`],
    'resident record code': ['FREE', () => `住民票コード ${random.digits(11)}`],
    宛名番号: ['KEY', () => `00000${random.digits(10)}`],
    '宛名番号 in a memo': ['FREE', () => random.tempting(() => `宛名番号 00000${random.digits(10)}`)],
    'a key of twelve digits': ['KEY', () => random.tempting(() => random.digits(12))],
    UUID: [
      'FREE',
      () => random.tempting(() => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${random.digits(12)}`),
    ],
    hash: ['KEY', () => hex(64)],
    'amounts in a list': [
      'FREE',
      () =>
        random.tempting(
          () =>
            `${1 + random.below(9)}${random.digits(2)},${random.digits(3)}円、${random.digits(3)},${random.digits(3)}円`,
        ),
    ],
    'amount without its unit': [
      'FREE',
      () => random.tempting(() => [0, 0, 0, 0].map(() => random.digits(3)).join(',')),
    ],
    'days in fours': [
      'FREE',
      () =>
        random.tempting(() =>
          `20${pad(random.below(24))}${random.pick(['/', '_', ','])}${pad(1 + random.below(12))}${pad(1 + random.below(28))}`.replace(
            /(.)(\d{4})$/,
            `$1$2$1${random.digits(4)}`,
          ),
        ),
    ],
    'codes in a list': [
      'FREE',
      () =>
        random.tempting(() =>
          Array.from({ length: 4 + random.below(5) }, () => random.digits(4)).join(
            random.pick(['、', ',', '/']),
          ),
        ),
    ],
    'codes of five digits': [
      'FREE',
      () => `コード ${Array.from({ length: 3 + random.below(5) }, () => random.digits(5)).join('、')}`,
    ],
    'codes of six digits': ['FREE', () => random.tempting(() => `${random.digits(6)}、${random.digits(6)}`)],
    'single digits in a list': [
      'FREE',
      () =>
        random.tempting(() => Array.from({ length: 13 + random.below(5) }, () => random.digits(1)).join(',')),
    ],
    path: [
      'FREE',
      () =>
        random.tempting(
          () => `/${random.pick(['data', 'home', 'kenko'])}/${cut(random.digits(12), 4, '/')}/`,
        ),
    ],
    'path with a file': ['FREE', () => random.tempting(() => `scan/${cut(random.digits(12), 4, '/')}.pdf`)],
    'name of a file': ['FREE', () => random.tempting(() => `IMG_${cut(random.digits(12), 4, '_')}.jpg`)],
    versions: [
      'FREE',
      () =>
        `v${random.digits(1)}.${random.digits(2)}.${random.digits(3)} → v${random.digits(1)}.${random.digits(2)}.${random.digits(3)}`,
    ],
    'network address and port': [
      'FREE',
      () => `192.168.${random.below(256)}.${random.below(256)}:${random.digits(4)}`,
    ],
    'hardware address': ['FREE', () => random.tempting(() => cut(random.digits(12), 2, ':'))],
    'UUID that nothing names': [
      'FREE',
      () => random.tempting(() => `要求 ${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${random.digits(12)} 参照`),
    ],
    'letters among digits': [
      'FREE',
      () => `ロット ${random.digits(2)}O${random.digits(4)}l${random.digits(4)}`,
    ],
    'letters among digits, bare': ['FREE', () => `${random.digits(1)}O${random.digits(10)}`],
    'contents with leaders': [
      'FREE',
      () =>
        `第${random.digits(1)}章${'.'.repeat(20)}${random.digits(2)} 第${random.digits(1)}章${'.'.repeat(20)}${random.digits(3)}`,
    ],
    'ranges of amounts': [
      'FREE',
      () => `${random.digits(4)}円から${random.digits(4)}円、次に${random.digits(4)}円から`,
    ],
    'per cent': [
      'FREE',
      () => `${random.digits(2)}%${random.digits(2)}%${random.digits(2)}% ${random.digits(4)}人`,
    ],
    equations: [
      'FREE',
      () => `a=${random.digits(2)} b=${random.digits(2)} c=${random.digits(4)}=${random.digits(4)}`,
    ],
    'network addresses': [
      'FREE',
      () => random.tempting(() => [0, 0, 0, 0].map(() => 100 + random.below(156)).join('.')),
    ],
    'seventeen digits': ['FREE', () => random.tempting(() => random.digits(17))],
    'four fours': [
      'FREE',
      () => random.tempting(() => cut(random.digits(16), 4, random.pick([' ', ':', '…', 'の']))),
    ],
    doses: [
      'FREE',
      () => `1回目${day()} 2回目${day()} 0.5mL 36.${random.digits(1)}℃ Lot EY${random.digits(4)}`,
    ],
    prices: ['FREE', () => `単価${random.digits(4)}円×${random.digits(2)}=${random.digits(6)}円`],
    'matrix of small figures': [
      'FREE',
      () => Array.from({ length: 12 }, () => random.below(10)).join('+') + `=${random.digits(2)}`,
    ],
  };
  for (const [kind, [column, write]] of Object.entries(kinds))
    for (let i = 0; i < 90; i++) rows.push({ kind, column, number: null, text: write() });
  return rows;
}
