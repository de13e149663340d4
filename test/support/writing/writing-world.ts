import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MUNICIPALITY } from '../../../src/about.js';
import { SEGMENT_PATTERN } from '../../../src/audit/format/log-format.js';
import { loadAuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { readRecord, textsOf, writersOf } from '../../../src/audit/reading/read-records.js';
import type { ActRecord } from '../../../src/audit/record/record.js';
import type { RecordSystemRecord } from '../../../src/audit/record/record-system-record.js';
import { FrameReader, type RawFrame } from '../../../src/audit/verify/frames.js';
import type { SegmentTexts } from '../../../src/audit/verify/opened-content.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import type { MockVrs } from '../../../src/mock/vrs/start.js';
import { shownDigest } from '../../../src/reconciliation/digests.js';
import { TEST_CITY, testCity } from '../city.js';
import { ask, type Answer } from '../client.js';
import { demoToken, startTestGateway, startVrs, type TestGateway } from '../gateway.js';
import { startReconciliation } from '../reconciliation/world.js';
import { RecordsWorld } from '../records.js';
import { LGWAN } from '../vrs/graph.js';

/** An act as the log has it, whichever of the rooms it is of. */
export type LoggedAct = ActRecord | RecordSystemRecord;

/** Who asks, why and from where. */
export interface Asking {
  readonly account: string;
  readonly purpose: string;
  readonly from?: string;
  readonly case?: string;
}

export type Data = Record<string, Record<string, unknown> | null> | null;

/** Persons of whom a dose is made to differ before the comparison runs: findings to decide on. */
const FINDINGS = 60;
/** Persons for acts on targets of the record system. */
const TARGETS = 140;

/**
 * Everything that the rooms that write are about: a copy of the suites' city, the vaccination record system's stand-in
 * over it, what a run of the reconciliation has found, and the store and log of a gateway, which is started over them
 * in this process or in one of its own.
 */
export class WritingWorld {
  readonly data = mkdtempSync(join(tmpdir(), 'sekisho-writing-'));
  readonly records: RecordsWorld;
  vrs!: MockVrs;
  private legacy: readonly Database.Database[] = [];
  private port = 0;
  private gateway: TestGateway | null = null;
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly pools: Record<'children' | 'plain' | 'targets' | 'findings', string[]>;
  private readonly digests = new Map<string, string>();
  private readonly opened = new Map<string, LoggedAct | null>();
  private differing: readonly string[] = [];
  private readonly twins: (readonly [number: string, double: string])[] = [];
  private numbers = 0;

  constructor(children = 12) {
    this.records = new RecordsWorld(children);
    this.pools = { children: [...this.records.children], plain: [], targets: [], findings: [] };
  }

  /** @param twins persons whom the registry has twice, to be merged: see `takeTwins` */
  async begin(twins = 0): Promise<void> {
    this.vrs = await startVrs(this.data);
    this.fillPools();
    await this.compare();
    for (let made = 0; made < twins; made += 1) this.twins.push(this.makeTwin());
    const { folder } = this.records.city.files;
    this.legacy = ['registry', 'health', 'address-name'].map(
      (name) => new Database(join(folder, `${name}.sqlite`), { readonly: true }),
    );
  }

  async end(): Promise<void> {
    for (const database of this.legacy) database.close();
    await this.gateway?.stop();
    await this.vrs.close();
    this.records.city.remove();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Settings of a gateway over all this, beside the suites'. */
  get settings(): Readonly<Record<string, string>> {
    return {
      ...this.records.city.files.environment,
      SEKISHO_DATA: this.data,
      SEKISHO_VRS_URL: this.vrs.url.href,
      SEKISHO_VRS_KEYS: join(this.data, 'keys', `vrs-${MUNICIPALITY}.json`),
    };
  }

  /** The gateway in this process. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
    this.gateway = await startTestGateway({ ...this.settings, ...settings });
    this.listensOn(this.gateway.port);
    return this.gateway;
  }

  async stop(): Promise<void> {
    await this.gateway?.stop();
    this.gateway = null;
  }

  /** Another gateway answers from now on; everybody signs in anew. */
  listensOn(port: number): void {
    this.port = port;
    this.tokens.clear();
  }

  async ask<D = Data>(asking: Asking, query: string, variables: Record<string, unknown>): Promise<Answer<D>> {
    const { account, ...how } = asking;
    const token = this.tokens.get(account) ?? demoToken(this.data, account);
    this.tokens.set(account, token);
    return ask<D>(this.port, { query, variables, ...how, token: await token });
  }

  /** Somebody, or something, that no act was about before. */
  take(pool: keyof WritingWorld['pools']): string {
    const one = this.pools[pool].shift();
    if (one === undefined) throw new Error(`nobody is left of ${pool}`);
    return one;
  }

  /** A target of the record system with a second number in registry and address-name system: nobody knows it is theirs. */
  takeTwins(): readonly [number: string, double: string] {
    const pair = this.twins.shift();
    if (pair === undefined) throw new Error('no twins are left');
    return pair;
  }

  /** Another one each time. */
  next(): number {
    return ++this.numbers;
  }

  key(): string {
    return `writing-key-${this.next()}`;
  }

  /** Rows of the gateway's store. */
  store<Row = Record<string, unknown>>(sql: string, ...values: unknown[]): readonly Row[] {
    const database = new Database(join(this.data, 'store.sqlite'), { readonly: true, timeout: 10_000 });
    try {
      return database.prepare(sql).all(...values) as Row[];
    } finally {
      database.close();
    }
  }

  /** Rows that a statement counts, in a legacy system of the city, the record system or the gateway's store. */
  count(system: 'registry' | 'health' | 'vrs' | 'store', sql: string, ...values: unknown[]): number {
    const rows =
      system === 'vrs'
        ? this.vrs.state.prepare(sql).all(...values)
        : system === 'store'
          ? this.store(sql, ...values)
          : this.records.city.files.rows(system, sql, ...values);
    return rows.length;
  }

  /**
   * A hash of everything that an act could change; without `acts`, that of which acts were begun left aside, without
   * `held` the calls of which nobody knows whether they have arrived. Of the legacy systems how often anybody else has written: more than that nobody could ask.
   */
  everything({ acts = true, held = true } = {}): string {
    const legacy = this.legacy.map((database) => database.pragma('data_version', { simple: true }));
    const store = new Database(join(this.data, 'store.sqlite'), { readonly: true, timeout: 10_000 });
    try {
      const kept = [
        ...RECORDED.filter((name) => acts || name !== 'act').map((name) => contentOf(this.vrs.state, name)),
        ...tablesOf(store)
          .filter((name) => (acts || !name.endsWith('_act')) && (held || name !== 'vrs_held_call'))
          .map((name) => contentOf(store, name)),
      ];
      return createHash('sha256')
        .update(JSON.stringify([legacy, kept]))
        .digest('hex');
    } finally {
      store.close();
    }
  }

  /** The id under which the log and the other side know what was asked for under a key; null: the key was not taken. */
  requestOf(account: string, key: string): { readonly id: string; readonly outcome: string | null } | null {
    const id = createHash('sha256').update(`${account}\n${key}`).digest('base64url');
    for (const table of ['case_act', 'movement_act', 'immunization_act', 'vrs_act', 'recon_act']) {
      const [row] = this.store<{ id: string; outcome: string | null }>(
        `SELECT request_id AS id, outcome FROM ${table} WHERE id = ?`,
        id,
      );
      if (row !== undefined) return row;
    }
    return null;
  }

  /** Acts in the log, whole and in order. */
  async acts(): Promise<readonly LoggedAct[]> {
    const keys = loadAuditKeys(join(this.data, 'keys', 'audit.json'), { create: false });
    const directory = join(this.data, 'audit');
    const found: LoggedAct[] = [];
    for (const writer of await writersOf(directory)) {
      const names = await readdir(join(directory, writer));
      for (const name of names.filter((one) => SEGMENT_PATTERN.test(one)).sort()) {
        const texts = await textsOf(keys, writer, Number.parseInt(name, 10));
        const reader = await FrameReader.open(join(directory, writer, name));
        for (let frame = await reader.next(); frame !== null && texts !== null; frame = await reader.next()) {
          const act = this.actIn(frame, texts);
          if (act !== null) found.push(act);
        }
        await reader.close();
      }
    }
    return found;
  }

  /** A suite asks for all acts hundreds of times: what a frame holds is opened once. */
  private actIn(frame: RawFrame, texts: SegmentTexts): LoggedAct | null {
    texts.pass(frame);
    const mac = frame.mac.toString('base64');
    const known = this.opened.get(mac);
    if (known !== undefined) return known;
    const record = readRecord(frame, texts);
    if (record === null) throw new Error(`${texts.writer}/${frame.seq} does not open`);
    const act = record.kind === 'ACT' || record.kind === 'RECORD_SYSTEM' ? record : null;
    this.opened.set(mac, act);
    return act;
  }

  async verify(): Promise<void> {
    const keys = loadAuditKeys(join(this.data, 'keys', 'audit.json'), { create: false });
    expect(await verifyLog(join(this.data, 'audit'), secretsOf(keys))).toMatchObject({ whole: true });
  }

  digestOf(finding: string): string {
    return this.digests.get(finding) ?? '';
  }

  /** Of a finding on which a decision waits for approval. */
  proposalOf(finding: string): string {
    const [row] = this.store<{ digest: string; proposedAct: string }>(
      'SELECT digest, proposed_act AS proposedAct FROM recon_finding WHERE id = ?',
      finding,
    );
    if (row === undefined) throw new Error('The finding was read a moment ago');
    return shownDigest({ ...row, state: 'PROPOSED' });
  }

  healthNumber(atenaNumber: string): string {
    return this.records.healthNumber(atenaNumber);
  }

  /** The valid coupon of a target. */
  couponOf(atenaNumber: string): string {
    const row = this.vrs.state
      .prepare<[string, string], { coupon: string }>(
        'SELECT coupon FROM coupon WHERE institution = ? AND person = ? AND voided_on IS NULL',
      )
      .get(MUNICIPALITY, this.healthNumber(atenaNumber));
    if (row === undefined) throw new Error('no valid coupon');
    return row.coupon;
  }

  /** As if the system had never heard of the person as a target. */
  forget(atenaNumber: string): void {
    for (const table of ['target', 'coupon', 'flag', 'dose'])
      this.vrs.state
        .prepare(`DELETE FROM ${table} WHERE institution = ? AND person = ?`)
        .run(MUNICIPALITY, this.healthNumber(atenaNumber));
  }

  /** Residents of whom nothing is special, and among them targets of the record system. */
  private fillPools(): void {
    const children = new Set(this.pools.children);
    const active = new Set(
      this.vrs.state
        .prepare<[string], { person: string }>(
          `SELECT t.person FROM target t JOIN coupon c USING (institution, person)
           WHERE institution = ? AND c.voided_on IS NULL AND t.person NOT IN (SELECT person FROM flag)`,
        )
        .all(MUNICIPALITY)
        .map(({ person }) => person),
    );
    const all = this.ordinary().filter(({ number }) => !children.has(number));
    const known = all.filter(({ health }) => active.has(health));
    this.differing = known.slice(0, FINDINGS).map(({ health }) => health);
    const targets = known.slice(FINDINGS, FINDINGS + TARGETS);
    this.pools.targets.push(...targets.map(({ number }) => number));
    const taken = new Set([...this.differing, ...targets.map(({ health }) => health)]);
    this.pools.plain.push(...all.filter(({ health }) => !taken.has(health)).map(({ number }) => number));
  }

  private makeTwin(): readonly [number: string, double: string] {
    const { files } = this.records.city;
    const number = this.take('targets');
    const [double, togo] = [7_777_777_777_000, 8_888_888_888_000].map((from) =>
      String(from + this.next()).padStart(15, '0'),
    ) as [string, string];
    const columns = files
      .rows('registry', 'SELECT name FROM pragma_table_info(?)', 'JUKI_KIHON')
      .map(({ name }) => String(name));
    const own: Readonly<Record<string, string>> = {
      ATENA_NO: double,
      SETAI_NO: double,
      JUSHO: `見本町${double}番`,
    };
    files.change(
      'registry',
      `INSERT INTO JUKI_KIHON (${columns.join()}) SELECT ${columns.map((name) => (name in own ? '?' : name)).join()}
       FROM JUKI_KIHON WHERE ATENA_NO = ?`,
      [...columns.flatMap((name) => own[name] ?? []), number],
    );
    files.change('address-name', "INSERT INTO T_TOGO_ATENA VALUES (?, '132101', NULL, 'R05.06.20', '0')", [
      togo,
    ]);
    files.change('address-name', "INSERT INTO T_GYOMU_ATENA VALUES ('JK', ?, ?, '1', 'R05.06.20')", [
      double,
      togo,
    ]);
    return [number, double];
  }

  /** Doses of the same lot on both sides are made to differ, and the comparison finds them. */
  private async compare(): Promise<void> {
    for (const person of this.differing)
      this.vrs.state
        .prepare(
          `UPDATE dose SET lot = 'ZZ0001' WHERE institution = ? AND id =
             (SELECT min(id) FROM dose WHERE institution = ? AND person = ? AND withdrawn = 0)`,
        )
        .run(MUNICIPALITY, MUNICIPALITY, person);
    const { folder } = this.records.city.files;
    const world = await startReconciliation(
      { directory: testCity().directory, ...TEST_CITY },
      {
        ...{ vrs: this.vrs, data: this.data, health: join(folder, 'health.sqlite') },
        store: join(this.data, 'store.sqlite'),
      },
    );
    try {
      await world.run().run(AbortSignal.timeout(120_000));
    } finally {
      await world.end();
    }
    const found = this.store<{ id: string; digest: string; person: string }>(
      "SELECT id, digest, atena_number AS person FROM recon_finding WHERE state = 'OPEN' AND kind = 'LOT_MISMATCH' ORDER BY id",
    );
    const differing = new Set(this.differing);
    for (const { id, digest, person } of found) {
      if (!differing.has(this.healthNumber(person))) continue;
      this.pools.findings.push(id);
      this.digests.set(id, digest);
    }
  }

  /**
   * Residents with one number in each system, under no measure and in no home with such, and in no household of the
   * staff's: nothing but what a test is about speaks against an act on them.
   */
  private ordinary(): readonly { readonly number: string; readonly health: string }[] {
    const { files } = this.records.city;
    const numbers = new Map(
      files
        .rows(
          'address-name',
          `SELECT trim(j.GYOMU_NO) AS number, trim(h.GYOMU_NO) AS health FROM T_GYOMU_ATENA j
           JOIN T_GYOMU_ATENA h ON h.TOGO_NO = j.TOGO_NO AND h.GYOMU_KUBUN = 'KK' WHERE j.GYOMU_KUBUN = 'JK'
           GROUP BY j.TOGO_NO HAVING COUNT(*) = 1`,
        )
        .map(({ number, health }) => [String(number), String(health)]),
    );
    const staff = Object.values(testCity().manifest.staff).filter((number) => number !== null);
    return files
      .rows(
        'registry',
        `SELECT k.ATENA_NO AS number FROM JUKI_KIHON k WHERE k.SICHOSON_CD = '132101' AND k.JUMIN_JOTAI = '1'
         AND k.SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN (SELECT value FROM json_each(?)))
         AND NOT EXISTS (SELECT 1 FROM JUKI_SIEN s JOIN JUKI_KIHON o ON o.ATENA_NO = s.ATENA_NO
           WHERE o.SETAI_NO = k.SETAI_NO OR o.JUSHO = k.JUSHO) ORDER BY k.ATENA_NO`,
        JSON.stringify(staff),
      )
      .flatMap(({ number }) => {
        const health = numbers.get(String(number));
        return health === undefined ? [] : [{ number: String(number), health }];
      });
  }
}

/** Tables of the record system that an act could change; others keep its sessions. */
const RECORDED = ['target', 'coupon', 'flag', 'dose', 'dose_before', 'inquiry', 'application', 'act'];

/** Every value of a table, written down by SQLite itself: to make an object of each row took most of a suite's time. */
function contentOf(database: Database.Database, table: string): string {
  const columns = database.pragma(`table_info("${table}")`) as { name: string }[];
  const row = columns.map(({ name }) => `quote("${name}")`).join(` || ',' || `);
  const { content } = database
    .prepare<[], { content: string | null }>(`SELECT group_concat(${row}, ';') AS content FROM "${table}"`)
    .get() ?? { content: null };
  return createHash('sha256')
    .update(content ?? '')
    .digest('base64url');
}

/** Tables of the rooms that write, in the gateway's store. */
function tablesOf(database: Database.Database): readonly string[] {
  return database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)
    .filter((name) => /^(case|movement|immunization|vrs|recon)_/.test(name));
}

export const HISTORY_CLERK: Asking = { account: 'clerk', purpose: 'HISTORY' };
export const COUNTER: Asking = { account: 'clerk', purpose: 'INQUIRY' };
export const REGISTRY: Asking = { account: 'registry', purpose: 'INTEGRATION' };
export const VRS_CLERK: Asking = { account: 'vrs-clerk', purpose: 'HISTORY', from: LGWAN };
export const MANAGER: Asking = { account: 'manager', purpose: 'HISTORY' };
