import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CouponWrite } from '../../../adapters/health-management/model.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import type { RecordBody } from '../../../src/audit/record/record.js';
import type { RecordSystemRecord } from '../../../src/audit/record/record-system-record.js';
import type { AdditionRow, MatchRow } from '../../../src/cases/case-rows.js';
import type { StoredCase } from '../../../src/cases/case-store.js';
import { consentedScopes } from '../../../src/cases/consented-scopes.js';
import { plainCase } from '../../../src/cases/demo-cases.js';
import type { Subject } from '../../../src/guard/subject.js';
import { LABEL } from '../../../src/policy/terms.js';
import type { VrsRules } from '../../../src/policy/vrs-rules.js';
import type { Sources } from '../../../src/sources/sources.js';
import { createVrs } from '../../../src/vaccination-record/create-vrs.js';
import { performersOf } from '../../../src/vaccination-record/performers.js';
import type { VrsAccess } from '../../../src/vaccination-record/vrs-access.js';
import { VrsLog } from '../../../src/vaccination-record/vrs-log.js';
import { VrsStore, type CallBeside } from '../../../src/vaccination-record/vrs-store.js';
import { resumeCalls } from '../../../src/vaccination-record/resume-calls.js';
import type { VrsCaller } from '../../../src/vaccination-record/vrs-user.js';
import { policy } from '../../unit/policy/harness.js';
import {
  known,
  KOGANEI,
  KOKUBUNJI,
  PEOPLE,
  sealedNumber,
  startVrsWorld,
  TODAY,
  type VrsWorld,
} from './world.js';

/** Stops a gateway dead: nothing after it runs. */
export class Killed extends Error {}

/** 宛名番号 of the registry, of the people of the small world. */
export const atena = (person: number): string => String(person).padStart(15, '0');
export const subject = (person: number, labels = 0): Subject => ({ atenaNumber: atena(person), labels });

export const CASE = 'V-1';
export const CLERK: VrsCaller = { account: 'vrs-clerk', zone: 'LGWAN' };
/** The clerk's user of the small world's system, with every role. */
export const RULES: VrsRules = {
  ...policy.vrs,
  users: new Map([
    [
      'vrs-clerk',
      { staff: 'A-1', roles: ['TARGET', 'DOSE', 'FLAG', 'INQUIRY', 'CERTIFICATE', 'APPLICATION'] },
    ],
  ]),
  system: { staff: 'B-2', roles: ['DOSE', 'FLAG'] },
};

/** A case about persons 1 to 3, with a consent to have records confirmed and a card that was seen. */
export function soundCase(): StoredCase {
  const persons = [1, 2, 3].map(atena);
  const { row } = plainCase(CASE, { persons, today: TODAY });
  const consent = {
    consentForm: '同意書',
    consentScopes: 'CONFIRM_RECORDS ISSUE_COUPON ISSUE_CERTIFICATE',
    consentOn: '2023-06-01',
  };
  return {
    ...{ persons, consented: persons, addedAt: new Map() },
    row: { ...row, ...consent, documents: 'NUMBER_CARD' },
  };
}

/**
 * The room over the real stand-in on its socket and a real store, in a gateway that can die before and after each step
 * it takes with log, store and system.
 */
export class RecordWorld {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-records-'));
  readonly records: RecordSystemRecord[] = [];
  /** Steps that were taken, as `before seal`, `after seal` and so on. */
  readonly steps: string[] = [];
  /** Dies at this step, counted from 0; never where null. */
  killAt: number | null = null;
  private isDead = false;
  /** What the registry and the cases say; a test may change it. */
  readonly moves = new Map<string, readonly string[]>(PEOPLE.map((person) => [atena(person), [KOKUBUNJI]]));
  readonly shielded = new Set<string>();
  file: StoredCase | null = soundCase();
  matches: readonly MatchRow[] = [];
  additions: readonly AdditionRow[] = [];
  rules: VrsRules = RULES;
  today = TODAY;
  /** kk_ken: the coupons that are in the city's own file by their numbers. */
  readonly coupons = new Map<string, CouponWrite>();
  /** What happens there right before a coupon is entered. */
  beforeEnter: () => void = () => undefined;
  /** How often a number was read. */
  opened = 0;
  store!: VrsStore;
  vrs!: VrsWorld;

  async start(): Promise<void> {
    this.vrs = await startVrsWorld();
    await this.open();
  }

  /** Another process over the same disk, which resumes what it finds. */
  async restart({ resume = true } = {}): Promise<void> {
    await this.store.close();
    await this.open();
    if (resume) await this.resume();
  }

  resume(): Promise<number> {
    return resumeCalls({ ...this.parts(), performer: this.performers().performer(this.sources()) });
  }

