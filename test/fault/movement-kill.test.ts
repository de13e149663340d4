import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { ActRecord } from '../../src/audit/record/record.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { killNow, startChildGateway } from '../support/child-gateway.js';
import { ask, type Answer } from '../support/client.js';
import { EditedCity } from '../support/edited-city.js';
import { effort } from '../support/effort.js';
import { demoToken } from '../support/gateway.js';
import { until } from '../support/intermediate/world.js';
import {
  APPLY,
  CHANGES,
  HERE,
  TODAY,
  type Applied,
  type Changes,
} from '../support/movements/movement-city.js';

/** Kills of the process itself, whichever step of a movement it is at. docs/attacks.md Y2. */

/** More of them: `SEKISHO_MOVEMENT_KILLS=100 npx jest test/fault/movement-kill`, some five seconds each. */
const KILLS = Number(process.env['SEKISHO_MOVEMENT_KILLS'] ?? effort({ short: 1, full: 6 }));
const CLIENTS = 3;

let data: string;
let city: EditedCity;
let movers: readonly string[];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sekisho-movement-kill-'));
  city = new EditedCity();
  movers = city.households(1, CLIENTS).map(([number]) => number ?? '');
});
afterEach(() => {
  rmSync(data, { recursive: true, force: true });
  city.remove();
});

interface Gateway {
  readonly port: number;
  readonly token: string;
}

function enter({ port, token }: Gateway, key: string, mover: string): Promise<Answer<Applied>> {
  const input = {
    ...{ idempotencyKey: key, kind: 'MOVE_WITHIN', atenaNumber: mover, movedOn: TODAY, notifiedOn: TODAY },
    address: HERE(`見本町${key.length}丁目９９番`, key),
  };
  return ask<Applied>(port, { query: APPLY, variables: { input }, token, purpose: 'INTEGRATION' });
}

test(
  `${KILLS} kills of the gateway while movements are entered: each is entered once, and the feed has every one that was told`,
  async () => {
    const told: { readonly key: string; readonly mover: string; readonly id: string }[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const child = await startChildGateway(data, city.files.environment);
      const gateway = { port: child.port, token: await demoToken(data, 'registry') };
      const before = told.length;
      const work = async (client: number) => {
        for (let at = 0; ; at++) {
          const [key, mover] = [`kill-${kill}-${client}-${at}-key`, movers[client] ?? ''];
          const id = (await enter(gateway, key, mover)).data.applyMovement?.change?.id;
          if (id !== undefined) told.push({ key, mover, id });
        }
      };
      const working = Array.from({ length: CLIENTS }, (_, client) => work(client).catch(() => undefined));
      await until(() => (told.length > before + 1 + Math.random() * CLIENTS ? true : null));
      await killNow(child);
      await Promise.all(working);
    }
    // What was told stands; the same key tells the same, and enters no second one.
    const last = await startChildGateway(data, city.files.environment);
    const gateway = { port: last.port, token: await demoToken(data, 'registry') };
    const some = told.at(-1) as (typeof told)[number];
    expect((await enter(gateway, some.key, some.mover)).data.applyMovement?.change?.id).toBe(some.id);
    const seen: string[] = [];
    const token = await demoToken(data, 'address-name');
    for (let after: string | null = null, more = true; more;) {
      const variables = { after, first: 5 };
      const page: Answer<Changes> = await ask<Changes>(gateway.port, {
        ...{ query: CHANGES, variables, token, purpose: 'INTEGRATION' },
      });
      const { edges, pageInfo } = page.data.residentChanges;
      seen.push(...edges.map(({ node }) => node.id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    await killNow(last);

    expect(new Set(seen).size).toBe(seen.length);
    expect(told.filter(({ id }) => !seen.includes(id))).toEqual([]);
    const taken = city.files.rows(
      'registry',
      'SELECT UKE_ID AS id, UKE_NO AS n FROM JUKI_RENKEI ORDER BY UKE_NO',
    );
    expect(taken.map(({ n }) => n)).toEqual(taken.map((_row, at) => at + 1));
    const keys = loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });
    expect(await verifyLog(join(data, 'audit'), secretsOf(keys))).toMatchObject({ whole: true });
    const acts: ActRecord[] = [];
    for await (const { record } of readRecords(join(data, 'audit'), keys))
      if (record.kind === 'ACT') acts.push(record);
    for (const { id } of taken)
      expect(acts.filter((act) => act.id === id).map(({ phase }) => phase)).toEqual(
        expect.arrayContaining(['INTENT', 'OUTCOME']),
      );
  },
  120_000 + KILLS * 40_000,
);
