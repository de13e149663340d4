import { NamedBy } from '../../../src/acts/named-by.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActRecord, RecordBody } from '../../../src/audit/record/record.js';
import type { OpenInput, Opening } from '../../../src/cases/case-access.js';
import { CaseDesk } from '../../../src/cases/case-desk.js';
import { CaseLog } from '../../../src/cases/case-log.js';
import { resumeCaseActs } from '../../../src/cases/case-recovery.js';
import { CaseStore, type MakeWrite } from '../../../src/cases/case-store.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import { createCursorCodec } from '../../../src/paging/cursor.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { HEALTH_DIVISION, PURPOSES, type Principal } from '../../../src/policy/terms.js';

export const TODAY = '2023-06-27';
const policy = loadPolicy(join(__dirname, '..', '..', '..', 'policy', 'koganei'));

export const clerk = (account = 'clerk', department = HEALTH_DIVISION): Principal => ({
  ...{ account, role: 'clerk', kind: 'person', nameJa: '', nameEn: '', amr: ['palm_vein'], department },
  ...{ purposes: new Set(PURPOSES), ownAtenaNumber: null, contract: null, work: null },
});

/** As those who named them so. */
export const named = (persons: readonly string[]): NamedBy =>
  NamedBy.people(persons.map((atenaNumber) => ({ atenaNumber })));

/** Everybody is of an age at which any document may be theirs. */
export const GROWN: Pick<OpenInput, 'agesOf'> = {
  agesOf: (persons) => Promise.resolve(persons.map(() => 40)),
};

export const openInput = (
  key: string,
  persons: readonly string[],
  more: Partial<OpenInput & Opening> = {},
): OpenInput & Opening => ({
  ...{ idempotencyKey: key, validateOnly: false, persons, documentNumber: null, purposes: ['INQUIRY'] },
  ...{ window: 'health-counter', askedOn: TODAY, requester: 'PERSON', ground: null, officeKind: null },
  ...{ requesterName: null, documents: ['NUMBER_CARD'], consent: null, namedBy: named(persons) },
  ...GROWN,
  ...more,
});

/** Stops a gateway dead: nothing after it runs. */
export class Killed extends Error {}

/** A store and a log on disk and in memory, and a gateway that can die before or after each step it takes with them. */
export class World {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-cases-'));
  readonly records: ActRecord[] = [];
  /** Steps that were taken, as `before seal`, `after seal`, `before begin` and so on. */
  readonly steps: string[] = [];
  today = TODAY;
  /** Dies at this step, counted from 0 since the last start; never where null. */
  killAt: number | null = null;
  private isDead = false;
  /** Of the gateway’s clock, in milliseconds since the day began; a test may set it back. */
  ticks = 0;
  store!: CaseStore;

  async start(): Promise<void> {
    this.store = await CaseStore.open({ url: { kind: 'sqlite', path: join(this.folder, 'store.sqlite') } });
    this.killAt = null;
    this.isDead = false;
    this.steps.length = 0;
    await resumeCaseActs({ store: this.store, log: this.log, now: () => new Date().toISOString() });
  }

  /** Starts anew on what is on disk. */
  async restart(): Promise<void> {
    await this.store.close();
    await this.start();
  }

  async end(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get log(): CaseLog {
    return new CaseLog({
      pseudonym: (number) => `p${number}`,
      seal: (body: RecordBody) =>
        this.step('seal', () => {
          this.records.push(body as ActRecord);
          return Promise.resolve(this.records.length);
        }),
    });
  }

  desk(principal: Principal = clerk(), caseNumber: string | null = null): CaseDesk {
    const { store } = this;
    const stepped = new Proxy(store, {
      get: (target, name) => {
        if (name === 'begin')
          return (act: ActRow, write: MakeWrite | null) => this.step('begin', () => target.begin(act, write));
        if (name === 'finish')
          return (id: string, outcome: string) => this.step('finish', () => target.finish(id, outcome));
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
    const cursors = createCursorCodec(Buffer.alloc(32));
    return new CaseDesk({
      ...{
        store: stepped,
        log: this.log,
        request: 'r',
        principal,
        caseNumber,
        policy,
        cursors,
        today: this.today,
        now: () => new Date(Date.parse(`${this.today}T01:00:00.000Z`) + (this.ticks += 1)).toISOString(),
      },
    });
  }

  intents(): readonly ActRecord[] {
    return this.records.filter(({ phase }) => phase === 'INTENT');
  }

  hasOutcome(id: string): boolean {
    return this.records.some((record) => record.phase === 'OUTCOME' && record.id === id);
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
