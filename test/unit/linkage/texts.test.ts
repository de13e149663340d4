import { REFUSAL_CODES } from '../../../adapters/intermediate-server/protocol/terms.js';
import { LINKAGE_TEXTS } from '../../../src/linkage/texts.js';
import { LINKAGE_FAULTS } from '../../../src/linkage/views.js';

test('every fault and every refusal has a text in both languages', () => {
  expect(new Set(Object.keys(LINKAGE_TEXTS))).toEqual(new Set([...LINKAGE_FAULTS, ...REFUSAL_CODES]));
  for (const { ja, en } of Object.values(LINKAGE_TEXTS)) {
    expect(ja).toMatch(/^[^A-Za-z]*[ぁ-ん一-龠].*。$/);
    expect(en).toMatch(/^[A-Z].*\.$/);
  }
});
