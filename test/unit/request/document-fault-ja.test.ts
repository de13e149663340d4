import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLError } from 'graphql';
import { buildSchema, parse, validate } from 'graphql';
import { documentFaultJa } from '../../../src/request/document-fault-ja.js';

const SCHEMA = buildSchema(
  readFileSync(join(__dirname, '..', '..', '..', 'schema', 'schema.graphql'), 'utf8'),
);

function faultsOf(text: string): readonly string[] {
  try {
    return validate(SCHEMA, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [(error as GraphQLError).message];
  }
}

const R = 'resident(atenaNumber: "1")';

/** What graphql-js says is taken from graphql-js itself, so that an upgrade that changes its words is noticed. */
test.each([
  ['{ viewer { ', /構文/],
  ['{ viewer { himitsu } }', /^Viewer に himitsu という項目はない/],
  [`{ ${R} { immunizations(vaxine: "MR") { id } } }`, /^Resident\.immunizations に vaxine という引数/],
  ['{ viewer @include(iff: true) { account } }', /^@include に iff という引数/],
  ['{ viewer @include { account } }', /^@include には引数 if が必要/],
  ['{ viewer @nope { account } }', /^@nope というディレクティブ/],
  ['query @include(if: true) { viewer { account } }', /^@include は、この場所では/],
  ['{ viewer @skip(if: true) @skip(if: true) { account } }', /^@skip は、同じ場所で一度だけ/],
  ['query ($a: Nothing) { viewer { account } }', /^Nothing という型/],
  ['{ ...F }', /^F というフラグメント/],
  ['{ viewer { account } } fragment F on Viewer { account }', /^フラグメント F が使われて/],
  ['{ viewer { ...F } } fragment F on Viewer { ...F }', /^フラグメント F が自分自身/],
  ['{ viewer { ... on Resident { sex } } }', /^このフラグメントは/],
  ['{ viewer { ...F } } fragment F on Resident { sex }', /^このフラグメントは/],
  ['{ viewer { ... on ID { sex } } }', /^このフラグメントは/],
  ['{ resident(atenaNumber: $id) { sex } }', /^変数 \$id が宣言されていません/],
  ['query ($id: ID!) { viewer { account } }', /^変数 \$id が使われていません/],
  ['query ($id: Int) { resident(atenaNumber: $id) { sex } }', /^変数 \$id の型が/],
  ['query ($id: Resident) { resident(atenaNumber: $id) { sex } }', /^変数 \$id の型は、入力に/],
  ['query ($a: ID!, $a: ID!) { resident(atenaNumber: $a) { sex } }', /^\$a が二度/],
  ['{ viewer }', /^viewer は、その中の項目を/],
  ['{ viewer { account { x } } }', /^account の中に項目はありません/],
  ['{ resident { sex } }', /^resident には引数 atenaNumber が必要/],
  ['{ residents(where: {a: 1}) { totalCount } }', /^ResidentFilter に a という項目/],
  ['{ viewer { a: account a: role } }', /^a が異なる内容で重複/],
  ['{ residents(where: {}, first: "x") { totalCount } }', /^値が Int の形/],
  ['{ immunizationCoverage(vaccine: "MR", by: [COLOUR]) { total } }', /^CoverageDimension にない値/],
  ['{ immunizationCoverage(vaccine: "MR", by: ["SEX"]) { total } }', /^値が CoverageDimension の形/],
  ['{ viewer { account } } { viewer { role } }', /^名前のない操作は/],
  ['{ viewer { account } } type A { b: Int }', /^クエリに書けるのは/],
])('%s', (text, says) => {
  const told = faultsOf(text).map(documentFaultJa);
  expect(told).toContainEqual(expect.stringMatching(says));
});

test('a text that is not known is spoken of in general', () => {
  expect(documentFaultJa('Something new in "123"')).toBe(
    'クエリに誤りがあります。詳しくは message(英文)と locations を確かめてください。',
  );
});
