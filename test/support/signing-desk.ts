import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { CompactSign, type CryptoKey } from 'jose';
import { documentsCommands } from '../../src/commands/documents.js';
import { reportError } from '../../src/commands/report-error.js';
import { documentId } from '../../src/documents/document-id.js';
import { makeSigningKey, readSigningKey, type SigningKeyFiles } from '../../src/documents/signing-key.js';

const ROOT = join(__dirname, '..', '..');

/** A folder of keys, documents and lists, as the person who signs has it. */
export interface SigningDesk {
  readonly folder: string;
  readonly keys: SigningKeyFiles;
  readonly privateKey: CryptoKey;
  /** Writes a file below the folder and returns its path. */
  file(name: string, text: string): string;
  /** Signs any payload, also such as no tool of ours would. */
  signed(payload: unknown): Promise<string>;
  remove(): void;
}

export async function openSigningDesk(): Promise<SigningDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-documents-'));
  const keys = await makeSigningKey(join(folder, 'keys'));
  const privateKey = await readSigningKey(keys.privateFile, 'private', 'key');
  return {
    folder,
    keys,
    privateKey,
    file: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    signed: (payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'EdDSA' })
        .sign(privateKey),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A manifest's payload with these texts under their ids. */
export function payloadOf(...texts: readonly string[]) {
  return {
    version: 1,
    issuedAt: '2026-04-01T00:00:00.000Z',
    documents: Object.fromEntries(texts.map((text) => [documentId(text), text])),
  };
}

/** `sekisho documents …`, with what it prints, through the same door for errors as the real command. */
export async function documentsCommand(...args: readonly string[]) {
  const lines: string[] = [];
  let code = 0;
  const context = {
    root: ROOT,
    settings: () => {
      throw new Error('These commands need no settings');
    },
    print: (line: string) => void lines.push(line),
    warn: (line: string) => void lines.push(line),
    exitCode: (value: number) => (code = value),
  };
  const program = new Command();
  documentsCommands(program, context);
  await program
    .parseAsync(['documents', ...args], { from: 'user' })
    .catch((error: unknown) => reportError(error, context));
  return { code, text: lines.join('\n'), lines };
}
