import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressName } from '../../../adapters/address-name/model.js';
import type { ReadAnswer } from '../../../adapters/intermediate-server/model.js';
import type { RecordBody } from '../../../src/audit/record/record.js';
import { Exchange } from '../../../src/linkage/exchange.js';
import { inquiryOf } from '../../../src/linkage/inquiry-of.js';
import { LinkageLog } from '../../../src/linkage/linkage-log.js';
import { LinkageStore } from '../../../src/linkage/linkage-store.js';
import type { RequestRow } from '../../../src/linkage/rows.js';
import {
  KOGANEI,
  KOKUBUNJI,
  sealed,
  startWorld,
  VACCINATIONS,
  type World,
} from '../../support/intermediate/world.js';

/** Two processes at one inquiry: each holds a row as it was when it read it, and the other has moved on. */

const PERSON = sealed(KOGANEI, 1);
const signal = AbortSignal.timeout(60_000);
const NUMBER = '20230627000000000001';
let folder: string;
let world: World;
let store: LinkageStore;
let alarms: string[];
/** Whether the person is under support measures by now. */
let isClosed: boolean;
let records: RecordBody[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-exchange-'));
  world = await startWorld();
  store = await LinkageStore.open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
  [alarms, records, isClosed] = [[], [], false];
});
afterEach(async () => {
  await store.close();
  await world.end();
  rmSync(folder, { recursive: true });
});

function exchange(): Exchange {
  const nobody = () => Promise.resolve([]);
  const address: Pick<AddressName, 'loadMany' | 'loadNumbers'> = {
    loadNumbers: nobody,
    loadMany: () =>
      Promise.resolve([{ atenaNumber: '000000000000001', healthNumbers: [], integratedNumber: PERSON }]),
  };
  const seal = (body: RecordBody) => Promise.resolve(records.push(body));
  return new Exchange({
    sources: {
      address,
      registry: {
        loadPolicyAttributes: nobody,
        loadSupportMeasures: () => Promise.resolve({ inForce: [], unreadable: 0, withoutKey: 0, gone: 0 }),
      },
      ask: (_, live, read) => read(live),
      send: (_, live, write) => write(live),
    },
    server: world.of(KOGANEI),
    isClosed: async () => isClosed,
    ...{ store, log: new LinkageLog({ seal, pseudonym: () => 'P' }) },
    now: () => '2023-06-27T00:00:00.000Z',
    onOpen: () => undefined,
    onAlarm: (_, reason) => void alarms.push(reason),
  });
}

async function sent(more: Partial<RequestRow> = {}): Promise<RequestRow> {
  const at = '2023-06-27T00:00:00.000Z';
  const row: RequestRow = {
    ...{
      id: randomUUID(),
      account: 'number-clerk',
      purpose: 'HISTORY',
      caseNumber: 'K-1',
      atenaNumber: '000000000000001',
    },
    ...{
      row: '16の2',
      article: '第12条の2',
      citation: '番号法',
      basisConflict: 0,
      provider: KOKUBUNJI,
      items: VACCINATIONS,
    },
    ...{
      periodFrom: null,
      periodTo: null,
      hidden: 0,
      state: 'SENT',
      requestedAt: at,
      changedAt: at,
      processingNumber: NUMBER,
    },
    ...{ refusalCode: null, refusalArticle: null, quarantine: null, answerHash: null },
    ...more,
  };
  const act = {
    id: 'a'.repeat(43),
    action: 'requestInformation',
    content: 'c'.repeat(43),
    requestId: row.id,
    outcome: null,
    at,
    facts: null,
  };
  await store.begin(act, row);
  return row;
}

function answerTo(row: RequestRow, hash: string): ReadAnswer {
  return {
    ...{
      requestId: row.id,
      processingNumber: NUMBER,
      row: row.row,
      items: [VACCINATIONS],
      provider: KOKUBUNJI,
      inquirer: KOGANEI,
    },
    ...{
      conditionHash: world.of(KOGANEI).conditionHash(inquiryOf(row), PERSON),
      isAbout: () => true,
      whole: true,
    },
    ...{ answeredAt: row.requestedAt, content: { copies: [] }, contentHash: hash.repeat(43) },
  };
}

test('the same answer, taken by both, is one answer', async () => {
  const row = await sent();
  await exchange().receive(row, answerTo(row, 'h'), signal);
  expect(await exchange().receive(row, answerTo(row, 'h'), signal)).toMatchObject({ state: 'ANSWERED' });
  expect(alarms).toEqual([]);
});

test('another answer than the one the other process took sets the inquiry aside', async () => {
  const row = await sent();
  await exchange().receive(row, answerTo(row, 'h'), signal);
  expect(await exchange().receive(row, answerTo(row, 'i'), signal)).toMatchObject({
    state: 'QUARANTINED',
    quarantine: 'SECOND_ANSWER',
  });
  expect([await store.count(['QUARANTINED']), alarms]).toEqual([1, ['SECOND_ANSWER']]);
});

test('what one process sets aside does not stay answered because the other has just taken it', async () => {
  const row = await sent();
  await exchange().receive(row, answerTo(row, 'h'), signal);
  expect(await exchange().receive(row, null, signal)).toMatchObject({
    state: 'QUARANTINED',
    quarantine: 'SIGNATURE',
  });
  expect((await store.request(row.id))?.state).toBe('QUARANTINED');
});

test('what was set aside stays so, whatever arrives', async () => {
  const row = await sent();
  await exchange().quarantine(row, 'SIGNATURE');
  expect(await exchange().receive(row, answerTo(row, 'h'), signal)).toMatchObject({
    state: 'QUARANTINED',
    quarantine: 'SIGNATURE',
  });
});

test('docs/attacks.md W13: of whom a measure has come to protect meanwhile, what waited leaves for no municipality', async () => {
  const call = { signal, staff: 'A-1' };
  const ended = async (more: Partial<RequestRow>) => {
    const row = await sent({ state: 'UNSENT', processingNumber: null, ...more });
    const { state, refusalCode } = await exchange().submit(row, call);
    const [atServer] = await world.of(KOGANEI).inquiries([row.id], call);
    return [state, refusalCode, atServer !== null];
  };
  isClosed = true;
  expect(await ended({})).toEqual(['REFUSED', 'NOT_PROVIDED', false]);
  expect(records).toMatchObject([{ phase: 'OUTCOME', result: 'REFUSED' }]);
  isClosed = false;
  const [, , left] = await ended({});
  expect(left).toBe(true);
});

test('each end is in the log before it is in the store', async () => {
  const row = await sent();
  const refusing = exchange();
  jest.spyOn(store, 'move').mockRejectedValueOnce(new Error('the store is gone'));
  await expect(refusing.receive(row, answerTo(row, 'h'), signal)).rejects.toThrow('the store is gone');
  expect(records).toMatchObject([{ kind: 'LINKAGE', phase: 'OUTCOME', result: 'ANSWERED', id: row.id }]);
});
