import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import ts from 'typescript';
import { readSources, ROOT, visit } from './sources.js';

/**
 * What staff are told is in words, of Japanese and of English: a code of the schema is for programs. The values are
 * looked for in what stands in the source; what is put into a sentence as it is told is a matter of its own tests.
 */
const TYPES = Object.values(
  buildSchema(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8')).getTypeMap(),
).filter(({ name }) => !name.startsWith('__'));
const namesOf = (named: readonly { readonly name: string }[]): readonly string[] =>
  named.map(({ name }) => name);
const VALUES = new Set(TYPES.filter(isEnumType).flatMap((type) => type.getValues().map(({ name }) => name)));
/** Of fields and arguments: what is put together of several words, for one that stands alone may be a word of English. */
const FIELDS = new Set(
  TYPES.flatMap((type) =>
    isObjectType(type) || isInputObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap((field) => [
          field.name,
          ...('args' in field ? namesOf(field.args) : []),
        ])
      : [],
  ).filter((name) => /[a-z][A-Z]/.test(name)),
);
/** Names that people use, too, a letter that is a word of English, and the verdict that programs look for in a look-up's refusal. */
const NAMES = new Set(['VRS', 'LGWAN', 'A', 'INVALID']);
/** Rooms that speak to whoever runs the program, of its settings, and the made-up city's. */
const OPERATORS = /^src\/(commands|config|database|gateway|city|demo|mock|documents)\//;

const JAPANESE_SENTENCE = /[\p{Script=Hiragana}\p{Script=Katakana}].*。/su;
/** No code that stands beside it, which is one word. */
const SENTENCE = /[\p{Script=Hiragana} ]/u;
const textOf = (node: ts.Node): string | null =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? node.getText() : null;

/** A sentence in Japanese and what stands beside it: its English. A description in the schema is for programmers, a detail for the log. */
function* sentencesIn(tree: ts.SourceFile): Generator<string> {
  const groups = new Set<ts.Node>();
  visit(tree, (node) => {
    const text = textOf(node);
    if (text === null || !JAPANESE_SENTENCE.test(text) || describes(node)) return;
    groups.add(ts.isPropertyAssignment(node.parent) ? node.parent.parent : node.parent);
  });
  for (const group of groups)
    for (const child of childrenOf(group)) {
      if (ts.isPropertyAssignment(child) && child.name.getText() === 'detail') continue;
      const text = textOf(ts.isPropertyAssignment(child) ? child.initializer : child);
      if (text !== null && SENTENCE.test(text)) yield text;
    }
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  return children;
}

const describes = ({ parent }: ts.Node): boolean =>
  (ts.isPropertyAssignment(parent) && parent.name.getText() === 'description') ||
  (ts.isCallExpression(parent) && /Enum|describe/i.test(parent.expression.getText()));

const sentences = readSources()
  .filter(({ path }) => !OPERATORS.test(path))
  .flatMap(({ path, tree }) => [...sentencesIn(tree)].map((text) => ({ path, text })));

test('the sentences are found, in both languages', () => {
  expect(sentences.length).toBeGreaterThan(500);
  expect(sentences.filter(({ text }) => /^['"`][A-Z][a-z]+ /.test(text)).length).toBeGreaterThan(200);
});

test('no sentence that staff are told has a value of the schema in it', () => {
  const codes = (text: string) =>
    (text.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\b/g) ?? []).filter(
      (word) => VALUES.has(word) && !NAMES.has(word),
    );
  expect(sentences.filter(({ text }) => codes(text).length > 0)).toEqual([]);
});

/** What the rules of the policy say to whoever they open or close something. */
test('no sentence of a rule has a word of programs in it', () => {
  const folder = join(ROOT, 'policy', 'koganei');
  const said = readdirSync(folder)
    .filter((file) => file.endsWith('.cedar'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/@says_(?:ja|en)\("(.*)"\)/g)])
    .map(([, text = '']) => text);
  expect(said.length).toBeGreaterThan(100);
  const codes = (text: string) =>
    (text.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\b/g) ?? []).filter(
      (word) => VALUES.has(word) && !NAMES.has(word),
    );
  expect(
    said.filter((text) => codes(text).length > 0 || /[a-z][A-Z]|[A-Z]_[A-Z]|\w\.\w|-deny/.test(text)),
  ).toEqual([]);
});

/** Rooms and files whose faults a program alone can bring about, by what it sends: there it is told by the names it has written. */
const TO_PROGRAMS = /^src\/(http|request|execution|limits|audit|graph-view)\/|^schema\/federation\//;
const toStaff = sentences.filter(({ path }) => !TO_PROGRAMS.test(path));

test('no sentence that staff are told has the name of a field or an argument in it, nor words of programs', () => {
  const names = (text: string) =>
    (text.replace(/\$\{[^}]*\}/g, '').match(/\b[a-z]+[A-Z]\w*\b/g) ?? []).filter((word) => FIELDS.has(word));
  const isOfPrograms = (text: string) =>
    /Type\.field|グラフ|スキーマ|default-deny|SHA-256|\bthe graph\b/i.test(text);
  expect(toStaff.filter(({ text }) => names(text).length > 0 || isOfPrograms(text))).toEqual([]);
});

/** The name of an input is put into a sentence through `fieldWords`, or through the schema's own labels. */
test('no sentence that staff are told is put together with the name or the path of an input', () => {
  const isPut = (text: string) => /\$\{(field|place|name|path|argument|coordinate)\}/.test(text);
  expect(toStaff.filter(({ text }) => isPut(text))).toEqual([]);
});
