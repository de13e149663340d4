import { effectivePermissions } from '../../../src/administration/effective-permissions.js';
import { LoopShare, LoopTurns } from '../../../src/background/loop-turns.js';
import { StaffIndex } from '../../../src/staff/staff-index.js';
import { policy, seed, TODAY } from '../staff/harness.js';
import { CLASSIFICATIONS } from '../../../src/policy/terms.js';

/**
 * docs/attacks.md K7: what an administrator asks about many accounts and days is decided in turns of the loop, and
 * everybody else is seen to in between.
 */

test('between two turns of the loop there are a few decisions, however often permissions are asked for', async () => {
  let decisions = 0;
  const counted = {
    ...policy,
    decide: (question: Parameters<typeof policy.decide>[0]) => {
      decisions++;
      return policy.decide(question);
    },
  };
  // A decision takes a millisecond.
  const loop = new LoopShare(new LoopTurns(() => decisions));
  const directory = { index: new StaffIndex(seed()), today: TODAY };
  const acts = CLASSIFICATIONS.slice(0, 3).map(
    (classification) => ({ classification, verb: 'READ' }) as const,
  );
  const parts = { policy: counted, directory, loop, actsOf: () => acts };
  let most = 0;
  let before = 0;
  let isOver = false;
  const look = (): void => {
    most = Math.max(most, decisions - before);
    before = decisions;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  const asked = { account: 'clerk', on: null, zone: null, hasCase: false } as const;
  const all = await Promise.all(Array.from({ length: 5 }, () => effectivePermissions(parts, asked)));
  isOver = true;
  look();
  expect(all.every(({ purposes }) => purposes.length > 0)).toBe(true);
  expect(decisions).toBeGreaterThan(500);
  // Five begin, and one act is decided for each change that may open it.
  expect(most).toBeLessThan(150);
});
