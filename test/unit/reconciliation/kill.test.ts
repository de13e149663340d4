import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptDose } from '../../../adapters/health-management/model.js';
import type { DoseRecord } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import { actId } from '../../../src/acts/act-id.js';
import type { ActRecord } from '../../../src/audit/record/record.js';
import { createCursorCodec } from '../../../src/paging/cursor.js';
import { correctByDesk } from '../../../src/reconciliation/correct-ledger.js';
import { shownDigest } from '../../../src/reconciliation/digests.js';
import { FINDING_ACTIONS, FindingDesk } from '../../../src/reconciliation/finding-desk.js';
import { FindingLog } from '../../../src/reconciliation/finding-log.js';
import { resumeDecisions } from '../../../src/reconciliation/finding-recovery.js';
import type { FindingResult } from '../../../src/reconciliation/finding-access.js';
import type { FindingRow, RunRow } from '../../../src/reconciliation/finding-row.js';
import { FindingStore } from '../../../src/reconciliation/finding-store.js';
import type { FinishParts } from '../../../src/reconciliation/finish-decision.js';
import type { StaffIndex } from '../../../src/staff/staff-index.js';
import { COUPON, lineOf } from '../../support/vrs/acts.js';
import {
  as,
  dose,
  KOGANEI,
  known,
  registration,
  startVrsWorld,
  type VrsWorld,
} from '../../support/vrs/world.js';
import { atena, health, Killed, named, recordInput, TODAY, World } from '../immunization-records/world.js';
import { policy } from '../policy/harness.js';

/**
 * A gateway that dies before or after every step of proposing a decision on a finding, approving it, and carrying it into
 * the ledger and the record system; what the log has of each (docs/attacks.md W15, W17). Store, ledger and stand-in are real.
 */

const FINDING = 'finding'.padEnd(43, 'x');
const DIGEST = 'digest'.padEnd(43, 'x');
const RIGHT = 'EZ0001';
/** Lots of the two doses, as the finding has them. */
const FOUND = { ledger: 'EY0573', vrs: 'FF2018' };
const MANAGER = 'manager';
const DEPUTY = 'deputy';

class FindingWorld {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-findings-'));
  /** Records of doses, with steps and kills of their own. */
  readonly ledger = new World();
  readonly records: ActRecord[] = [];
  readonly steps: string[] = [];
  killAt: number | null = null;
  /** Digest of the finding as it was proposed last. */
  seen: string | null = null;
  /** What others do once an act is judged, and before it is written. */
  beforeBegin: () => Promise<unknown> = () => Promise.resolve();
  /** What another gateway does before this one tells what became of a decision. */
  beforeSettle: () => Promise<unknown> = () => Promise.resolve();
  private isDead = false;
  private vrs!: VrsWorld;
  private store!: FindingStore;
  private ledgerId = '';
  private vrsId = '';

  async begin(): Promise<void> {
    await this.ledger.begin();
    this.vrs = await startVrsWorld();
    const here = this.vrs.of(KOGANEI);
    await here.register(registration(KOGANEI, 1, COUPON), as());
    this.vrsId = (await here.recordDose(dose(lineOf(COUPON), { lot: FOUND.vrs }), as())).dose.id;
    const entered = await this.ledger.desk().record(recordInput('entered-by-hand', 1));
    this.ledgerId = entered.doseId ?? '';
    this.store = await this.open();
    const run: RunRow = {
      ...{ number: 1, phase: 'VRS', after: null, startedAt: '2023-06-27T00:00:00.000Z', endedAt: null },
      ...{ persons: 1, doses: 2, leftAlone: 0 },
    };
    await this.store.beginRun(run);
    const found = {
      ...{ id: FINDING, digest: DIGEST, kind: 'LOT_MISMATCH', suspected: 'LEDGER', confidence: 90 },
      ...{ reasons: 'CLEANED_UP', atenaNumber: atena(1), otherNumber: null, besideId: null },
      ...{ ledgerId: this.ledgerId, ledgerUnder: health(1), vrsId: this.vrsId, vrsUnder: known(KOGANEI, 1) },
    };
    await this.store.keepPage({ run, from: run, found: [found], strays: [], at: run.startedAt });
  }

