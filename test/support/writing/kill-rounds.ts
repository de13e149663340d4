import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { loadAuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../../src/audit/record/record.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { ask, type Answer } from '../client.js';
import { FULL } from '../effort.js';
import { demoToken } from '../gateway.js';
import { until } from '../intermediate/world.js';
import { HeldGateway } from './held-process.js';

type Told = Record<string, Record<string, unknown> | null> | null;

/** A mutation outside of `mutations.ts`, and one act of it after the other. */
export interface KilledMutation {
  readonly account: string;
  readonly query: string;
  /** Of an act that nobody has asked for. */
  readonly fresh: () => Promise<Readonly<Record<string, unknown>>>;
  /** How often its effect stands where it belongs. `act`: id of the request. */
  readonly made: (variables: Readonly<Record<string, unknown>>, act: string) => number;
  /** Under which id the log has it; `act` when left out. */
  readonly logged?: (variables: Readonly<Record<string, unknown>>, act: string) => string;
}

export interface KilledRoom {
  readonly data: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly opened: boolean;
  /** Where acts of the room are kept. */
  readonly acts: `${string}_act`;
  /** `ITSELF`: what was begun ends after the next start. `KEY`: whoever asked goes on with it, and until then it is open in the log. */
  readonly ends: 'ITSELF' | 'KEY';
  /** How everybody asks. */
  readonly asking: Readonly<{ purpose: string; from?: string; case?: string }>;
  readonly mutations: Readonly<Record<string, KilledMutation>>;
}

interface Sent {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly key: string;
  answer: Answer<Told> | null;
}

/** No act has more steps. */
const MOST_STEPS = 40;
/** Each act has these many at least: its intent and its key, before and after. */
const COMMON_STEPS = 4;

/**
 * Kills of the gateway's own process while an act of each mutation of a room stands at a step of its own: after the next
 * start it has ended, or it can be gone on with and is open in the log, or has done nothing; its key does it once.
 */
export class KillRounds {
  /** Of all rounds, so that one does not hide the others. */
  readonly faults: string[] = [];
  private gateway!: HeldGateway;
  private readonly tokens = new Map<string, string>();

  constructor(private readonly room: KilledRoom) {}

  async begin(): Promise<void> {
    this.gateway = await HeldGateway.start(this.room);
  }

  async end(): Promise<void> {
    await this.gateway.kill();
  }

  /** Every step of every mutation; in the short run one of each, none as its neighbour. */
  async run(): Promise<void> {
    let left: readonly string[] = Object.keys(this.room.mutations);
    if (!FULL) {
      process.stdout.write(`1 kill of the gateway, at one step of each; npm run test:long tries all steps\n`);
      await this.round(0, Object.fromEntries(left.map((name, at) => [name, (at + 2) % COMMON_STEPS])));
      return;
    }
    for (let at = 0; left.length > 0; at += 1) {
      if (at > MOST_STEPS) throw new Error('an act with no end of steps');
      const stood = await this.round(at, Object.fromEntries(left.map((name) => [name, at])));
      if (at < COMMON_STEPS && stood.size < left.length)
        this.faults.push(`step ${at}: only ${[...stood].join()} came to it`);
      left = left.filter((name) => stood.has(name));
    }
  }

  async verify(): Promise<boolean> {
    return (await verifyLog(join(this.room.data, 'audit'), secretsOf(this.keys()))).whole;
  }

  async ask<Data = Told>(
    account: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Answer<Data>> {
    const token = this.tokens.get(account) ?? (await demoToken(this.room.data, account));
    this.tokens.set(account, token);
    return ask<Data>(this.gateway.port, { query, variables, token, ...this.room.asking });
  }

  private async round(at: number, holds: Readonly<Record<string, number>>): Promise<ReadonlySet<string>> {
    const sent: Sent[] = [];
    for (const name of Object.keys(holds)) {
      const key = `killed-${name}-${at}`;
      sent.push({ name, key, variables: withKey(await this.mutation(name).fresh(), key), answer: null });
    }
    await this.gateway.hold(holds);
    const asked = sent.map(async (one) => {
      one.answer = await this.send(one).catch(() => null);
    });
    const { held } = this.gateway;
    await until(
      () => (sent.every(({ name, answer }) => answer !== null || held.has(name)) ? true : null),
      120_000,
    );
    await this.gateway.kill();
    await Promise.all(asked);
    this.tokens.clear();
    this.gateway = await HeldGateway.start(this.room);
    for (const one of sent) {
      const where = `step ${at} of ${one.name} (${held.get(one.name) ?? 'ended'})`;
      await this.check(one).catch((error: unknown) => {
        this.faults.push(`${where}: ${(error as Error).message}`);
      });
    }
    return new Set(held.keys());
  }

  private async check(one: Sent): Promise<void> {
    const { variables, answer } = one;
    const { made } = this.mutation(one.name);
    const row = this.actOf(one);
    if (answer !== null) expect(codesOf(answer)).toEqual([]);
    if (row === null) {
      expect([answer, made(variables, '')]).toEqual([null, 0]);
    } else if (this.room.ends === 'ITSELF') {
      await until(() => (this.actOf(one)?.outcome == null ? null : true));
      expect(made(variables, row.id)).toBe(1);
      expect(await this.phases(one, row.id)).toEqual(['INTENT', 'OUTCOME']);
    } else {
      expect(made(variables, row.id)).toBeLessThanOrEqual(1);
      expect((await this.phases(one, row.id))[0]).toBe('INTENT');
    }
    const again = await this.send(one);
    expect(codesOf(again)).toEqual([]);
    const { id } = this.actOf(one) ?? { id: '' };
    expect(made(variables, id)).toBe(1);
    // An inquiry ends when its answer has come.
    await until(async () => ((await this.phases(one, id)).includes('OUTCOME') ? true : null));
    expect(await this.phases(one, id)).toEqual(['INTENT', 'OUTCOME']);
    const logged = (await this.records()).length;
    const third = await this.send(one);
    expect([codesOf(third), made(variables, id), (await this.records()).length]).toEqual([[], 1, logged]);
  }

  private send({ name, variables }: Sent): Promise<Answer<Told>> {
    const { account, query } = this.mutation(name);
    return this.ask(account, query, variables);
  }

  private mutation(name: string): KilledMutation {
    const found = this.room.mutations[name];
    if (found === undefined) throw new Error(name);
    return found;
  }

  private actOf({ name, key }: Sent): { readonly id: string; readonly outcome: string | null } | null {
    const id = createHash('sha256')
      .update(`${this.mutation(name).account}\n${key}`)
      .digest('base64url');
    const store = new Database(join(this.room.data, 'store.sqlite'), { readonly: true, timeout: 10_000 });
    try {
      return (
        store
          .prepare<[string], { id: string; outcome: string | null }>(
            `SELECT request_id AS id, outcome FROM ${this.room.acts} WHERE id = ?`,
          )
          .get(id) ?? null
      );
    } finally {
      store.close();
    }
  }

  /** Of one act in the log, each once, in the order of its first. */
  private async phases({ name, variables }: Sent, act: string): Promise<readonly string[]> {
    const id = this.mutation(name).logged?.(variables, act) ?? act;
    const found = (await this.records()).flatMap((record) =>
      'phase' in record && 'id' in record && record.id === id ? [record.phase] : [],
    );
    return [...new Set(found)];
  }

  /** What the log has of acts. */
  private async records(): Promise<readonly AuditRecord[]> {
    const found: AuditRecord[] = [];
    for await (const { record } of readRecords(join(this.room.data, 'audit'), this.keys()))
      if (['ACT', 'LINKAGE', 'REVIEW'].includes(record.kind)) found.push(record);
    return found;
  }

  private keys() {
    return loadAuditKeys(join(this.room.data, 'keys', 'audit.json'), { create: false });
  }
}

/** In the input, or beside it where the mutation has none. */
function withKey(variables: Readonly<Record<string, unknown>>, key: string) {
  const { input } = variables;
  return input === undefined
    ? { ...variables, key }
    : { ...variables, input: { ...input, idempotencyKey: key } };
}

function codesOf({ errors, data }: Answer<Told>): readonly string[] {
  const faults = Object.values(data ?? {}).flatMap(
    (told) => (told?.['userErrors'] ?? []) as { readonly code: string }[],
  );
  return [...errors.map(({ extensions }) => extensions.code), ...faults.map(({ code }) => code)];
}
