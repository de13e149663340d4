// Writes corpus.json beside it: `node test/unit/tripwire/make-corpus.mjs`. Every number is synthetic (test
// check digit) or one of the documented samples; the check digit is worked out here anew, so that the corpus
// does not inherit a fault.
import { writeFileSync } from 'node:fs';

let state = 13210;
const random = (n) => ((state = (state * 48271) % 2147483647), state % n);
const pick = (list) => list[random(list.length)];
const digits = (n) => Array.from({ length: n }, () => random(10)).join('');
const pad = (n, length = 2) => String(n).padStart(length, '0');

const official = (body) => {
  const sum = [...body].reverse().reduce((total, digit, i) => total + digit * (i < 6 ? i + 2 : i - 4), 0);
  return sum % 11 <= 1 ? 0 : 11 - (sum % 11);
};
const synthetic = () => {
  const body = (random(8) === 0 ? '0' : String(1 + random(9))) + digits(10);
  return body + ((official(body) + 1) % 10);
};
const looksRight = (twelve) =>
  [0, 1].some((shift) => Number(twelve[11]) === (official(twelve.slice(0, 11)) + shift) % 10);
/** Draws until the digits would pass the check digit: only then does an exclusion have anything to do. */
const tempting = (draw) => {
  for (;;) {
    const text = draw();
    if (looksRight(text.replace(/\D/g, '').slice(-12))) return text;
  }
};

const full = (text) => text.replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
const kanji = (text) => text.replace(/[0-9]/g, (d) => '〇一二三四五六七八九'[d]);
const cut = (text, size, by) => text.match(new RegExp(`.{${size}}`, 'g')).join(by);
const mixed = (text) => [...text].map((d, i) => (i % 3 === 0 ? full(d) : d)).join('');
const FORMS = {
  plain: (n) => n,
  'full width': full,
  kanji,
  'mixed width': mixed,
  'kanji and figures': (n) => kanji(n.slice(0, 5)) + n.slice(5),
  '4-4-4': (n) => cut(n, 4, '-'),
  '4 4 4': (n) => cut(n, 4, ' '),
  'full-width blanks': (n) => cut(full(n), 4, '\u3000'),
  'full-width hyphens': (n) => cut(full(n), 4, '－'),
  'long-vowel mark': (n) => cut(full(n), 4, 'ー'),
  'minus sign': (n) => cut(n, 4, '−'),
  'en dash': (n) => cut(n, 4, '–'),
  'blank hyphen blank': (n) => cut(n, 4, ' - '),
  'middle dots': (n) => cut(n, 4, '・'),
  'half-width middle dots': (n) => cut(n, 3, '･'),
  dots: (n) => cut(n, 4, '.'),
  'kanji with middle dots': (n) => cut(kanji(n), 4, '・'),
  'every digit apart': (n) => cut(n, 1, ' '),
  '3-3-3-3': (n) => cut(n, 3, '-'),
  '6 6': (n) => cut(n, 6, ' '),
  'line end inside': (n) => `${n.slice(0, 7)}\n${n.slice(7)}`,
  'CRLF inside': (n) => `${n.slice(0, 4)}\r\n${n.slice(4)}`,
  'zero width': (n) => cut(n, 2, '\u200b'),
};
const CONTEXTS = [
  (n) => `個人番号:${n}`,
  (n) => `個人番号 ${n} 一致`,
  (n) => `本人のマイナンバーは${n}です。`,
  (n) => `ﾏｲﾅﾝﾊﾞｰ ${n}`,
  (n) => `転入届にて確認済(${n})。窓口対応`,
  (n) => `${n} 長男 太郎`,
  (n) => `My Number: ${n}`,
  (n) => `電話にて申出。${n}、要折返し`,
  (n) => `番号「${n}」を控えた`,
  (n) => `接種券再発行希望\n${n}`,
];

const rows = [];
const positive = (kind, text, ...numbers) => rows.push({ kind, text, numbers });
const negative = (kind, text) => rows.push({ kind, text, numbers: [] });

for (const [name, write] of Object.entries(FORMS)) {
  for (const place of CONTEXTS) {
    const n = synthetic();
    positive(name, place(write(n)), n);
  }
}
for (const sample of ['123456789018', '983205673214', '400000000009']) {
  positive('documented sample', `番号確認 ${sample}`, sample);
  positive('documented sample', `${full(sample)} を確認`, sample);
}
for (let i = 0; i < 25; i++) {
  const right = synthetic();
  const wrong = right.slice(0, 11) + ((Number(right[11]) + 3 + random(5)) % 10);
  positive(
    'slip of the key',
    `${pick(['個人番号', 'マイナンバー', '個人番号: ', 'my number '])}${pick([(n) => n, full, (n) => cut(n, 4, '-')])(wrong)}`,
    wrong,
  );
  const [a, b] = [synthetic(), synthetic()];
  positive('two in one line', `個人番号 父${a}、母${b}`, a, b);
  positive('after a date', `2023-0${1 + random(9)}-1${random(10)} ${a}`, a);
  positive('after a telephone', `TEL 042-38${random(10)}-${digits(4)} / ${b}`, b);
  positive('before a name', `${a}${pick(['一郎', '三郎', '七海'])}`, a);
  positive('number word attached', `No${b}`, b);
}

