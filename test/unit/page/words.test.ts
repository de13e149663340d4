import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, visit } from '../../architecture/sources.js';

/** K13: what a reader of one language is shown in the other. That both have the same words the compiler holds. */
const SOURCE = join(ROOT, 'console', 'src');
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

interface Words {
  readonly ja: Readonly<Record<string, unknown>>;
  readonly en: Readonly<Record<string, unknown>>;
}

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'ja' in value && 'en' in value;

/** Every text of a catalogue by its place; functions are given figures and a word that is in neither language. */
function textsIn(value: unknown, place: string): readonly (readonly [place: string, text: string])[] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function')
    return [[place, String((value as (...of: unknown[]) => unknown)(7, 7, 7))]];
  return Object.entries(Object(value) as object).flatMap(([name, of]) => textsIn(of, `${place}.${name}`));
}

interface Named {
  readonly name: string;
  readonly words: Words;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|[/-])words\.ts$/.test(file),
);
let catalogues: readonly Named[] = [];
beforeAll(async () => {
  const found = await Promise.all(
    files.map(async (file) =>
      namedIn(file, (await import(join(SOURCE, file))) as Readonly<Record<string, unknown>>),
    ),
  );
  catalogues = found.flat();
});

/** A file's catalogues, and its single texts in both languages. */
function namedIn(file: string, exported: Readonly<Record<string, unknown>>): readonly Named[] {
  return Object.entries(exported).flatMap(([name, value]) => {
    if (isWords(value)) return [{ name: `${file} ${name}`, words: value }];
    return Object.entries(Object(value) as object)
      .filter((entry): entry is [string, Words] => isWords(entry[1]))
      .map(([part, { ja, en }]) => ({
        name: `${file} ${name}.${part}`,
        words: { ja: { text: ja }, en: { text: en } },
      }));
  });
}

/** Leads to the other language, and is the product's name. */
const BOTH = new Set(['language', 'name']);
const textsOf = (language: 'ja' | 'en') =>
  catalogues.flatMap(({ name, words }) =>
    textsIn(words[language], name).filter(([place]) => !BOTH.has(place.slice(place.lastIndexOf('.') + 1))),
  );

test('all catalogues are found', () => {
  expect(files.length).toBeGreaterThan(8);
  expect(catalogues.length).toBeGreaterThanOrEqual(files.length - 1);
  expect(textsOf('en')).toHaveLength(textsOf('ja').length);
});

test('no Japanese in the English', () => {
  expect(textsOf('en').filter(([, text]) => JAPANESE.test(text))).toEqual([]);
});

/** Signs, figures and units that Japanese papers write in these letters, too. */
const NO_WORD = /^[\s\d.:()・、,/–-]*(mL)?$/;

test('no English in the Japanese', () => {
  expect(textsOf('ja').filter(([, text]) => !JAPANESE.test(text) && !NO_WORD.test(text))).toEqual([]);
});

/** Words of computing, and of persons as if they were things: a nurse reads the page without a dictionary. */
const HARD =
  /前方一致|ハッシュ|隔離|封印|索引|見つかった者|求めた者|操作した者|署名した者|(この|取り扱った|の)者(?!の)/;

test('no hard words in the Japanese', () => {
  expect(textsOf('ja').filter(([, text]) => HARD.test(text))).toEqual([]);
});

/** Words of programs: names of the graph, of a verdict, of an algorithm. */
const OF_PROGRAMS = /SHA-256|default-deny|digest|\b[a-z]+[A-Z]\w+|\b[A-Z][a-z]+\.[a-z]+\b/;
/** Examples of what is typed where an item is named as the log has it; the unit mL. */
const NAMED_ON_PURPOSE = /Resident\.\w+|\bmL\b/g;

test('no words of programs in either language, nor in what the screens write beside their catalogues', () => {
  const own = [...textsOf('ja'), ...textsOf('en')].filter(([, text]) =>
    OF_PROGRAMS.test(text.replace(NAMED_ON_PURPOSE, '')),
  );
  expect(own).toEqual([]);
  expect(
    pages().flatMap((file) => jsxTexts(file).filter((text) => /[A-Za-z]{2,}|[ぁ-ん]/.test(text))),
  ).toEqual([]);
});

const pages = () =>
  readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));

/** What stands between tags as it is. */
function jsxTexts(file: string): readonly string[] {
  const texts: string[] = [];
  const text = readFileSync(join(SOURCE, file), 'utf8');
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX), (node) => {
    if (ts.isJsxText(node)) texts.push(node.text.trim());
  });
  return texts;
}

/** Values of a closed set of the graph, by which its words are kept. */
const isClosedSet = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).every((key) => /^[A-Z][A-Z_]+$/.test(key));

test('a closed set that the shared catalogues word is worded by no screen again', () => {
  const sets = catalogues.flatMap(({ name, words }) =>
    Object.entries(words.ja)
      .filter((entry): entry is [string, Readonly<Record<string, string>>] => isClosedSet(entry[1]))
      .map(([entry, texts]) => ({ place: `${name}.${entry}`, values: Object.keys(texts).sort().join() })),
  );
  const isShared = ({ place }: { readonly place: string }) => place.startsWith('words/');
  const shared = new Set(sets.filter(isShared).map(({ values }) => values));
  expect(shared.size).toBeGreaterThan(5);
  expect(sets.filter((one) => !isShared(one) && shared.has(one.values))).toEqual([]);
});
