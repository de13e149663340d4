import { limitNesting } from '../../../src/limits/limit-nesting.js';

const nested = (depth: number, [open, close]: readonly [string, string] = ['[', ']']) =>
  open.repeat(depth) + close.repeat(depth);

test.each([
  ['a list', nested(100)],
  ['objects', nested(100, ['{"a":', '}'])],
  ['brackets beside each other', `[${'[],'.repeat(5_000)}]`],
  ['brackets in a string', JSON.stringify({ query: nested(1_000) })],
  ['brackets in a string with quotes', JSON.stringify({ query: `\\" ${nested(1_000)} "` })],
  ['brackets in a block string', `{ a(b: """ \\""" ${nested(1_000)} " """) }`],
  ['brackets in a comment', `# ${nested(1_000)}\n{ a } # ${nested(1_000)}`],
  ['a string that does not end', `"${nested(1_000)}`],
])('%s passes', (_what, text) => {
  expect(() => limitNesting(text)).not.toThrow();
});

test.each([
  ['a list', nested(101)],
  ['mixed', nested(34, ['[{(', ')}]'])],
  ['behind a string with an escape', `{"a":"\\\\","b":${nested(101)}}`],
  ['behind a block string with an escape', `{ a(b: """ \\""" """, c: ${nested(101)}) }`],
  ['behind an empty string', `{"a":"","b":${nested(101)}}`],
  ['behind a comment', `{ # "\n a(b: ${nested(101)}) }`],
  ['behind a comment that a carriage return ends', `{ # "\r a(b: ${nested(101)}) }`],
  ['that is never closed', '['.repeat(200_000)],
])('%s, too deep, is refused', (_what, text) => {
  expect(() => limitNesting(text)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', detail: 'document limit: nesting' }),
  );
});
