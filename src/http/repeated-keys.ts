const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/gs;

/**
 * Whether an object in a JSON text has one key twice. Readers take the first, the last or neither, so that what a
 * proxy has checked need not be what is carried out (RFC 8259, section 4). The text is valid JSON.
 */
export function hasRepeatedKey(text: string): boolean {
  /** What is open: the keys of an object so far, or null for a list. */
  const open: (Set<string> | null)[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (isKey(text, index + token.length)) {
      const keys = open.at(-1);
      const key = JSON.parse(token) as string;
      if (keys?.has(key) === true) return true;
      keys?.add(key);
    }
  }
  return false;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === ':';
}
