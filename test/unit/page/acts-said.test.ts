import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, OperationTypeNode, parse } from 'graphql';
import { ROOT } from '../../architecture/sources.js';

/** Whoever has pressed hears what came of it: no act of the page goes out by a way that says nothing. */

const SOURCE = join(ROOT, 'console', 'src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.generated.ts'))
  .map((file) => [file, readFileSync(join(SOURCE, file), 'utf8').replace(/^import [^;]*;$/gm, '')] as const);
const mutations = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.graphql'))
  .flatMap((file) => parse(readFileSync(join(SOURCE, file), 'utf8')).definitions)
  .flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION
      ? [one.name?.value ?? '']
      : [],
  );

/** Each takes a sentence, and has the frame say it when the act was done, or lists what became of each of many. */
const SAYING = /(?:useKeyedAct|useStaffAct|useActsInTurn)\(\s*$|<(?:JudgedForm|EndOn)\s[^<]*document=\{$/;
/** Doses: their screens say in words of their own what became of a record, and the slips as a line of the list. */
const OWN_WORDS: Readonly<Record<string, RegExp>> = {
  'screens/resident/doses.tsx': /<Banner kind="success" title=\{said\} alert/,
  'screens/resident/slips/lines.tsx': /role="status"/,
};
const BY_OWN_WORDS = [
  'screens/resident/record/use-change.ts',
  // The end of one's own session leads to the sign-in, which says why; that it goes on is said by the countdown.
  'session/requests.ts',
];

test('every mutation of the page goes by a way that says what came of it', () => {
  expect(mutations.length).toBeGreaterThan(25);
  for (const name of mutations) {
    const uses = files.flatMap(([file, text]) =>
      [...text.matchAll(new RegExp(`\\b${name}Document\\b`, 'g'))].map(({ index }) => ({
        file,
        isSaid: SAYING.test(text.slice(0, index)) || BY_OWN_WORDS.includes(file),
      })),
    );
    expect([name, uses.filter(({ isSaid }) => !isSaid), uses.length > 0]).toEqual([name, [], true]);
  }
});

test('nothing else sends one', () => {
  const senders = files
    .filter(([, text]) => /\buseAct\(|\buseMutation\b|\.mutation\(/.test(text))
    .map(([file]) => file)
    .filter((file) => !file.startsWith('graph/'));
  expect(senders.filter((file) => !BY_OWN_WORDS.includes(file))).toEqual([]);
  for (const [file, says] of Object.entries(OWN_WORDS))
    expect([file, says.test(files.find(([name]) => name === file)?.[1] ?? '')]).toEqual([file, true]);
});
