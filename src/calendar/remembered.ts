/** More days than most lists have; a longer text is no date. */
const AT_MOST = 20_000;
const LONGEST = 16;

/**
 * The same function of a text, whose values are remembered by it: a page has thousands of dates and few different ones.
 * For values that nobody changes. What is remembered does not say whose it is; it is forgotten, all of it, when it has
 * become much.
 */
export function remembered<Value>(read: (text: string) => Value, atMost = AT_MOST): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    const found = read(text);
    if (text.length > LONGEST) return found;
    if (known.size >= atMost) known.clear();
    known.set(text, found);
    return found;
  };
}