  async end(): Promise<void> {
    await this.store.close();
    await this.ledger.end();
    await this.vrs.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Another process over the same disk. @param meanwhile what somebody does before it goes on with what was left */
  async restart(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    await this.store.close();
    await this.ledger.restart();
    await meanwhile();
    this.store = await this.open();
    this.revive();
    await this.resume();
  }

  /** Another gateway over the same store, which has not come to what was left. */
  revive(): void {
    this.killAt = null;
    this.isDead = false;
    this.steps.length = 0;
  }

  async resume(): Promise<void> {
    await resumeDecisions({ ...this.finish(), log: this.log(), now: () => new Date().toISOString() });
  }

  /** As whoever approves sees the finding now. */
  async look(): Promise<FindingRow | null> {
    const row = await this.find();
    this.seen = row && shownDigest(row);
    return row;
  }

  /** A run finds the same doses, one of which says something else by now. */
  async foundAnew(): Promise<void> {
    const run: RunRow = {
      ...{ number: 2, phase: 'VRS', after: null, startedAt: '2023-06-28T00:00:00.000Z', endedAt: null },
      ...{ persons: 1, doses: 2, leftAlone: 0 },
    };
    const found = await this.find();
    if (found === null) throw new Error('the finding is there');
    await this.store.beginRun(run);
    const digest = 'another'.padEnd(43, 'x');
    await this.store.keepPage({
      run,
      from: run,
      found: [{ ...found, digest }],
      strays: [],
      at: run.startedAt,
    });
  }

  /** The proposal is what whoever approves has seen from then on. */
  async decide(account = 'vrs-clerk', key = 'decide-it-key', lot = RIGHT): Promise<FindingResult> {
    const result = await this.desk(account).decide({
      ...{ idempotencyKey: key, validateOnly: false, id: FINDING, digest: DIGEST },
      ...{ decision: 'CORRECT', reason: 'SLIP_SEEN' },
      values: { day: null, doseNumber: null, manufacturer: null, lot },
    });
    this.seen = result.finding && shownDigest(result.finding);
    return result;
  }

  approve(approve = true, account = MANAGER, digest = this.seen ?? ''): Promise<FindingResult> {
    return this.desk(account).approve({
      ...{ idempotencyKey: 'approve-it-key', validateOnly: false, id: FINDING, digest },
      approve,
    });
  }

  /** Somebody with the slip in hand corrects the ledger's dose. */
  async byHand(lot: string): Promise<void> {
    const row = await this.row();
    const done = await this.ledger.desk('counter').correct({
      ...{ idempotencyKey: `by-hand-${lot}`, validateOnly: false, ...named(atena(1)), id: this.ledgerId },
      ...{ version: String(row?.version), changes: { lot }, way: 'COUNTER', reason: '済証を確認したため' },
    });
    expect(done.faults).toEqual([]);
  }

  /** Somebody corrects the record in VRS. */
  async inVrs(lot: string): Promise<void> {
    const record = await this.record();
    if (record === null) throw new Error('the record is there');
    const { id, version, reading: _r, registeredAt: _a, locked: _l, ...facts } = record;
    const requestId = randomUUID();
    await this.vrs
      .of(KOGANEI)
      .correctDose({ ...facts, requestId, id, version, lot, reason: 'WRONG_LOT' }, as());
  }

  openActs() {
    return this.store.openActs(FINDING_ACTIONS, 10);
  }

  find(): Promise<FindingRow | null> {
    return this.store.find(FINDING);
  }

  /** Lot and version on either side, and how often each was changed. */
  async sides(): Promise<readonly unknown[]> {
    const row = await this.row();
    const record = await this.record();
    const changes = await this.ledger.store.changesOfDoses([this.ledgerId]);
    const corrections = changes.filter(({ kind }) => kind === 'CORRECT').length;
    return [row?.content.lot, row?.version, corrections, record?.lot, record?.version];
  }

  phases(act: string): readonly string[] {
    return this.records.filter((record) => record.act === act).map(({ phase }) => phase);
  }

  private open(): Promise<FindingStore> {
    return FindingStore.open({ url: { kind: 'sqlite', path: join(this.folder, 'store.sqlite') } });
  }

  /** Of both doses alone: how a run finds them is in test/integration/reconciliation.test.ts. */
  private async isAsFound(): Promise<boolean> {
    const [row, record] = [await this.row(), await this.record()];
    return row?.content.lot === FOUND.ledger && record?.lot === FOUND.vrs;
  }

  private async row(): Promise<KeptDose | null> {
    return (await this.ledger.ledger()).find(({ id }) => id === this.ledgerId) ?? null;
  }

  private async record(): Promise<DoseRecord | null> {
    const [doses] = await this.vrs.of(KOGANEI).doses([known(KOGANEI, 1)], as());
    return doses?.find(({ id }) => id === this.vrsId) ?? null;
  }

  private desk(account: string): FindingDesk {
    return new FindingDesk({
      ...{ store: this.stepped(), log: this.log(), request: 'r', account, caseNumber: null, today: TODAY },
      ...{ now: () => new Date().toISOString(), rules: policy.vrs.reconciliation, staff: STAFF },
      ...{ cursors: createCursorCodec(Buffer.alloc(32)), signal: new AbortController().signal },
      ...{ finish: this.finish(), sidesOf: () => Promise.resolve([]) },
      isStillFound: () => this.isAsFound(),
      numbersOf: (number) => Promise.resolve(this.ledger.merged.get(number) ?? [number]),
    });
  }

  /** Ids of the findings that are told of a person. */
  async listed(atenaNumber: string): Promise<readonly string[]> {
    const states = ['OPEN', 'PROPOSED'] as const;
    const page = { first: 10, after: null, kinds: [], suspected: [], leastConfidence: 0 };
    const { nodes } = await this.desk('vrs-clerk').list({ ...page, states, atenaNumber });
    return nodes.map(({ id }) => id);
  }

  private finish(): FinishParts {
    const vrs = this.vrs.of(KOGANEI);
    const correct = correctByDesk((account) => this.ledger.desk(account));
    const signal = new AbortController().signal;
    return {
      store: this.stepped(),
      carry: {
        sources: {
          ask: (_system, _signal, read) => read(signal),
          send: (_system, _signal, write) => this.step('vrs', () => write(signal)),
        },
        ...{ vrs, staff: () => as().staff },
        correctLedger: (order) => this.step('ledger', () => correct(order)),
        hasLedgerAct: async (account, key) => (await this.ledger.store.act(actId(account, key))) !== null,
        isStillFound: () => this.isAsFound(),
        rowsOf: async () => {
          const vrs = await this.record();
          const recorded = new Set(vrs === null ? [] : [vrs.id]);
          return { ledger: await this.row(), vrs, coupon: COUPON, recorded };
        },
      },
    };
  }

  private log(): FindingLog {
    return new FindingLog({
      pseudonym: (number) => `p${number}`,
      seal: (body) =>
        this.step('seal', () => {
          this.records.push(body as ActRecord);
          return Promise.resolve(this.records.length);
        }),
    });
  }

  private stepped(): FindingStore {
    return new Proxy(this.store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const method = (value as (...given: unknown[]) => Promise<unknown>).bind(target);
        if (name === 'begin')
          return async (...given: unknown[]) => {
            const others = this.beforeBegin;
            this.beforeBegin = () => Promise.resolve();
            await others();
            return this.step(name, () => method(...given));
          };
        if (name === 'settle')
          return async (...given: unknown[]) => {
            const others = this.beforeSettle;
            this.beforeSettle = () => Promise.resolve();
            await others();
            return this.step(name, () => method(...given));
          };
        return typeof name === 'string' && ['finish'].includes(name)
          ? (...given: unknown[]) => this.step(name, () => method(...given))
          : method;
      },
    });
  }

  private async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.pass(`before ${name}`);
    const value = await work();
    this.pass(`after ${name}`);
    return value;
  }

  private pass(step: string): void {
    if (this.isDead || this.steps.length === this.killAt) {
      this.isDead = true;
      throw new Killed(step);
    }
    this.steps.push(step);
  }
}

