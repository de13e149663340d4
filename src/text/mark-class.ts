/** The code units that stand for a character by themselves: all but the halves of pairs. */
const SINGLE = [textFrom(0x0000, 0xd7ff), textFrom(0xe000, 0xffff)];

interface Stretch {
  readonly first: number;
  readonly text: string;
}

/**
 * Marks every code unit of a table (65,536 of them) that is a character of a class. The class is looked for in one text
 * that holds them all: to ask them one by one, whenever a process starts, takes as long as to read the policy's rules.
 * @param characterClass what one character is tested by, e.g. `/\p{P}/u`
 */
export function markClass(table: Uint8Array, characterClass: RegExp, mark: number): void {
  const runs = new RegExp(`(?:${characterClass.source})+`, `${characterClass.flags}g`);
  for (const { first, text } of SINGLE)
    for (const { 0: run, index } of text.matchAll(runs))
      table.fill(mark, first + index, first + index + run.length);
}

function textFrom(first: number, last: number): Stretch {
  const codes = Uint16Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return { first, text: Buffer.from(codes.buffer).toString('utf16le') };
}
