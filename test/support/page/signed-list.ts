import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentId } from '../../../src/documents/document-id.js';
import { documentsCommand, openSigningDesk } from '../signing-desk.js';

const BUILT = join(__dirname, '..', '..', '..', 'console', 'documents.json');

export interface SignedList {
  /** A gateway with these carries out the page's operations and nothing else. */
  readonly settings: Record<string, string>;
  remove(): void;
}

/** The page's operations as its build has listed them, signed by the command; and what a test asks beside the page. */
export async function signedList(besides: readonly string[]): Promise<SignedList> {
  const desk = await openSigningDesk();
  const built = JSON.parse(readFileSync(BUILT, 'utf8')) as Record<string, string>;
  const all = { ...built, ...Object.fromEntries(besides.map((text) => [documentId(text), text])) };
  const [texts, list] = [join(desk.folder, 'texts.json'), join(desk.folder, 'list.jws')];
  writeFileSync(texts, JSON.stringify(all));
  const { code, lines } = await documentsCommand(
    'sign',
    texts,
    '--key',
    desk.keys.privateFile,
    '--out',
    list,
  );
  if (code !== 0) throw new Error(`the page's operations were not signed: ${lines.join('\n')}`);
  return {
    settings: { SEKISHO_TRUSTED_DOCUMENTS: list, SEKISHO_TRUSTED_KEY: desk.keys.publicFile },
    remove: () => desk.remove(),
  };
}
