import { createHash } from 'node:crypto';
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { checkText } from '../limits/check-text.js';
import { parseDocument } from '../limits/limit-document.js';
import { validateInSteps } from './validate-in-steps.js';

interface Kept {
  readonly document: DocumentNode;
  readonly letters: number;
}

/** Documents kept at most, and their letters together: parsed, one takes some hundred times as much as its text. */
const MOST_DOCUMENTS = 200;
const MOST_LETTERS = 300_000;

/**
 * The documents that were read last, valid or not. The server asks here before it would parse and validate a document
 * itself, each in one go, and is given those with faults as well: they are refused before an operation of them begins.
 */
export class ReadDocuments {
  private readonly known = new Map<string, Kept>();
  private readonly faults = new WeakMap<DocumentNode, GraphQLError>();
  private letters = 0;

  constructor(private readonly schema: GraphQLSchema) {}

  get size(): number {
    return this.known.size;
  }

  has(text: string): boolean {
    return this.lastUsed(hashOf(text)) !== undefined;
  }

  /**
   * Reads a document, in steps. One that does not parse is left to the server, which says what is wrong with it.
   * @param isListed it stands on the signed list, and its text was checked with it
   * @throws GatewayError BAD_USER_INPUT where the text does not pass its checks
   */
  *read(text: string, isListed: boolean): Generator<void, void> {
    const document = isListed ? parseDocument(text) : yield* checkText(text);
    if (document === null) return;
    yield;
    const [fault] = yield* validateInSteps(this.schema, document, ONLY_WHETHER);
    if (fault !== undefined) this.faults.set(document, fault);
    this.keep(text, document);
  }

  private keep(text: string, document: DocumentNode): void {
    const hash = hashOf(text);
    if (this.known.has(hash)) return;
    this.known.set(hash, { document, letters: text.length });
    this.letters += text.length;
    for (const [oldest, { letters }] of this.known) {
      if (this.known.size <= MOST_DOCUMENTS && this.letters <= MOST_LETTERS) break;
      this.known.delete(oldest);
      this.letters -= letters;
    }
  }

  /** What keeps a document from being carried out that the server was given from here. */
  faultOf(document: DocumentNode): GraphQLError | null {
    return this.faults.get(document) ?? null;
  }

  /** @param key of the server's making: the text's SHA-256 in hexadecimal behind a name for the schema */
  async get(key: string): Promise<DocumentNode | undefined> {
    return this.lastUsed(key.slice(-HASH_DIGITS))?.document;
  }

  /** What the server has read by itself was gone from here meanwhile; the next request reads it again. */
  async set(): Promise<void> {}

  async delete(): Promise<boolean> {
    return false;
  }

  /** Last used last: the first is the one to go. */
  private lastUsed(hash: string): Kept | undefined {
    const kept = this.known.get(hash);
    if (kept !== undefined && this.known.delete(hash)) this.known.set(hash, kept);
    return kept;
  }
}

/** A caller is told of faults in terms of the caller's own view; a thousand here would cost a thousand times as much. */
const ONLY_WHETHER = { maxErrors: 1, hideSuggestions: true };

const HASH_DIGITS = 64;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
