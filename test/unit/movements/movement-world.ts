import { NamedBy } from '../../../src/acts/named-by.js';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openAddressName } from '../../../adapters/address-name/adapter.js';
import { openResidentRegistry } from '../../../adapters/resident-registry/adapter.js';
import type { RegistryChange } from '../../../adapters/resident-registry/model.js';
import type { ActRow } from '../../../src/acts/act-row.js';
import type { ActRecord, RecordBody } from '../../../src/audit/record/record.js';
import type { MovementResult } from '../../../src/movements/movement-access.js';
import { SourceError } from '../../../src/errors/source-error.js';
import { MovementDesk } from '../../../src/movements/movement-desk.js';
import { MovementFollower } from '../../../src/movements/movement-follower.js';
import { MovementLog } from '../../../src/movements/movement-log.js';
import { resumeMovements } from '../../../src/movements/movement-recovery.js';
import { MovementStore } from '../../../src/movements/movement-store.js';
import type { RequestRow } from '../../../src/movements/movement-tables.js';
import type { MovementInput } from '../../../src/movements/movement-terms.js';
import { createCursorCodec } from '../../../src/paging/cursor.js';
import { Persons } from '../../../src/persons/persons.js';
import { NO_ITEMS, type Sources } from '../../../src/sources/sources.js';

export const TODAY = '2023-06-27';
export const atena = (n: number): string => String(n).padStart(15, '0');
const ROOT = join(__dirname, '..', '..', '..');

/** A movement of which nothing is told but what is given. */
export const movement = (given: Partial<MovementInput> & Pick<MovementInput, 'kind'>): MovementInput => ({
  ...{ movedOn: TODAY, notifiedOn: TODAY, name: null, birthDate: null, sex: null, nationality: null },
  ...{ address: null, household: null, otherMunicipality: null, confirmedOn: null, cancels: null },
  ...{ mergedInto: null, isAnotherPerson: false },
  ...given,
});

/** Stops a gateway dead: nothing after it runs. */
export class Killed extends Error {}

/** A person in the registry's and the address-name system's tables. Household of their own, unless it is said. */
export interface Row {
  readonly number: string;
  readonly status?: string;
  readonly since?: string;
  readonly until?: string;
  readonly household?: string;
  readonly relationship?: string;
  readonly birth?: string;
  readonly nationality?: string;
  readonly individualNumber?: string | null;
}

/** Two legacy systems, a store and a log, and a gateway that can die before or after each step it takes with them. */
export class MovementWorld {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-movements-'));
  readonly registryFile = join(this.folder, 'registry.sqlite');
  readonly addressFile = join(this.folder, 'address.sqlite');
  readonly records: ActRecord[] = [];
  readonly steps: string[] = [];
  killAt: number | null = null;
  private isDead = false;
  /** The address-name system takes in nothing: what is to be followed there waits. */
  isSilent = false;
  today = TODAY;
  store!: MovementStore;
  sources!: Sources;

  constructor(rows: readonly Row[]) {
    for (const [file, system] of [
      [this.registryFile, 'resident-registry'],
      [this.addressFile, 'address-name'],
    ] as const)
      this.with(file, (database) =>
        database.exec(readFileSync(join(ROOT, 'adapters', system, 'tables.sql'), 'utf8')),
      );
    for (const row of rows) this.add(row);
  }

  add({ number, status = '1', until, ...row }: Row): void {
    const { since = '20100101', household = number, relationship = '02', birth = '19800229' } = row;
    const { nationality = null, individualNumber = null } = row;
    this.with(this.registryFile, (database) =>
      database
        .prepare(
          `INSERT INTO JUKI_KIHON VALUES (?, '132101', ?, ?, ?, ?, 'ミホン', 'ミホン', NULL, NULL, NULL, '1', '2', ?, '0', NULL, ?, ?, '00101', '見本町９９', NULL, ?)`,
        )
        .run(
          ...[number, household, relationship, status, `見本${number.slice(-3)}`, birth, since],
          ...[until ?? (status === '1' ? '99999999' : '20200101'), nationality],
        ),
    );
    this.with(this.addressFile, (database) => {
      const togo = `9${number.slice(1)}`;
      database
        .prepare("INSERT INTO T_TOGO_ATENA VALUES (?, '132101', ?, 'R01.05.01', '0')")
        .run(togo, individualNumber);
      database.prepare("INSERT INTO T_GYOMU_ATENA VALUES ('JK', ?, ?, '1', 'R01.05.01')").run(number, togo);
    });
  }