/** The manager and the deputy hold every office, and are two persons. */
const STAFF = {
  holdingOn: (_office: string, name: string) =>
    name === MANAGER || name === DEPUTY ? { account: name, delegatedBy: null } : null,
  holdingsOf: () => [],
  isSamePerson: (one: string, other: string) => one === other,
} as unknown as StaffIndex;

const twice = (name: string): readonly string[] => [`before ${name}`, `after ${name}`];
const PROPOSING = ['seal', 'begin', 'seal', 'finish'].flatMap(twice);
const APPROVING = ['seal', 'begin', 'ledger', 'vrs', 'settle', 'seal', 'finish'].flatMap(twice);
/** Of a correction of the ledger: intent, key, its writing, what became of it, outcome, end. */
const CORRECTING = 12;

let world: FindingWorld;
beforeEach(async () => {
  world = new FindingWorld();
  await world.begin();
});
afterEach(() => world.end());

const BEFORE = [FOUND.ledger, 0, 0, FOUND.vrs, 1];
const AFTER = [RIGHT, 1, 1, RIGHT, 2];

const killed = async (act: () => Promise<unknown>): Promise<void> =>
  expect(act()).rejects.toBeInstanceOf(Killed);

/** Whatever was begun has ended; what has not wrote nothing and is open in the log. */
async function checkEnd(act: string): Promise<void> {
  expect(await world.openActs()).toEqual([]);
  const row = await world.find();
  const isDone = row?.state !== (act === 'decideFinding' ? 'OPEN' : 'PROPOSED');
  if (isDone) expect(new Set(world.phases(act))).toEqual(new Set(['INTENT', 'OUTCOME']));
  else expect(world.phases(act).filter((phase) => phase === 'OUTCOME')).toEqual([]);
  expect(await world.sides()).toEqual(isDone && act === 'approveFinding' ? AFTER : BEFORE);
}

