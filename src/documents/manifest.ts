import { CompactSign, compactVerify, errors, type CryptoKey } from 'jose';
import { documentId, isDocumentId } from './document-id.js';
import { DocumentsError, faultLine, type DocumentFault } from './documents-error.js';
import { ALGORITHM } from './signing-key.js';

/** What is signed: the payload of the manifest, as JSON. */
export interface Manifest {
  readonly version: 1;
  /** Instant of signing, ISO 8601. For people: which list is in force. */
  readonly issuedAt: string;
  /** Document texts by `documentId`. */
  readonly documents: Readonly<Record<string, string>>;
}

const MALFORMED: DocumentFault = {
  ja: '署名付きの一覧ではありません。sekisho documents sign で作ってください',
  en: 'is no signed manifest: make one with sekisho documents sign',
};

/** The manifest file: a compact JWS (RFC 7515, section 3.1). */
export async function signManifest(
  texts: readonly string[],
  issuedAt: Date,
  key: CryptoKey,
): Promise<string> {
  const manifest: Manifest = {
    version: 1,
    issuedAt: issuedAt.toISOString(),
    documents: Object.fromEntries(texts.map((text) => [documentId(text), text])),
  };
  const payload = new TextEncoder().encode(JSON.stringify(manifest));
  return new CompactSign(payload).setProtectedHeader({ alg: ALGORITHM }).sign(key);
}

/**
 * Believes a manifest only as a whole: signed with this key and this algorithm (`none` and HMAC with the public
 * key's bytes are the classic ways past a verifier, RFC 8725, section 2.1), and every text under its own hash.
 * Throws DocumentsError that names what is wrong.
 */
export async function openManifest(jws: string, key: CryptoKey, where: string): Promise<Manifest> {
  const { payload } = await compactVerify(jws.trim(), key, { algorithms: [ALGORITHM] }).catch(
    (error: unknown) => {
      throw new DocumentsError([faultLine(where, signatureFault(error))]);
    },
  );
  const manifest = readPayload(new TextDecoder().decode(payload));
  if (manifest === null) throw new DocumentsError([faultLine(where, MALFORMED)]);
  const faults = Object.entries(manifest.documents).flatMap(([id, text], at) => {
    if (documentId(text) === id) return [];
    const name = isDocumentId(id) ? id : `no. ${at + 1}`;
    return [
      faultLine(`${where}: ${name}`, {
        ja: 'ハッシュが本文と合いません',
        en: 'the hash is not that of the text',
      }),
    ];
  });
  if (faults.length > 0) throw new DocumentsError(faults);
  return manifest;
}

function signatureFault(error: unknown): DocumentFault {
  if (error instanceof errors.JOSEAlgNotAllowed)
    return { ja: `署名の方式が ${ALGORITHM} ではありません`, en: `is not signed with ${ALGORITHM}` };
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return {
      ja: '署名がこの鍵のものではないか、改変されています',
      en: 'the signature is not of this key, or the file was changed',
    };
  return MALFORMED;
}

function readPayload(text: string): Manifest | null {
  let value: Partial<Manifest>;
  try {
    value = Object(JSON.parse(text)) as Partial<Manifest>;
  } catch {
    return null;
  }
  const { version, issuedAt, documents, ...rest } = value;
  if (version !== 1 || typeof issuedAt !== 'string' || Number.isNaN(Date.parse(issuedAt))) return null;
  if (typeof documents !== 'object' || documents === null || Array.isArray(documents)) return null;
  const readable = Object.values(documents).every((document) => typeof document === 'string');
  return readable && Object.keys(rest).length === 0 ? { version, issuedAt, documents } : null;
}
