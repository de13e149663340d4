import { atena, content, named, recordInput, World } from './world.js';

/**
 * Whatever is on its way to the ledger, and what somebody else enters, corrects or approves meanwhile: nobody is judged
 * by a file without it (docs/attacks.md P15).
 */

let world: World;
beforeEach(async () => {
  world = new World();
  await world.begin();
});
afterEach(() => world.end());

const DAY = '2023-05-20';
const given = (key: string) => ({
  ...{ idempotencyKey: key, validateOnly: false, ...named(atena(1)) },
  ...({ way: 'COUNTER', reason: '原本を確認' } as const),
});
const codes = ({ faults }: { readonly faults: readonly { readonly code: string }[] }) =>
  faults.map(({ code }) => code);

/** Two doses of one vaccine, as the ledger has them. */
async function doses(): Promise<readonly { readonly id: string; readonly version: string }[]> {
  for (const [dose, date] of [
    [1, '2023-02-01'],
    [2, '2023-04-10'],
  ] as const) {
    const entered = recordInput(`entered-${dose}`, 1, { content: content({ dose, date }) });
    expect(codes(await world.desk().record(entered))).toEqual([]);
  }
  return (await world.ledger()).map(({ id, version }) => ({ id, version: String(version) }));
}

/** Holds an account where it has begun and the ledger has nothing of it yet. */
function holdBehindBegin(account: string) {
  let reached!: () => void;
  let go!: () => void;
  const there = new Promise<void>((resolve) => (reached = resolve));
  const gone = new Promise<void>((resolve) => (go = resolve));
  world.hold = async (who) => {
    if (who !== account || world.steps.at(-1) !== 'before send') return;
    reached();
    await gone;
  };
  return { there, go };
}

const onDay = async (): Promise<number> =>
  (await world.ledger()).filter(({ content: { date }, withdrawn }) => date === DAY && !withdrawn).length;

test('a dose is not entered beside a correction that is on its way to the same day', async () => {
  const [first = { id: '', version: '' }] = await doses();
  const held = holdBehindBegin('clerk');
  const moved = world.desk('clerk').correct({ ...given('move-first'), ...first, changes: { date: DAY } });
  await held.there;
  const entered = await world
    .desk('nurse')
    .record(recordInput('entered-beside', 1, { content: content({ dose: 3, date: DAY }) }));
  held.go();
  expect(codes(await moved)).toEqual([]);
  expect(codes(entered)).toEqual(['BUSY']);
  expect(await onDay()).toBe(1);
});

test('of two corrections that wait, both to the same day, the second is not approved while the first is on its way', async () => {
  for (const [at, one] of (await doses()).entries()) {
    const settled = { ...given(`settle-${at}`), ...one, changes: { lot: 'EY0574' } };
    expect(codes(await world.desk().correct(settled))).toEqual([]);
  }
  const waiting: Awaited<ReturnType<ReturnType<World['desk']>['correct']>>['change'][] = [];
  for (const { id, version } of await world.ledger()) {
    const moved = { ...given(`move-${id}`), id, version: String(version), changes: { date: DAY } };
    const { change } = await world.desk().correct(moved);
    expect(change).toMatchObject({ state: 'AWAITING_APPROVAL' });
    waiting.push(change);
  }
  const approve = (key: string, at: number) =>
    world.desk('manager').decide({
      ...{ idempotencyKey: key, validateOnly: false, ...named(atena(1)), approve: true },
      ...{ id: waiting[at]?.id ?? '', contentHash: waiting[at]?.contentHash ?? '' },
    });
  const held = holdBehindBegin('manager');
  const first = approve('approve-first', 0);
  await held.there;
  world.hold = () => Promise.resolve();
  const early = await approve('approve-early', 1);
  held.go();
  expect(codes(await first)).toEqual([]);
  expect(codes(early)).toEqual(['BUSY']);
  expect(codes(await approve('approve-late', 1))).toEqual(['CHANGED_SINCE']);
  expect(await onDay()).toBe(1);
});