  async end(): Promise<void> {
    await this.store.close();
    await this.vrs.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The room in the name of a caller, as one request has it. */
  desk(caller: VrsCaller = CLERK, caseNumber: string | null = CASE): VrsAccess {
    const { file } = this;
    const open = {
      vrs: this.vrs.of(KOGANEI),
      ...this.parts(),
      ...this.performers(),
      close: async () => undefined,
    };
    return createVrs({
      ...{ open, request: 'r', caseNumber, caller, rules: this.rules, today: this.today },
      sources: this.sources(),
      signal: AbortSignal.timeout(30_000),
      remember: () => undefined,
      consentedTo:
        caseNumber === null || file === null
          ? null
          : async ({ atenaNumber }) => consentedScopes(file, [atenaNumber]),
    });
  }

  intents(): readonly RecordSystemRecord[] {
    return this.records.filter(({ phase }) => phase === 'INTENT');
  }

  outcomesOf(id: string): readonly (string | null)[] {
    return this.records.filter((one) => one.phase === 'OUTCOME' && one.id === id).map(({ result }) => result);
  }

  /** Where the gateway's own store lies. */
  get storeUrl(): { readonly kind: 'sqlite'; readonly path: string } {
    return { kind: 'sqlite', path: join(this.folder, 'store.sqlite') };
  }

  private async open(): Promise<void> {
    this.store = await VrsStore.open({ url: this.storeUrl });
    this.killAt = null;
    this.isDead = false;
    this.steps.length = 0;
  }

  parts() {
    return { store: this.stepped(), log: this.log(), now: () => new Date().toISOString() };
  }

  performers() {
    return performersOf({
      vrs: this.vrs.of(KOGANEI),
      sources: this.sources(),
      cases: {
        byName: async (name) => (name === CASE ? this.file : null),
        matchesOf: async () => this.matches,
        additionsOf: async () => this.additions,
      },
      rules: () => this.rules,
      today: () => this.today,
    });
  }

  /** Other systems of the city, as far as the room asks them; calls of the record system are steps. */
  sources(): Pick<Sources, 'ask' | 'send' | 'address' | 'health' | 'registry'> {
    const numbers = (number: string) => ({ atenaNumber: number, atenaNumbers: [number] });
    const person = (number: string) => Number(number);
    const address: Partial<Sources['address']> = {
      loadMany: async (keys, { items }) =>
        keys.map((number) => {
          if (items.has('individualNumber')) this.opened += 1;
          return {
            atenaNumber: number,
            healthNumbers: [known(KOGANEI, person(number))],
            ...(items.has('individualNumber') && { individualNumber: sealedNumber(person(number)) }),
          };
        }),
      loadNumbers: async (keys) => keys.map(numbers),
      loadByHealthNumber: async (keys) =>
        keys.map((number) => ({ atenaNumber: atena(Number(number.slice(1))), healthNumbers: [number] })),
    };
    const health: Partial<Sources['health']> = {
      loadMany: async (keys) =>
        keys.map((healthNumber) => ({
          healthNumber,
          birth: { iso: '1950-04-01', display: '昭和25年4月1日', precision: 'DAY' as const },
        })),
      loadCouponHolders: async (keys) => keys.map((number) => this.coupons.get(number)?.healthNumber ?? null),
      writeCoupon: async (coupon) => {
        this.beforeEnter();
        const there = this.coupons.get(coupon.number) ?? coupon;
        this.coupons.set(coupon.number, there);
        return there.healthNumber;
      },
    };
    const registry: Partial<Sources['registry']> = {
      loadSupportMeasures: async () => ({ inForce: [...this.shielded], faults: {} }) as never,
      loadPolicyAttributes: async (keys) =>
        keys.map((atenaNumber) => ({ atenaNumber, sharesHome: false })) as never,
      loadMoveIns: async (keys) => keys.map((number) => this.moves.get(number) ?? []),
    };
    const call: Sources['ask'] = (_system, signal, work) => work(signal);
    return {
      ...{ address, health, registry },
      ask: call,
      send: (system, signal, work) =>
        this.step(system === 'VACCINATION_RECORD_SYSTEM' ? 'send' : 'enter', () => work(signal)),
    } as Pick<Sources, 'ask' | 'send' | 'address' | 'health' | 'registry'>;
  }

  private log(): VrsLog {
    return new VrsLog({
      pseudonym: (number) => `p${Number(number)}`,
      seal: (body: RecordBody) =>
        this.step('seal', async () => {
          this.records.push(body as RecordSystemRecord);
          return this.records.length;
        }),
    });
  }

  /** One object for each store, as the product has it: acts take turns by it. */
  private stepped(): VrsStore {
    const there = STEPPED.get(this.store);
    if (there !== undefined) return there;
    const made = new Proxy(this.store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name === 'begin')
          return (act: ActRow, beside: CallBeside) => this.step('begin', () => target.begin(act, beside));
        if (name === 'finish' || name === 'drop' || name === 'hold')
          return (...given: readonly unknown[]) =>
            this.step(name, () => (value as (...all: unknown[]) => Promise<void>).apply(target, [...given]));
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
    STEPPED.set(this.store, made);
    return made;
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

const STEPPED = new WeakMap<VrsStore, VrsStore>();

export const SHIELDED = LABEL.SUPPORT_MEASURES;
