import type { RecordRules } from '../policy/record-rules.js';

/** What a lot may hold where its maker has no shape of its own. */
const PLAIN = /^[0-9A-Z][0-9A-Z-]{1,19}$/;

/** As lots are kept: one width, capitals, no blanks around. What is written by hand comes in all of these. */
export function tidyLot(lot: string): string {
  return lot.normalize('NFKC').trim().toUpperCase();
}

/**
 * Whether a tidied lot is one of this maker's (R096). One lot alone: two in one field are a slip that nobody can find
 * a dose by again, and so is an O for a 0.
 */
export function isLotOf(lot: string, maker: string | null, { makers }: Pick<RecordRules, 'makers'>): boolean {
  if (!PLAIN.test(lot)) return false;
  const shapes = maker === null ? undefined : makers.get(maker)?.lots;
  return shapes === undefined || shapes.some((shape) => hasShape(lot, shape));
}

const LETTER = /^[A-Z]$/;
const DIGIT = /^\d$/;

function hasShape(lot: string, shape: string): boolean {
  return (
    lot.length === shape.length &&
    [...shape].every((mark, at) => {
      const letter = lot[at] ?? '';
      if (mark === 'A') return LETTER.test(letter);
      if (mark === '9') return DIGIT.test(letter);
      return mark === 'X' ? LETTER.test(letter) || DIGIT.test(letter) : mark === letter;
    })
  );
}
