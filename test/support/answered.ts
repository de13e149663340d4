import { ERROR_TABLE } from '../../src/errors/codes.js';
import type { Answer } from './client.js';

const WAIT_MS = 500;

/**
 * The data of an answer that a test needs on its way to something else. A refusal that passes by itself (a budget of
 * the minute, a source that took too long on a busy machine) is waited for and asked again; anything else is told by
 * its errors, for `data` is not there then.
 *
 * @param ask asks; an act keeps its idempotency key from one call to the next
 * @param withinMs how long is asked again
 */
export async function answered<Data>(ask: () => Promise<Answer<Data>>, withinMs = 60_000): Promise<Data> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { data, errors, status, text } = await ask();
    if (errors.length === 0 && data !== undefined && data !== null) return data;
    if (!isPassing(errors) || Date.now() > deadline)
      throw new Error(
        `No whole answer (HTTP ${status}): ${errors.length > 0 ? JSON.stringify(errors) : text}`,
      );
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** Whether the same question may be answered later, as the table of codes says of every error. */
function isPassing(errors: Answer['errors']): boolean {
  const table: Readonly<Record<string, { readonly retryable: boolean } | undefined>> = ERROR_TABLE;
  return errors.length > 0 && errors.every(({ extensions }) => table[extensions.code]?.retryable === true);
}