async function checkReplay(act: () => Promise<FindingResult>, state: string): Promise<void> {
  const first = await act();
  expect([first.faults, first.finding?.state]).toEqual([[], state]);
  const standing = [await world.sides(), world.records.length, world.ledger.records.length];
  expect(await act()).toEqual(first);
  expect([await world.sides(), world.records.length, world.ledger.records.length]).toEqual(standing);
}

test.each(PROPOSING.map((step, at) => [at, step] as const))(
  'proposing, killed at step %i (%s), resolves by itself or is open in the log, and is proposed once',
  async (at) => {
    world.killAt = at;
    await killed(() => world.decide());
    await world.restart();
    await checkEnd('decideFinding');
    await checkReplay(() => world.decide(), 'PROPOSED');
    expect(await world.sides()).toEqual(BEFORE);
  },
);

test.each(APPROVING.map((step, at) => [at, step] as const))(
  'approving, killed at step %i (%s), is carried into both systems once, by itself or under its key',
  async (at) => {
    await world.decide();
    world.steps.length = 0;
    world.killAt = at;
    await killed(() => world.approve());
    await world.restart();
    await checkEnd('approveFinding');
    await checkReplay(() => world.approve(), 'DECIDED');
    expect(await world.sides()).toEqual(AFTER);
  },
);

