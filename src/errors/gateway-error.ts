import { ERROR_TABLE, type ErrorCode } from './codes.js';

export interface ErrorFacts {
  /** Which check failed, exactly. Goes to the log, never to the caller. */
  readonly detail?: string;
  /**
   * What to do, in addition to the code's own text. Written by us: it never holds a value from a request or a row.
   */
  readonly ja?: string;
  readonly en?: string;
  /** Where in the input it is, for programs: names of the schema, `input.reason`. Sentences call it by its label. */
  readonly place?: string;
  readonly cause?: unknown;
}

/**
 * The one base of every fault the gateway knows. Its message is built from fixed texts only, so that it can
 * travel to the caller and into the log as it stands.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly detail: string | undefined;
  readonly ja: string;
  readonly en: string;
  readonly place: string | undefined;

  constructor(
    readonly code: ErrorCode,
    facts: ErrorFacts = {},
  ) {
    const en = facts.en ?? ERROR_TABLE[code].en;
    super(en, { cause: facts.cause });
    this.en = en;
    this.ja = facts.ja ?? ERROR_TABLE[code].ja;
    this.detail = facts.detail;
    this.place = facts.place;
  }
}