const minute = () =>
  `20${pad(10 + random(15))}${pad(1 + random(12))}${pad(1 + random(28))}${pad(random(24))}${pad(random(60))}`;
const corporate = () => {
  const body = digits(12);
  const sum = [...body].reverse().reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 2), 0);
  return `${9 - (sum % 9)}${body}`;
};
const hex = (n) => Array.from({ length: n }, () => '0123456789abcdef'[random(16)]).join('');
const day = () => `20${pad(10 + random(15))}-${pad(1 + random(12))}-${pad(1 + random(28))}`;
const NEGATIVES = {
  'minute stamp': () => `更新 ${tempting(minute)}`,
  'minute stamp, parted': () => tempting(() => minute().replace(/(.{8})(.{4})/, '$1 $2')),
  'minute stamp, hyphens': () => tempting(() => minute().replace(/(.{4})(..)(..)(.{4})/, '$1-$2-$3 $4')),
  'second stamp': () => `${minute()}${pad(random(60))}`,
  'ISO time': () => `${day()}T0${random(10)}:${pad(random(60))}:00.${digits(3)}Z`,
  'days in a row': () => `${day()} ${day()} ${day()}`,
  'days with dots': () => `${day().replaceAll('-', '.')}-${day().replaceAll('-', '.')}`,
  'months from to': () => tempting(() => `${day().slice(0, 7)}-${day().slice(0, 7)}`),
  years: () => tempting(() => `20${pad(random(30))} 20${pad(random(30))} 20${pad(random(30))}`),
  'corporate number': () => `法人番号 ${corporate()}`,
  'corporate number, printed': () =>
    tempting(() => corporate().replace(/(.)(.{4})(.{4})(.{4})/, '$1-$2-$3-$4')),
  coupon: () => `券番号 ${digits(10)}`,
  'coupon and dose': () => tempting(() => `接種券番号 ${digits(10)} ${pad(1 + random(12))}`),
  'OCR line': () => `${random(10)}${random(3)}132101${digits(10)}`,
  'resident record code': () => `住民票コード ${digits(11)}`,
  宛名番号: () => `宛名番号 00000${digits(10)}`,
  telephone: () =>
    `電話 ${pick(['03-####-####', '042-###-####', '0422-##-####', '090-####-####', '080 #### ####'])}`.replace(
      /#/g,
      () => digits(1),
    ),
  'two telephones': () => `042-38${digits(1)}-${digits(4)} 090-${digits(4)}-${digits(4)}`,
  'telephone and extension': () => tempting(() => `042-38${digits(1)}-${digits(4)}-${digits(2)}`),
  'telephone abroad': () => tempting(() => `+81 90 ${digits(4)} ${digits(4)}`),
  UUID: () => tempting(() => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${digits(12)}`),
  'hex token': () => tempting(() => `${hex(6)}e${digits(12)}`) + `b${hex(8)}`,
  'base64 token': () => `eyJ${tempting(() => `k${digits(12)}`)}Qx${digits(3)}==`,
  'certificate id': () => hex(32),
  lot: () => pick(['EY', 'FF', 'GJ']) + digits(4) + '/' + 'FC' + digits(4),
  address: () =>
    `本町${1 + random(6)}-${90 + random(9)}-${1 + random(20)} ${101 + random(900)}号室 184-${digits(4)}`,
  money: () => tempting(() => `${1 + random(9)}${digits(2)},${digits(3)},${digits(3)},${digits(3)}`) + '円',
  'network address': () => tempting(() => [0, 0, 0, 0].map(() => 100 + random(156)).join('.')),
  'JAN code': () => `49${digits(11)}`,
  'seventeen digits': () => digits(17),
  'long figure in groups': () => cut(digits(16), 4, ' '),
  'all the same': () =>
    `個人番号 ${pick(['000000000000', '111111111118', '999999999999', '0000-0000-0000'])}`,
  'passport and card': () => `TZ${digits(7)} ZZ${digits(8)}ZZ`,
  doses: () => `1回目${day()} 2回目${day()} 0.5mL 36.${digits(1)}℃`,
  'fiscal prose': () =>
    `令和${1 + random(7)}年度は${digits(5)}人、うち65歳以上${digits(4)}人(${digits(2)}.${digits(1)}%)`,
};
for (const [kind, write] of Object.entries(NEGATIVES)) for (let i = 0; i < 30; i++) negative(kind, write());

// Twelve digits with no label and a right check digit by chance: nothing in the text tells them from an
// individual number.
for (let i = 0; i < 100; i++) rows.push({ kind: 'ambiguous', text: `受付 ${digits(12)}`, numbers: [] });

const lines = rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n');
writeFileSync(new URL('corpus.json', import.meta.url), `[\n${lines}\n]\n`);
