import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { documentId } from './document-id.js';
import { DocumentsError, faultLine, type DocumentFault } from './documents-error.js';

/** A document to be signed, and what its owner calls it. */
export interface Entry {
  readonly name: string;
  readonly text: string;
}

/**
 * What an application's build left: a folder of `*.graphql`, or the JSON manifest of a code generator. Throws
 * DocumentsError that names what cannot be read.
 */
export async function readEntries(path: string): Promise<readonly Entry[]> {
  const kind = await stat(path).catch(() => null);
  if (kind === null)
    throw fault(path, {
      ja: 'ファイル又はフォルダーがなく、読めません',
      en: 'cannot be read: it does not exist',
    });
  const entries = kind.isDirectory() ? await readFolder(path) : readGenerated(path, await readText(path));
  if (entries.length === 0) throw fault(path, { ja: 'クエリがありません', en: 'holds no document' });
  return entries;
}

async function readFolder(directory: string): Promise<readonly Entry[]> {
  const names = await readdir(directory).catch(() => {
    throw fault(directory, { ja: 'フォルダーが読めません', en: 'the folder cannot be read' });
  });
  const wanted = names.filter((name) => name.endsWith('.graphql')).sort();
  if (wanted.length === 0)
    throw fault(directory, { ja: '*.graphql がありません', en: 'holds no *.graphql file' });
  return Promise.all(wanted.map(async (name) => ({ name, text: await readText(join(directory, name)) })));
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw fault(file, { ja: 'ファイルが読めません', en: 'the file cannot be read' });
  });
}

/** Texts by their ids: GraphQL Code Generator's `persisted-documents.json`, Relay's `persisted_queries.json`. */
const BY_ID = z.record(z.string(), z.string());
/** Apollo's `generate-persisted-query-manifest`. */
const APOLLO = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), body: z.string() })),
});

/**
 * The generator's own ids are not taken over: clients send `documentId`, which is always the SHA-256 of the text.
 * Where the id is one, it must be that of the text, or the generator hashed something else than it wrote.
 */
function readGenerated(file: string, text: string): readonly Entry[] {
  const value = parseJson(text);
  const apollo = APOLLO.safeParse(value);
  const byId = BY_ID.safeParse(value);
  if (!apollo.success && !byId.success) throw fault(file, NO_MANIFEST);
  const operations = apollo.success
    ? apollo.data.operations.map(({ id, name, body }) => ({ id, name, text: body }))
    : Object.entries(byId.data ?? {}).map(([id, body]) => ({ id, name: id, text: body }));
  const strangers = operations.filter(({ id, text: body }) => !fits(id, body));
  if (strangers.length > 0)
    throw new DocumentsError(strangers.map(({ id }) => faultLine(`${file}: ${id}`, WRONG_HASH)));
  return operations.map(({ name, text: body }) => ({ name, text: body }));
}

const SHA256 = /^(sha256:)?([0-9a-f]{64})$/;

function fits(id: string, text: string): boolean {
  const [, , hash] = SHA256.exec(id) ?? [];
  return hash === undefined || documentId(text) === `sha256:${hash}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const NO_MANIFEST: DocumentFault = {
  ja: 'コード生成ツールの JSON 一覧ではありません(id と本文の組、又は Apollo の一覧)',
  en: 'is no JSON manifest of a code generator: texts by id, or an Apollo manifest',
};
const WRONG_HASH: DocumentFault = {
  ja: 'ハッシュが本文と合いません。生成をやり直してください',
  en: 'the hash is not that of the text: generate it anew',
};

const fault = (where: string, what: DocumentFault) => new DocumentsError([faultLine(where, what)]);
