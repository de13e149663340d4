import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CLASSIFICATIONS,
  HEALTH_DIVISION,
  LABEL,
  PURPOSES,
  VERBS,
  WORKS,
  ZONES,
} from '../../../src/policy/terms.js';
import { readVocabulary } from '../../../src/policy/vocabulary.js';
import { DIRECTORY } from './harness.js';

const SCHEMA = readFileSync(join(DIRECTORY, 'schema.cedarschema'), 'utf8');

function read(text: string) {
  const faults: string[] = [];
  return { vocabulary: readVocabulary('s', text, faults), faults };
}

test('the schema of the city has the words of the gateway', () => {
  expect(read(SCHEMA).faults).toEqual([]);
});

test('roles and login methods are what the schema says', () => {
  const { vocabulary } = read('entity Role enum ["clerk", "mayor"]; entity Method enum ["uid"];');
  expect(vocabulary).toEqual({ roles: ['clerk', 'mayor'], methods: ['uid'] });
});

const WORDS = [
  ...VERBS.map((word) => ['action', word] as const),
  ...CLASSIFICATIONS.map((word) => ['FieldClass', word] as const),
  ...['NONE', ...PURPOSES].map((word) => ['Purpose', word] as const),
  ...['UNKNOWN', ...ZONES].map((word) => ['Zone', word] as const),
  ...Object.keys(LABEL).map((word) => ['Label', word] as const),
  ...['OTHER', HEALTH_DIVISION].map((word) => ['Department', word] as const),
  ...['NONE', ...WORKS].map((word) => ['Work', word] as const),
];

test.each(WORDS)('a schema whose %s lacks %s, or has another for it, is at fault', (kind, word) => {
  // The line or lines that list the words of this kind.
  const list = new RegExp(`(?:^action|entity ${kind} enum)[^;]*?(?:;|appliesTo)`, 'm');
  const changed = SCHEMA.replace(list, (words) => words.replace(`"${word}"`, '"ELSE"'));
  expect(read(changed).faults).toEqual([`s: ${kind} lacks ${word}`, `s: ${kind} has the unknown ELSE`]);
});

test('a schema that is none is named with its line', () => {
  expect(read('// 語彙\n\nentity Role enumm ["clerk"];')).toEqual({
    vocabulary: { roles: [], methods: [] },
    faults: ['s:3: failed to parse schema from string: error parsing schema: unexpected token `enumm`'],
  });
});

test.each([
  ['an empty schema', ''],
  ['a schema whose words stand in a namespace', `namespace City {\n${SCHEMA}\n}`],
  [
    'a schema whose types list no words',
    'entity Role; entity Method; entity FieldClass; entity Purpose; entity Zone; entity Label; entity Department; entity Work;',
  ],
])('%s lacks every word, and has no role', (_, text) => {
  const { vocabulary, faults } = read(text);
  expect(vocabulary).toEqual({ roles: [], methods: [] });
  expect(faults).toEqual(WORDS.map(([kind, word]) => `s: ${kind} lacks ${word}`));
});
