import { SETTING_KEYS } from '../../../src/config/keys.js';
import { readmeRows } from '../../support/readme.js';

test('README lists every setting in order, with its default and meaning', () => {
  const expected = SETTING_KEYS.map((key) => [`\`${key.name}\``, key.defaultText, key.meaning]);
  expect(readmeRows(/^`(SEKISHO_\w+|REDIS_URL)`$/)).toEqual(expected);
});
