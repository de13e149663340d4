import { buildGraph } from '../../../schema/build-schema.js';
import { labelFields } from '../../../src/guard/field-labels.js';

/** Residents read the labels in an extract, and auditors on the page: none is a format, a code or half a sentence. */

/** Names that people know as they are. */
const KNOWN = /VRS|ID|QR|OCR/g;

const FAULTS: readonly (readonly [string, RegExp])[] = [
  ['Latin letters', /[A-Za-zＡ-Ｚａ-ｚ]/],
  ['a hash', /ハッシュ/],
  ['a format', /\d+桁$|[–〜]\d/],
  ['half a sentence', /((?<![戻写出])し|を|(?<!こ)と|について|なら.*|とすれば)$/],
];

const texts = new Map(
  [...labelFields(buildGraph())].flatMap(([coordinate, { type, field }]) => [
    [coordinate, field] as const,
    ...(/^(Query|Mutation)\./.test(coordinate) ? [] : [[`type of ${coordinate}`, type] as const]),
  ]),
);

test.each(FAULTS)('no label of any coordinate has %s', (_, fault) => {
  const faulty = [...texts].filter(([, text]) => fault.test(text.replace(KNOWN, '')));
  expect(faulty).toEqual([]);
  expect(texts.size).toBeGreaterThan(1_000);
});
