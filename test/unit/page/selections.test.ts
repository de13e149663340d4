import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Kind, parse, visit } from 'graphql';
import { ROOT } from '../../architecture/sources.js';

/**
 * K7: what a screen asks for it uses. A field of a person that is asked for and not drawn would be on record as seen by
 * somebody who did not see it.
 */
const SOURCE = join(ROOT, 'console', 'src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
const operations = files.filter((file) => file.endsWith('operations.graphql'));

const leavesOf = (file: string): readonly string[] => {
  const leaves = new Set<string>();
  visit(parse(readFileSync(join(SOURCE, file), 'utf8')), {
    Field: (node) => {
      if (node.selectionSet === undefined) leaves.add(node.name.value);
    },
  });
  return [...leaves];
};

const textOf = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');

/** Code that a file imports from its own folder or from above; catalogues and what is generated use nothing. */
const importedBy = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/from '(\.\.?\/[\w/.-]+)\.js'/g)]
    .map(([, part = '']) => join(dirname(file), part))
    .flatMap((part) => files.filter((one) => one === `${part}.tsx` || one === `${part}.ts`))
    .filter((one) => !/generated|words/.test(one));

/** Every word of the folder's own code, and of the parts of other folders that read or draw for it, with what those are made of. */
const wordsOf = (folder: string): ReadonlySet<string> => {
  const own = files.filter(
    (file) => file.startsWith(`${folder}/`) && /\.tsx?$/.test(file) && !/generated|words/.test(file),
  );
  const parts = own.flatMap(importedBy);
  const ofParts = parts.flatMap((part) => importedBy(part).filter((one) => dirname(one) === dirname(part)));
  return new Set([...own, ...parts, ...ofParts].flatMap((file) => textOf(file).match(/\w+/g) ?? []));
};

/** Asked for though nothing is drawn of them, each with its reason. */
const NOT_DRAWN: Readonly<Record<string, readonly string[]>> = {
  // Who ends a session or keeps it alive is answered by the header alone; an operation asks for something.
  // What a purpose opens decides the menu, and what is said where something is not offered (`app/opens.ts`).
  session: ['ended', 'account', 'verb', 'allowed', 'needs', 'textJa', 'textEn'],
  // That it has ended is seen in the list, which is asked for anew.
  'screens/administration': ['ended'],
};

test.each(operations)('%s: each field that is asked for is used', (file) => {
  const folder = dirname(file);
  const words = wordsOf(folder);
  const unused = leavesOf(file).filter((name) => !words.has(name));
  expect(unused.filter((name) => !NOT_DRAWN[folder]?.includes(name))).toEqual([]);
});

test('every operation has a name of its own, by which the log and the tests know it', () => {
  const names = operations.flatMap((file) =>
    parse(readFileSync(join(SOURCE, file), 'utf8')).definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? ''] : [],
    ),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name, at) => name === '' || names.indexOf(name) !== at)).toEqual([]);
});
