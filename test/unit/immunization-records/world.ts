import { NamedBy } from '../../../src/acts/named-by.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHealthManagement } from '../../../adapters/health-management/adapter.js';
import type { DoseContent, HealthManagement, KeptDose } from '../../../adapters/health-management/model.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import type { ActRecord, RecordBody } from '../../../src/audit/record/record.js';
import { RecordDesk, type RecordDeskParts } from '../../../src/immunization-records/record-desk.js';
import type { RecordInput } from '../../../src/immunization-records/record-access.js';
import { RecordLog } from '../../../src/immunization-records/record-log.js';
import { resumeRecordActs } from '../../../src/immunization-records/record-recovery.js';
import { RecordStore, type Settled } from '../../../src/immunization-records/record-store.js';
import type { RecordWrite } from '../../../src/immunization-records/change-row.js';
import { createCursorCodec } from '../../../src/paging/cursor.js';
import { loadPolicy } from '../../../src/policy/load.js';
import type { StaffIndex } from '../../../src/staff/staff-index.js';
import { legacyFixture, type LegacyFixture } from '../../contract/support/database.js';

export const TODAY = '2023-06-27';
const policy = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei'));
const MANAGER = 'manager';

export const health = (person: number): string => String(person).padStart(10, '0');
/** Of the coupon that each of them has. */
export const coupon = (person: number): string => `3${String(person).padStart(9, '0')}`;
export const atena = (person: number): string => String(person).padStart(15, '0');

export const content = (more: Partial<DoseContent> = {}): DoseContent => ({
  ...{
    vaccine: 'MR',
    dose: null,
    date: '2023-02-01',
    billingMonth: null,
    setting: 'INDIVIDUAL',
    place: null,
  },
  ...{
    preExam: 'VACCINATED',
    preExamInstitution: null,
    institution: null,
    preExamDoctor: null,
    doctor: null,
  },
  ...{ manufacturer: '12', lot: 'EY0573', volume: 50 },
  ...more,
});
/** A person named by their own number. */
export const named = (atenaNumber: string) => ({ atenaNumber, namedBy: NamedBy.person({ atenaNumber }) });

export const recordInput = (key: string, person: number, more: Partial<RecordInput> = {}): RecordInput => ({
  ...{
    idempotencyKey: key,
    validateOnly: false,
    ...named(atena(person)),
    content: content(),
    way: 'PAPER',
  },
  ...{ origin: 'HERE', evidence: null, coupon: null, reason: '確認済み' },
  ...more,
});

/** Stops a gateway dead: nothing after it runs. */
export class Killed extends Error {}

/**
 * The legacy table and the store on disk, a log in memory, and a gateway that can die before or after each step it takes
 * with them. Registry and address-name system say of everybody the same; the ledger and its adapter are real.
 */
export class World {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-records-'));
  readonly records: ActRecord[] = [];
  /** Steps that were taken, as `before seal`, `after seal`, `before begin` and so on. */
  readonly steps: string[] = [];
  /** Dies at this step, counted from 0; never where null. */
  killAt: number | null = null;
  /** Holds an account before each step and each question of a source until it is let go; nothing is held without it. */
  hold: (account: string) => Promise<void> = () => Promise.resolve();
  private isDead = false;
  private fixture!: LegacyFixture;
  private adapter!: HealthManagement;
  store!: RecordStore;
  /** Of everybody, by the registry. */
  birth = '2022-01-15';
  /** Every number of whoever has had several, by the one they now have. */
  readonly merged = new Map<string, readonly string[]>();

  constructor(readonly persons = 3) {}

  async begin(): Promise<void> {
    this.fixture = await legacyFixture('sqlite', 'health-management', {
      kk_kojin: Array.from({ length: this.persons }, (_, at) => ({
        ...{
          kojin_no: health(at + 1),
          dantai_cd: '132101',
          jumin_kbn: 'JU',
          kanji_simei: '検査',
          kana_simei: 'ｹﾝｻ',
        },
        ...{
          sei_kbn: 'M',
          umare_wymd: '5040115',
          jumin_wymd: '5040115',
          hijumin_wymd: '9999999',
          tiku_cd: '01',
        },
      })),
      kk_ken: Array.from({ length: this.persons }, (_, at) => ({
        ...{ ken_no: coupon(at + 1), kojin_no: health(at + 1), hakko_wymd: '5030412', saihakko: '0' },
      })),
    });
    this.adapter = await openHealthManagement(this.fixture.options);
    await this.start();
  }

