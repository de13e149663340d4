import { RECORD_FAULT_CODES, RECORD_WARNING_CODES } from '../../../src/immunization-records/record-texts.js';
import { messagesOf, wordsOf } from '../../../src/vaccination-record/csv/set-aside-texts.js';
import { LINE_FAULTS } from '../../../src/vaccination-record/csv/wide-row.js';

test.each([...LINE_FAULTS, ...RECORD_FAULT_CODES, ...RECORD_WARNING_CODES, 'KEY_LOST', 'ALTERED'])(
  'a line that is told with %s is told in words of both languages',
  (code) => {
    const [ja, en] = wordsOf(code);
    expect(ja).toMatch(/[ぁ-ん].*。$/);
    expect(en).toMatch(/^[A-Z].*\.$/);
  },
);

test('several codes are told one after another, and one of a later version as it stands', () => {
  const { message } = messagesOf('AGE COUPON_UNKNOWN NOT_YET_KNOWN');
  expect(message).toMatch(/age.*coupon.*NOT_YET_KNOWN$/i);
  expect(messagesOf('')).toEqual({ message: '', messageJa: '' });
});
