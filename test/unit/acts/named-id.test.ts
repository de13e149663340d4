import { namedId } from '../../../src/acts/named-id.js';

test('a name is called the same by every version, for acts are open under it', () => {
  expect(namedId('flags 1 000000000000001')).toBe('e3315b17-7704-8c3f-aade-b365ea344900');
  expect(namedId('flags 1 000000000000001', '8')).toBe('e3315b17-7704-8c3f-8ade-b365ea344900');
});