test.each(Array.from({ length: CORRECTING }, (_, at) => at))(
  'approving, killed at step %i of correcting the ledger, is carried into both systems once',
  async (at) => {
    await world.decide();
    world.ledger.steps.length = 0;
    world.ledger.killAt = at;
    await killed(() => world.approve());
    await world.restart();
    await checkEnd('approveFinding');
    await checkReplay(() => world.approve(), 'DECIDED');
    expect(await world.sides()).toEqual(AFTER);
    for (const { id } of world.ledger.records) expect(world.ledger.intended(id)).toBe(true);
  },
);

test('the steps are those', async () => {
  await world.decide();
  expect(world.steps).toEqual(PROPOSING);
  world.steps.length = 0;
  world.ledger.steps.length = 0;
  await world.approve();
  expect(world.steps).toEqual(APPROVING);
  expect(world.ledger.steps).toHaveLength(CORRECTING);
});

test('each decision stands in the log with account, person and what it came to; a rejected one changes nothing', async () => {
  await world.decide();
  await world.approve(false);
  const [id, other] = [world.records[0]?.id, world.records[2]?.id];
  expect(id).not.toBe(other);
  const about = { kind: 'ACT', request: 'r', case: null, subjects: [`p${atena(1)}`] };
  const [proposing, approving] = [
    { ...about, act: 'decideFinding', account: 'vrs-clerk', id },
    { ...about, act: 'approveFinding', account: MANAGER, id: other },
  ];
  expect(world.records).toEqual([
    { ...proposing, phase: 'INTENT', result: null },
    { ...proposing, phase: 'OUTCOME', result: 'PROPOSED CORRECT' },
    { ...approving, phase: 'INTENT', result: null },
    { ...approving, phase: 'OUTCOME', result: 'OPEN CORRECT REJECTED' },
  ]);
  expect(await world.sides()).toEqual(BEFORE);
});

/** Up to the first that writes into a system. */
const UNBEGUN = APPROVING.slice(APPROVING.indexOf('after begin'), APPROVING.indexOf('after ledger'));
const OTHERS = { ledger: 'EY0574', VRS: 'FF2019' } as const;
const DONE_BY_OTHERS = {
  ledger: [OTHERS.ledger, 1, 1, FOUND.vrs, 1],
  VRS: [FOUND.ledger, 0, 0, OTHERS.VRS, 2],
} as const;

test.each(UNBEGUN.flatMap((step) => [[step, 'ledger'] as const, [step, 'VRS'] as const]))(
  'killed at "%s", a decision does not go on over what somebody has corrected in %s since (docs/attacks.md W24)',
  async (step, side) => {
    await world.decide();
    world.steps.length = 0;
    world.killAt = APPROVING.indexOf(step);
    await killed(() => world.approve());
    await world.restart(() => (side === 'VRS' ? world.inVrs(OTHERS.VRS) : world.byHand(OTHERS.ledger)));
    expect(await world.find()).toMatchObject({ state: 'OPEN', outcome: 'CHANGED' });
    expect(await world.openActs()).toEqual([]);
    expect(world.records.at(-1)).toMatchObject({
      ...{ act: 'approveFinding', phase: 'OUTCOME', result: 'OPEN CORRECT CHANGED (resumed)' },
    });
    expect(await world.sides()).toEqual(DONE_BY_OTHERS[side]);
  },
);

test('a decision that a restart has brought to its end says so, in the name of whoever approved it', async () => {
  await world.decide();
  world.steps.length = 0;
  world.killAt = APPROVING.indexOf('before vrs');
  await killed(() => world.approve());
  await world.restart();
  expect(world.records.at(-1)).toMatchObject({
    ...{ act: 'approveFinding', phase: 'OUTCOME', account: MANAGER, request: null },
    result: 'DECIDED CORRECT DONE (resumed)',
  });
  // What was changed for it is the proposer's in the ledger's own history, and an act with both its ends.
  const change = world.ledger.records.filter(({ act }) => act === 'correctImmunization');
  expect(change.map(({ phase, account }) => [phase, account])).toEqual([
    ['INTENT', 'vrs-clerk'],
    ['OUTCOME', 'vrs-clerk'],
  ]);
});

