import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createCursorCodec, cursorsOf } from '../../../src/paging/cursor.js';

/** docs/attacks.md A12: a cursor is of no use to another account, under another purpose or in another list. */

test('a cursor is opened by its own account, purpose and list alone', () => {
  const codec = createCursorCodec(randomBytes(32));
  const word = fc.constantFrom('a', 'b', 'a b', 'a","b', 'HISTORY', '');
  const place = fc.record({
    account: word,
    purpose: fc.option(word, { nil: null }),
    list: word,
  });
  fc.assert(
    fc.property(place, place, fc.jsonValue(), (mine, theirs, value) => {
      const cursor = cursorsOf(codec, mine).seal(mine.list, value);
      const open = () => cursorsOf(codec, theirs).open(theirs.list, cursor);
      if (JSON.stringify(mine) === JSON.stringify(theirs))
        expect(open()).toEqual(JSON.parse(JSON.stringify(value)));
      else expect(open).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    }),
  );
});
