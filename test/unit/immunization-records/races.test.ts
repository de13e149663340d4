import { setImmediate as immediate } from 'node:timers/promises';
import fc from 'fast-check';
import { effort } from '../../support/effort.js';
import { atena, recordInput, World } from './world.js';

/**
 * Two who enter the same dose of the same person at once, whatever of the one comes between which steps of the other:
 * one record comes of it, and whoever comes second is told (docs/attacks.md P12).
 */
const ORDERS = effort({ short: 15, full: 2_000 });
/** More than an act takes. */
const STEPS = 16;
const BOTH = ['one', 'other'] as const;
type Account = (typeof BOTH)[number];

const steps = fc.integer({ min: 0, max: STEPS });
/** The one has judged and begun, the other has read what is on file, and the one ends before the other goes on. */
const KNOWN: [number, number][] = [
  [8, 4],
  [9, 4],
  [8, 6],
  [8, 7],
];

test(`${ORDERS} orders of the steps of two who enter the same dose`, async () => {
  const world = new World(ORDERS);
  await world.begin();
  let person = 0;
  try {
    await fc.assert(
      fc.asyncProperty(steps, steps, async (ofOne, ofOther) => {
        person += 1;
        const before = (await world.ledger()).length;
        const gate = new Gate([...times(ofOne, 'one'), ...times(ofOther, 'other'), ...times(STEPS, 'one')]);
        world.hold = (account) => gate.hold(account as Account);
        const results = await gate.all((account) =>
          world.desk(account).record({
            ...recordInput(`key-of-${account}-${person}`, person),
            ...{ atenaNumber: atena(person), reason: null },
          }),
        );
        world.hold = () => Promise.resolve();
        expect(await world.ledger()).toHaveLength(before + 1);
        expect(results.filter(({ change }) => change !== null)).toHaveLength(1);
        const [second] = results.filter(({ change }) => change === null);
        expect(['BUSY', 'REASON_NEEDED']).toContain(second?.faults[0]?.code);
      }),
      { numRuns: ORDERS, endOnFailure: true, examples: KNOWN },
    );
  } finally {
    await world.end();
  }
}, 600_000);

const times = (count: number, account: Account): Account[] => Array<Account>(count).fill(account);

/** Lets two go on in an order that is given; whoever is left over, as they come. */
class Gate {
  /** An account may be held at several steps that it takes at once. */
  private readonly held: { readonly account: Account; readonly go: () => void }[] = [];
  private readonly atWork = new Set<Account>(BOTH);

  constructor(private readonly order: readonly Account[]) {}

  hold(account: Account): Promise<void> {
    return new Promise((go) => this.held.push({ account, go }));
  }

  async all<T>(act: (account: Account) => Promise<T>): Promise<readonly T[]> {
    const results = BOTH.map((account) => act(account).finally(() => this.atWork.delete(account)));
    for (const account of this.order) await this.letGo(account);
    while (this.atWork.size > 0) for (const account of this.atWork) await this.letGo(account);
    return Promise.all(results);
  }

  /** One step, once it is reached. */
  private async letGo(account: Account): Promise<void> {
    const of = () => this.held.findIndex((one) => one.account === account);
    while (of() < 0 && this.atWork.has(account)) await immediate();
    if (of() >= 0) this.held.splice(of(), 1)[0]?.go();
    await immediate();
  }
}
