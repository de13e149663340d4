import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DoseRecord } from '../../../adapters/vaccination-record-system/protocol/doses.js';
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
import { atena, health, Killed, recordInput, TODAY, World } from '../immunization-records/world.js';
import { policy } from '../policy/harness.js';

/**
 * A gateway that dies before or after every step of proposing a decision on a finding, approving it, and carrying it into
 * the ledger and the record system; what the log has of each (docs/attacks.md W15, W17). Store, ledger and stand-in are real.
 */

const FINDING = 'finding'.padEnd(43, 'x');
const DIGEST = 'digest'.padEnd(43, 'x');
const RIGHT = 'EZ0001';
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
    this.vrsId = (await here.recordDose(dose(lineOf(COUPON), { lot: 'FF2018' }), as())).dose.id;
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
    await this.store.keepPage({ run, found: [found], strays: [], at: run.startedAt });
  }

  async end(): Promise<void> {
    await this.store.close();
    await this.ledger.end();
    await this.vrs.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Another process over the same disk. */
  async restart(): Promise<void> {
    await this.store.close();
    await this.ledger.restart();
    this.store = await this.open();
    this.killAt = null;
    this.isDead = false;
    this.steps.length = 0;
    await resumeDecisions({ ...this.finish(), log: this.log(), now: () => new Date().toISOString() });
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

  openActs() {
    return this.store.openActs(FINDING_ACTIONS, 10);
  }

  find(): Promise<FindingRow | null> {
    return this.store.find(FINDING);
  }

  /** Lot and version on either side, and how often each was changed. */
  async sides(): Promise<readonly unknown[]> {
    const row = (await this.ledger.ledger()).find(({ id }) => id === this.ledgerId);
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
    });
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
        rowsOf: async () => ({
          ledger: (await this.ledger.ledger()).find(({ id }) => id === this.ledgerId) ?? null,
          vrs: await this.record(),
          coupon: COUPON,
        }),
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
        return typeof name === 'string' && ['settle', 'finish'].includes(name)
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

const BEFORE = ['EY0573', 0, 0, 'FF2018', 1];
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
