import { compactVerify, type CryptoKey, type KeyObject } from 'jose';
import type { IntegratedNumber, ReadAnswer } from './model.js';
import { canonicalHash } from '../../src/json/canonical.js';
import { answer as answerSchema } from './protocol/inquiries.js';
import { ANSWER_TYPE } from './protocol/terms.js';

/**
 * The facts of a signed answer; null when the signature is not the server's or what it signs is no answer.
 * Whether they fit the inquiry is for whoever made it to compare. `open` reads a person's sealed key.
 */
export async function readAnswer(
  text: string,
  serverKey: CryptoKey | KeyObject,
  open: (person: IntegratedNumber) => string,
): Promise<ReadAnswer | null> {
  const payload = await verified(text, serverKey);
  if (payload === null) return null;
  const read = answerSchema.safeParse(payload);
  if (!read.success) return null;
  const { subject, ...facts } = read.data;
  return {
    ...facts,
    isAbout: (person) => open(person) === subject,
    whole: canonicalHash(facts.content) === facts.contentHash,
  };
}

async function verified(text: string, key: CryptoKey | KeyObject): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(text, key, { algorithms: ['EdDSA'] });
    // RFC 8725, section 3.11: a signature over something else must not pass for one over an answer.
    if (protectedHeader.typ !== ANSWER_TYPE) return null;
    return JSON.parse(Buffer.from(payload).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
