import { randomUUID } from 'node:crypto';

/** Twelve digits in a row, in one piece or over hyphens: one random UUID in thirty has them. */
const TWELVE_IN_A_ROW = /(?:\d-?){12}/;

/**
 * A new identifier (RFC 9562, UUID version 4) that nobody can take for an individual number: it stands in answers,
 * on screens, in the log and in files that are searched for numbers, by the city's tools as well as by ours.
 *
 * @param draw tells the candidates; another is drawn until one fits.
 */
export function newId(draw: () => string = randomUUID): string {
  for (;;) {
    const id = draw();
    if (!TWELVE_IN_A_ROW.test(id)) return id;
  }
}
