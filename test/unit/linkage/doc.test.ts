import { birthDateOf } from '../../support/birth-date.js';
import { fillIn, readSteps } from '../../support/walk-through.js';
import { openBench, persons } from './graph-harness.js';
import { HASH, KOKUBUNJI, PROVISION_ID, REQUEST_ID, ScriptedLinkage } from './scripted-linkage.js';
import type { Purpose } from '../../../src/policy/terms.js';

/**
 * The documents of docs/linkage.md fit the graph and the rules; test/integration/linkage-script.test.ts tells
 * the whole story.
 */

const steps = readSteps('linkage.md');
let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

test('every step of the walk-through is found', () => {
  expect([...steps.keys()]).toEqual([
    'inquire',
    'read',
    'together',
    'protect',
    'waiting',
    'approve',
    'wrong-direction',
    'protected',
    'extract',
  ]);
});

test.each([...steps.values()])(
  '$name may be asked by $account, and everything it names is there',
  async (step) => {
    const { resident, movedOut, protectedOne } = persons();
    const variables = fillIn(step, {
      本人の宛名番号: resident,
      ...{ 転出した本人の宛名番号: movedOut, その生年月日: birthDateOf(movedOut) },
      支援措置の対象者の宛名番号: protectedOne,
      国分寺市の機関コード: KOKUBUNJI.code,
      照会番号: REQUEST_ID,
      処理通番: PROVISION_ID,
      読んだ内容のハッシュ: HASH,
    });
    const about = step.name === 'protected' ? protectedOne : resident;
    const { codes, withheld } = await bench.ask(new ScriptedLinkage([about]), step.query, {
      role: step.account,
      purpose: step.purpose as Purpose,
      variables,
    });
    expect(codes).toEqual([]);
    expect(withheld.length > 0).toBe(step.name === 'protected');
  },
);