  async start(): Promise<void> {
    this.store = await MovementStore.open({
      url: { kind: 'sqlite', path: join(this.folder, 'store.sqlite') },
    });
    const options = (path: string) => ({ url: { kind: 'sqlite' as const, path }, municipality: '132101' });
    const registry = await openResidentRegistry(options(this.registryFile));
    const address = await openAddressName(options(this.addressFile));
    const ask: Sources['ask'] = (_system, signal, read) => read(signal);
    this.sources = { registry, address, ask, send: ask } as unknown as Sources;
    this.killAt = null;
    this.isDead = false;
    this.steps.length = 0;
    // Every act that is there is nobody's: there is one gateway, and it has just begun.
    const parts = {
      store: this.store,
      log: this.log,
      sources: this.sources,
      now: () => new Date().toISOString(),
    };
    await resumeMovements(parts, '9999', this.signal);
    await this.follower().run(this.signal);
    this.steps.length = 0;
  }

  async stop(): Promise<void> {
    await this.sources.registry.close();
    await this.sources.address.close();
    await this.store.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  readonly signal = new AbortController().signal;

  get log(): MovementLog {
    return new MovementLog({
      pseudonym: (number) => `p${number}`,
      seal: (body: RecordBody) =>
        this.step('seal', () => {
          this.records.push(body as ActRecord);
          return Promise.resolve(this.records.length);
        }),
    });
  }

  follower(): MovementFollower {
    const clock = { today: () => this.today, now: () => new Date('2023-06-27T03:00:00Z') };
    return new MovementFollower({
      store: this.steppedStore(),
      sources: this.steppedSources(),
      log: this.log,
      clock,
    });
  }

  desk(account = 'registry'): MovementDesk {
    const { signal, today } = this;
    const { sources } = this;
    return new MovementDesk({
      ...{
        store: this.steppedStore(),
        log: this.log,
        follower: this.follower(),
        sources: this.steppedSources(),
      },
      ...{ persons: new Persons({ sources, signal, today }), cursors: createCursorCodec(Buffer.alloc(32)) },
      ...{ request: 'r', account, caseNumber: null, today, signal, now: () => new Date().toISOString() },
    });
  }

  apply(idempotencyKey: string, atenaNumber: string, input: MovementInput): Promise<MovementResult> {
    return this.desk().apply({ idempotencyKey, validateOnly: false, ...named(atenaNumber) }, input);
  }

  /** Codes, or nothing where it may be entered. */
  async judged(atenaNumber: string, input: MovementInput): Promise<readonly string[]> {
    const act = { idempotencyKey: 'only-tried-key', validateOnly: true, ...named(atenaNumber) };
    return (await this.desk().apply(act, input)).faults.map(({ code }) => code);
  }

  changes(after = 0): Promise<readonly RegistryChange[]> {
    const { signal } = this;
    return this.sources.registry.movements.changesAfter(after, 1_000, { signal, items: NO_ITEMS });
  }

  registry<Value>(sql: string, ...values: unknown[]): readonly Value[] {
    return this.with(this.registryFile, (database) => database.prepare(sql).all(...values) as Value[]);
  }

  status(number: string): string {
    const [row] = this.registry<{ s: string }>(
      'SELECT JUMIN_JOTAI AS s FROM JUKI_KIHON WHERE ATENA_NO = ?',
      number,
    );
    return row?.s ?? '';
  }

  hasOutcome(id: string): boolean {
    return this.records.some((record) => record.phase === 'OUTCOME' && record.id === id);
  }

  private with<T>(file: string, work: (database: Database.Database) => T): T {
    const database = new Database(file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  }

  private steppedStore(): MovementStore {
    const { store } = this;
    return new Proxy(store, {
      get: (target, name) => {
        if (name === 'begin')
          return (act: ActRow, row: RequestRow | null) => this.step('begin', () => target.begin(act, row));
        if (name === 'finish' || name === 'follow' || name === 'end')
          return (...args: unknown[]) =>
            this.step(name, () => (target[name] as (...all: unknown[]) => Promise<void>)(...args));
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
  }

  private steppedSources(): Sources {
    return {
      ...this.sources,
      send: (system, signal, write) =>
        this.isSilent && system === 'ADDRESS_NAME'
          ? Promise.reject(new SourceError(system, 'UNREACHABLE'))
          : this.step('send', () => write(signal)),
    };
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

const named = (atenaNumber: string) => ({ atenaNumber, namedBy: NamedBy.person({ atenaNumber }) });
