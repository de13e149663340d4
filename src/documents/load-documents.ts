import type { Settings } from '../config/settings.js';
import { checkDocument, type Graph } from './check-document.js';
import { DocumentsError, faultLine } from './documents-error.js';
import { openManifest } from './manifest.js';
import { readText } from './read-text.js';
import { readSigningKey } from './signing-key.js';
import { TrustedDocuments } from './trusted-documents.js';

const MANIFEST = 'SEKISHO_TRUSTED_DOCUMENTS';
const KEY = 'SEKISHO_TRUSTED_KEY';

/**
 * Reads manifest and key once, at the start; null where the settings ask for none. Throws DocumentsError, and
 * the gateway does not start, unless every document of the list could be carried out: one that is refused later
 * would be found by a clerk.
 */
export async function loadTrustedDocuments(
  files: Settings['trustedDocuments'],
  graph: Graph,
): Promise<TrustedDocuments | null> {
  if (files === null) return null;
  const key = await readSigningKey(files.publicKey, 'public', KEY);
  const jws = readText(files.manifest);
  if (jws === null)
    throw new DocumentsError([
      faultLine(MANIFEST, { ja: 'ファイルが読めません', en: 'the file cannot be read' }),
    ]);
  const manifest = await openManifest(jws, key, MANIFEST);
  const faults = Object.entries(manifest.documents).flatMap(([id, text]) => {
    const fault = checkDocument(text, graph);
    return fault === null ? [] : [faultLine(`${MANIFEST}: ${id}`, fault)];
  });
  if (faults.length > 0) throw new DocumentsError(faults);
  return new TrustedDocuments(manifest);
}
