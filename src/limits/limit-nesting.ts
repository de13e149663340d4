import { GatewayError } from '../errors/gateway-error.js';

/** Brackets within brackets. What staff and machines send has some twenty; each level is a call on the stack of all that walks it. */
const MAX_NESTING = 100;

const [QUOTE, BACKSLASH, HASH, LINE_FEED] = [0x22, 0x5c, 0x23, 0x0a];
const OPENING: ReadonlySet<number> = new Set([...'[{('].map((bracket) => bracket.charCodeAt(0)));
const CLOSING: ReadonlySet<number> = new Set([...']})'].map((bracket) => bracket.charCodeAt(0)));

/**
 * Refuses a text, JSON or GraphQL, whose brackets are nested too deep, before anything reads it: readers, checks
 * and coercion go down into lists and objects by recursion, and the stack ends where they do. One pass over the
 * characters, which passes over strings, block strings and comments.
 */
export function limitNesting(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === HASH) at = endOfLine(text, at);
    else if (CLOSING.has(code)) depth--;
    else if (OPENING.has(code) && ++depth > MAX_NESTING) throw tooDeep();
  }
}

/** Index of the last quote of the string that begins here, or of the text's end. */
function endOfString(text: string, start: number): number {
  if (text.startsWith('"""', start)) {
    let end = text.indexOf('"""', start + 3);
    while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH) end = text.indexOf('"""', end + 3);
    return end < 0 ? text.length : end + 2;
  }
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text.charCodeAt(at) === LINE_FEED || text[at] === '\r') return at;
  }
  return text.length;
}

function tooDeep(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'document limit: nesting',
    en: `Lists, objects and selections may be nested ${MAX_NESTING} deep. Ask for less at a time.`,
    ja: `リスト・オブジェクト・選択の入れ子は${MAX_NESTING}段までです。分けて問い合わせてください。`,
  });
}