  async end(): Promise<void> {
    await this.store.close();
    await this.adapter.close();
    await this.fixture.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    this.store = await RecordStore.open({ url: { kind: 'sqlite', path: join(this.folder, 'store.sqlite') } });
    this.killAt = null;
    this.isDead = false;
    this.steps.length = 0;
    await this.resume();
  }

  async resume(): Promise<void> {
    const parts = { log: this.logOf('gateway'), sources: this.sourcesOf('gateway') };
    await resumeRecordActs({ store: this.store, ...parts, now: () => new Date().toISOString() });
  }

  /** Starts anew on what is on disk. */
  async restart(): Promise<void> {
    await this.store.close();
    await this.start();
  }

  private logOf(account: string): RecordLog {
    return new RecordLog({
      pseudonym: (number) => `p${number}`,
      seal: (body: RecordBody) =>
        this.step('seal', account, () => {
          this.records.push(body as ActRecord);
          return Promise.resolve(this.records.length);
        }),
    });
  }

  desk(account = 'clerk'): RecordDesk {
    const { store } = this;
    const stepped = new Proxy(store, {
      get: (target, name) => {
        if (name === 'begin')
          return (act: ActRow, write: RecordWrite | null) =>
            this.step('begin', account, () => target.begin(act, write));
        if (name === 'settle')
          return (id: string, settled: Settled) =>
            this.step('settle', account, () => target.settle(id, settled));
        if (name === 'finish')
          return (id: string, outcome: string) =>
            this.step('finish', account, () => target.finish(id, outcome));
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
    const staff = {
      holdingOn: (_office: string, name: string) =>
        name === MANAGER ? { account: MANAGER, delegatedBy: null } : null,
      holdingsOf: () => [],
      isSamePerson: (one: string, other: string) => one === other,
    } as unknown as StaffIndex;
    return new RecordDesk({
      ...{
        store: stepped,
        log: this.logOf(account),
        request: 'r',
        account,
        caseNumber: null,
        policy,
        staff,
        today: TODAY,
      },
      ...{ sources: this.sourcesOf(account), municipality: '132101', signal: new AbortController().signal },
      cursors: createCursorCodec(Buffer.alloc(32)),
      persons: {
        of: (number) => {
          const numbers = this.merged.get(number) ?? [number];
          return Promise.resolve({ atenaNumber: number, numbers, status: 'RESIDENT' } as never);
        },
      },
      now: () => new Date().toISOString(),
    });
  }

  /** Every row of the ledger, in its order. */
  async ledger(): Promise<readonly KeptDose[]> {
    const numbers = Array.from({ length: this.persons }, (_, at) => health(at + 1));
    const call = { items: new Set<never>(), signal: new AbortController().signal };
    const rows = await this.adapter.loadLedger(numbers, call);
    return rows.flatMap((row) => row ?? []).sort((a, b) => Number(a.id) - Number(b.id));
  }

  intended(id: string): boolean {
    return this.records.some((record) => record.phase === 'INTENT' && record.id === id);
  }

  ended(id: string): boolean {
    return this.records.some((record) => record.phase === 'OUTCOME' && record.id === id);
  }

  sourcesOf(account: string): RecordDeskParts['sources'] {
    const { adapter } = this;
    const signal = new AbortController().signal;
    const birthDate = { iso: this.birth, precision: 'DAY', display: null };
    return {
      ask: async (_system: string, _signal: AbortSignal, read: (live: AbortSignal) => Promise<unknown>) => {
        await this.hold(account);
        const answer = await read(signal);
        await this.hold(account);
        return answer;
      },
      send: (_system: string, _signal: AbortSignal, write: (live: AbortSignal) => Promise<unknown>) =>
        this.step('send', account, () => write(signal)),
      health: adapter,
      registry: {
        loadMany: (numbers: readonly string[]) =>
          Promise.resolve(
            numbers.map((atenaNumber) => ({ atenaNumber, birthDate, sex: 'MALE', residentUntil: null })),
          ),
      },
      address: {
        loadMany: (numbers: readonly string[]) =>
          Promise.resolve(
            numbers.map((atenaNumber) => ({
              atenaNumber,
              // Whoever was merged has the file of the number that went.
              healthNumbers: [(this.merged.get(atenaNumber)?.at(-1) ?? atenaNumber).slice(5)],
            })),
          ),
        loadByHealthNumber: (numbers: readonly string[]) =>
          Promise.resolve(
            numbers.map((number) =>
              Number(number) > this.persons
                ? null
                : { atenaNumber: `00000${number}`, healthNumbers: [number] },
            ),
          ),
      },
    } as unknown as RecordDeskParts['sources'];
  }

  private async step<T>(name: string, account: string, work: () => Promise<T>): Promise<T> {
    this.pass(`before ${name}`);
    await this.hold(account);
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
