import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import ts from 'typescript';
import { readSources, ROOT, visit } from './sources.js';

/**
 * What staff are told is in words, of Japanese and of English: a code of the schema is for programs. The values are
 * looked for in what stands in the source; what is put into a sentence as it is told is a matter of its own tests.
 */
const VALUES = new Set(
  Object.values(buildSchema(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8')).getTypeMap())
    .filter(isEnumType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => type.getValues().map(({ name }) => name)),
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
