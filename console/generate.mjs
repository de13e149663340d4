import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { createRequest, stringifyDocument } from '@urql/core';
import { buildSchema, Kind, parse, print } from 'graphql';

/** Every scalar of the graph as JSON carries it; one that is missing here stops the generation. */
const SCALARS = { Date: 'string', DateTime: 'string', IndividualNumberInput: 'string', _Any: 'never' };

/**
 * Writes `operations.generated.ts` beside each `operations.graphql` below `source`: the types of its operations and
 * their texts. Each folder has its own, so that a screen's operations are loaded with the screen. Returns all texts by
 * their document id, as `sekisho documents sign` takes them.
 */
export async function generate({ source, schema: schemaFile }) {
  const schema = parse(readFileSync(schemaFile, 'utf8'));
  const schemaAst = buildSchema(readFileSync(schemaFile, 'utf8'));
  const texts = {};
  for (const file of filesNamed(source, 'operations.graphql')) {
    const document = parse(readFileSync(file, 'utf8'));
    const target = join(dirname(file), 'operations.generated.ts');
    const types = await typesOf({ file, document, schema, schemaAst, target });
    const operations = textsOf(document);
    Object.assign(texts, byId(operations));
    const lines = operations.map(
      ({ name, type, text }) =>
        `export const ${name}Document = written<${name}${type}, ${name}${type}Variables>(${JSON.stringify(text)});`,
    );
    writeIfChanged(target, [IMPORT(source, file), types, ...lines, ''].join('\n'));
  }
  return texts;
}

/** The texts of a file of operations that are no screen's, by their document id. */
export const documentsOf = (file) => byId(textsOf(parse(readFileSync(file, 'utf8'))));

const byId = (operations) => Object.fromEntries(operations.map(({ text }) => [idOf(text), text]));

const IMPORT = (source, file) => {
  const up = '../'.repeat(dirname(file).slice(source.length).split('/').length - 1);
  return `import { written } from '${up}graph/written.js';\n`;
};

const idOf = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

function typesOf({ file, document, schema, schemaAst, target }) {
  return codegen({
    ...{ filename: target, schema, schemaAst, pluginMap: { operationTypes } },
    documents: [{ location: file, document }],
    plugins: [{ operationTypes: {} }],
    config: {
      ...{ scalars: SCALARS, strictScalars: true, skipTypename: true, immutableTypes: true },
      ...{ useTypeImports: true, enumType: 'string-literal', maybeValue: 'T | null' },
    },
  });
}

/** Each operation with the fragments it uses, as the client sends it: the text in the list is the text on the wire. */
function textsOf(document) {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return document.definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const definitions = [operation, ...usedBy(operation, fragments)];
      const { value: name } = operation.name;
      const type = operation.operation === 'query' ? 'Query' : 'Mutation';
      return { name, type, text: sent(definitions.map(print).join('\n')) };
    });
}

const sent = (text) => stringifyDocument(createRequest(text, {}).query);

function usedBy(node, fragments, found = new Set()) {
  for (const [, name] of print(node).matchAll(/\.\.\.\s*(\w+)/g)) {
    const fragment = fragments.find((one) => one.name.value === name);
    if (fragment === undefined || found.has(fragment)) continue;
    found.add(fragment);
    usedBy(fragment, fragments, found);
  }
  return [...found];
}

function filesNamed(folder, name) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.split('/').at(-1) === name)
    .sort()
    .map((path) => join(folder, path));
}

/** A file that is written anew wakes whatever watches it. */
function writeIfChanged(file, text) {
  let before = null;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // Not written yet.
  }
  if (before !== text) writeFileSync(file, text);
}
