import { withJapanOffset } from '../calendar/japan-time.js';
import { readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { buildSchema, Kind, parse } from 'graphql';
import { checkDocument, type Graph } from '../documents/check-document.js';
import { documentId } from '../documents/document-id.js';
import { DocumentsError, faultLine } from '../documents/documents-error.js';
import { openManifest, signManifest } from '../documents/manifest.js';
import { readEntries } from '../documents/read-entries.js';
import { makeSigningKey, readSigningKey } from '../documents/signing-key.js';
import { classifySchema } from '../guard/classification.js';
import type { CommandContext } from './context.js';

/** `sekisho documents keygen | sign | list`: what a gateway with a signed list of documents will carry out. */
export function documentsCommands(program: Command, context: CommandContext): void {
  const documents = program
    .command('documents')
    .description('署名付きのクエリ一覧 / The signed list of documents (SEKISHO_TRUSTED_DOCUMENTS)');
  documents
    .command('keygen')
    .description('署名の鍵を作る(上書きしない) / Make a pair of signing keys; nothing is overwritten')
    .requiredOption('--out <dir>', '鍵を置くフォルダー / folder for the two files', toPath)
    .action(({ out }: { out: string }) => keygen(out, context));
  documents
    .command('sign')
    .description(
      'クエリ(フォルダーの *.graphql、又はコード生成ツールの JSON)を点検し、署名する / Check all documents (*.graphql of a folder, or a code generator’s JSON) and sign them',
    )
    .argument(
      '<path>',
      'フォルダー又は JSON 一覧 / folder, or JSON manifest such as persisted-documents.json',
      toPath,
    )
    .requiredOption('--key <file>', '秘密鍵(JWK) / private key', toPath)
    .requiredOption('--out <file>', '一覧を書くファイル / file of the list', toPath)
    .action((path: string, options: { key: string; out: string }) => sign(path, options, context));
  documents
    .command('list')
    .description('一覧の署名を検証し、内容を表示する / Verify a list and show what is on it')
    .argument('<file>', '一覧 / the list', toPath)
    .requiredOption('--key <file>', '公開鍵(JWK) / public key', toPath)
    .action((file: string, { key }: { key: string }) => list(file, key, context));
}

async function keygen(directory: string, context: CommandContext): Promise<void> {
  const { privateFile, publicFile } = await makeSigningKey(directory);
  context.print(
    `秘密鍵(署名する人だけが持つ) / private key, for whoever signs and nobody else: ${privateFile}`,
  );
  context.print(`公開鍵(SEKISHO_TRUSTED_KEY) / public key, for the gateway: ${publicFile}`);
}

/** All or nothing: a list that lacks one document of a screen breaks the screen. */
async function sign(
  path: string,
  { key: keyFile, out }: { key: string; out: string },
  context: CommandContext,
): Promise<void> {
  const key = await readSigningKey(keyFile, 'private', keyFile);
  const entries = await readEntries(path);
  const graph = readGraph(context.root);
  const faults = entries.flatMap(({ name, text }) => {
    const fault = checkDocument(text, graph);
    return fault === null ? [] : [faultLine(name, fault)];
  });
  if (faults.length > 0) throw new DocumentsError(faults);
  const jws = await signManifest(
    entries.map(({ text }) => text),
    new Date(),
    key,
  );
  // In one step: a gateway that starts meanwhile reads the old list or the new one.
  await writeFile(`${out}.new`, `${jws}\n`);
  await rename(`${out}.new`, out);
  for (const { name, text } of entries) context.print(`${describe(documentId(text), text)}  ${name}`);
  context.print(`${entries.length} 件に署名しました。 / ${entries.length} documents are signed: ${out}`);
}

/** The committed schema: a test holds it to the one that is served. */
function readGraph(root: string): Graph {
  const schema = buildSchema(readFileSync(join(root, 'schema', 'schema.graphql'), 'utf8'));
  return { schema, classes: classifySchema(schema) };
}

async function list(file: string, keyFile: string, context: CommandContext): Promise<void> {
  const key = await readSigningKey(keyFile, 'public', keyFile);
  const jws = await readFile(file, 'utf8').catch(() => {
    throw new DocumentsError([
      faultLine(file, { ja: 'ファイルが読めません', en: 'the file cannot be read' }),
    ]);
  });
  const { issuedAt, documents } = await openManifest(jws, key, file);
  for (const [id, text] of Object.entries(documents)) context.print(describe(id, text));
  const count = Object.keys(documents).length;
  const at = withJapanOffset(issuedAt);
  context.print(`${count} 件、署名日時 ${at} / ${count} documents, signed at ${at}`);
}

/** Id and operation names: what a person needs to know an entry again. */
function describe(id: string, text: string): string {
  return `${id}  ${operationNames(text).join(', ')}`;
}

/** A signature says nothing of the text: another tool may have signed what the start will refuse. */
function operationNames(text: string): readonly string[] {
  try {
    return parse(text).definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? '(anonymous)'] : [],
    );
  } catch {
    return ['(does not parse)'];
  }
}

function toPath(text: string): string {
  if (text === '') throw new InvalidArgumentError('パスが空です / the path is empty');
  return resolve(text);
}
