import type { Choice } from './choices.js';

/** A closed set of the graph as choices, worded by a catalogue. */
export function choicesOf<Value extends string>(
  words: Readonly<Record<Value, string>>,
): readonly Choice<Value>[] {
  return (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));
}