/** The clerk's proposal is rejected, and the manager proposes something else. */
async function proposeAnew(): Promise<void> {
  expect((await world.approve(false, DEPUTY)).faults).toEqual([]);
  expect((await world.decide(MANAGER, 'decide-anew-key', 'EZ0009')).faults).toEqual([]);
}

test('nobody approves another proposal than the one they have seen', async () => {
  await world.decide();
  const seen = world.seen ?? '';
  await proposeAnew();
  expect((await world.approve(true, DEPUTY, seen)).faults).toMatchObject([{ code: 'KEY_REUSED' }]);
  expect((await world.approve(true, MANAGER, seen)).faults).toMatchObject([{ code: 'CHANGED' }]);
  expect((await world.approve(true, MANAGER)).faults).toMatchObject([{ code: 'OWN_PROPOSAL' }]);
  expect(await world.sides()).toEqual(BEFORE);
});

test('nor one that has come in its place while the approval was judged, least of all their own', async () => {
  await world.decide();
  world.beforeBegin = proposeAnew;
  expect((await world.approve()).faults).toMatchObject([{ code: 'CHANGED' }]);
  expect(await world.find()).toMatchObject({ state: 'PROPOSED', proposedBy: MANAGER });
  expect(await world.sides()).toEqual(BEFORE);
});

/** A proposal, or a rejection, of which the OUTCOME is missing, and what came in its place before anybody came to that. */
const SUPERSEDED: readonly (readonly [name: string, act: string, left: () => Promise<void>])[] = [
  [
    'a proposal that was rejected and made anew',
    'decideFinding',
    async () => {
      world.killAt = PROPOSING.indexOf('after begin');
      await killed(() => world.decide());
      world.revive();
      await world.look();
      await proposeAnew();
    },
  ],
  [
    'a proposal on what a run has found anew',
    'decideFinding',
    async () => {
      world.killAt = PROPOSING.indexOf('after begin');
      await killed(() => world.decide());
      world.revive();
      await world.foundAnew();
    },
  ],
  [
    'a rejection behind which something else is proposed',
    'approveFinding',
    async () => {
      await world.decide();
      world.steps.length = 0;
      world.killAt = APPROVING.indexOf('after begin');
      await killed(() => world.approve(false));
      world.revive();
      expect((await world.decide(DEPUTY, 'decide-anew-key', 'EZ0009')).faults).toEqual([]);
    },
  ],
];

test.each(SUPERSEDED)('%s: what was left ends, and says so (docs/attacks.md W25)', async (_, act, left) => {
  await left();
  const standing = await world.find();
  const [begun] = await world.openActs();
  expect(begun?.action).toBe(act);
  await world.resume();
  expect(await world.openActs()).toEqual([]);
  const ends = world.records.filter(({ id, phase }) => id === begun?.requestId && phase === 'OUTCOME');
  expect(ends.map(({ result }) => result)).toEqual(['SUPERSEDED (resumed)']);
  expect(await world.find()).toEqual(standing);
});

test('of two gateways at one decision the slower does not settle what has come since (docs/attacks.md W25)', async () => {
  await world.decide();
  world.beforeSettle = async () => {
    await world.resume();
    await world.foundAnew();
  };
  await world.approve();
  expect(await world.find()).toMatchObject({ state: 'OPEN', decision: null, outcome: null });
  expect(await world.openActs()).toEqual([]);
  expect(await world.sides()).toEqual(AFTER);
});

test('a finding is told of its person under the number that theirs was merged into (docs/attacks.md W25)', async () => {
  expect([await world.listed(atena(1)), await world.listed(atena(9))]).toEqual([[FINDING], []]);
  world.ledger.merged.set(atena(9), [atena(9), atena(1)]);
  expect(await world.listed(atena(9))).toEqual([FINDING]);
});
