import type { Circumstance, DifferenceLine } from '../../../src/policy/condense.js';
import { renderDifferences } from '../../../src/policy/render-difference.js';

/** A line under one circumstance; what stands between its head and its grounds. */
function told(dimension: Circumstance['dimension'], values: readonly string[]): string | undefined {
  const line: DifferenceLine = {
    ...{ effect: 'opens', roles: ['clerk'], purposes: [null], verbs: ['READ'], classes: ['CONTACT'] },
    circumstances: [{ dimension, values }],
    before: { permit: false, rule: 'before', reason: 'ZONE' },
    after: { permit: true, rule: 'after', reason: null },
  };
  const [, circumstance, grounds] = renderDifferences([line]);
  expect(grounds).toBe('    before (ZONE) -> after');
  return circumstance?.trim();
}

test.each<[Circumstance['dimension'], readonly string[], string]>([
  ['case', ['yes'], '案件番号あり with a case number'],
  ['case', ['no'], '案件番号なし without a case number'],
  ['several', ['yes'], '複数人 several persons'],
  ['several', ['no'], '一人ずつ one person at a time'],
  ['department', ['福祉保健部健康課', 'OTHER'], '所属 division 福祉保健部健康課, その他 another'],
  ['work', ['VRS', 'NONE'], '委託契約 contract on VRSの管理, 不明 nothing said'],
  ['method palm_vein', ['yes'], '手のひら静脈あり with palm_vein'],
  ['method palm_vein', ['no'], '手のひら静脈なし without palm_vein'],
])('%s %j in words', (dimension, values, words) => {
  expect(told(dimension, values)).toBe(words);
});
