import type { DatabaseUrl } from '../../database/database-url.js';

/** What the thread is begun with. Keys by the place of their file. */
export interface ThreadOrder {
  readonly url: DatabaseUrl;
  readonly directory: string;
  readonly keyFile: string;
  /** Where the log's secret comes from a setting; it is in this process already. */
  readonly secret: string | null;
}

/** To the thread: `turn` is answered with the same. */
export type ToThread = { readonly kind: 'CATCH_UP'; readonly turn: number } | { readonly kind: 'CLOSE' };

export type FromThread =
  | { readonly kind: 'CAUGHT_UP'; readonly turn: number; readonly lag: number | null }
  | { readonly kind: 'FAILED'; readonly turn: number }
  /** Text and code of an error of ours; null: it goes on again. */
  | { readonly kind: 'FAULT'; readonly fault: string | null };
