import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import Database from 'better-sqlite3';
import { openRecordSystem } from '../../adapters/vaccination-record-system/adapter.js';
import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import { couponLineOf } from '../../adapters/vaccination-record-system/protocol/coupon-line.js';
import { someOf } from '../support/effort.js';
import { ROOT } from '../support/gateway.js';
import {
  as,
  dose,
  flag,
  ground,
  known,
  KOGANEI,
  KOKUBUNJI,
  registration,
  sealedNumber,
} from '../support/vrs/world.js';

/** Everything that changes something there. */
const OPERATIONS = [
  ...(['TGT01', 'CPN01', 'DOS01', 'DOS02', 'FLG01', 'FLG02', 'INQ01', 'FLG03'] as const),
  ...(['APP01', 'APP03', 'APP04', 'DOS03'] as const),
];
const MOMENTS = someOf(
  'moments of a kill of the vaccination record system',
  ['before', 'within', 'after'].flatMap((when) => OPERATIONS.map((name) => `${when} ${name}`)),
  // The short run keeps those at which a record could be lost, or made twice.
  { every: 9, always: (moment) => /^(within|after) (DOS01|INQ01)$/.test(moment) },
);

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sekisho-vrs-kill-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The stand-in, each time it has been killed a new process on the same port and state. */
class Process {
  private child: ChildProcess | null = null;
  private lines: Interface | null = null;
  private url = '';
  kills = 0;

  async start(): Promise<void> {
    const port = this.url === '' ? '0' : new URL(this.url).port;
    const args = [
      '-r',
      join(ROOT, 'test/support/ts-hook.cjs'),
      join(ROOT, 'test/support/vrs/vrs-process.ts'),
      folder,
      port,
    ];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    if (child.stdout === null) throw new TypeError('The process has an output');
    this.child = child;
    this.lines = createInterface({ input: child.stdout });
    this.url = String(((await once(this.lines, 'line')) as [string])[0]);
  }

  async arm(moment: string): Promise<void> {
    const answered = once(this.lines ?? process, 'line');
    this.child?.stdin?.write(`${moment}\n`);
    await answered;
  }

  /** Does the call, killed at the moment and sent again to the next process. */
  async killedAt<T>(moment: string, call: () => Promise<T>): Promise<T> {
    await this.arm(moment);
    const died = once(this.child ?? process, 'exit');
    await expect(call()).rejects.toMatchObject({ name: 'SourceError' });
    expect(await died).toEqual([null, 'SIGKILL']);
    this.kills += 1;
    await this.start();
    return call();
  }

  async end(): Promise<void> {
    const died = once(this.child ?? process, 'exit');
    this.child?.kill('SIGKILL');
    await died;
  }

  adapter(municipality: string): VaccinationRecordSystem {
    const file = readFileSync(join(folder, 'keys', `vrs-${municipality}.json`), 'utf8');
    const { privateKey } = JSON.parse(file) as { privateKey: Record<string, string> };
    const key = createPrivateKey({ key: privateKey, format: 'jwk' });
    return openRecordSystem({
      url: new URL(this.url),
      credentials: { institution: municipality, privateKey: key },
    });
  }
}

/** What a municipality does for one person, each step under an id of its own. */
function stepsOf(vrs: VaccinationRecordSystem, person: number) {
  const coupon = (nth: number): string => `00000${person}000${nth}`;
  const register = registration(KOGANEI, person, coupon(1));
  const { person: number } = register;
  const given = dose(couponLineOf({ kind: '1', dose: 1, municipality: KOGANEI, coupon: coupon(2) }));
  const { requestId: id, line: _line, reading: _reading, ...facts } = given;
  const move = flag(KOGANEI, person);
  const [again, right, cancel, accept] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [shield, hand, undo] = [randomUUID(), randomUUID(), randomUUID()];
  const counter = {
    requestId: randomUUID(),
    person: number,
    kind: 'DOMESTIC' as const,
    identityCheck: 'DOCUMENTS' as const,
  };
  const asked = ground();
  const steps: Record<(typeof OPERATIONS)[number], () => Promise<unknown>> = {
    TGT01: () => vrs.register(register, as()),
    CPN01: () =>
      vrs.reissueCoupon(
        { requestId: again, person: number, coupon: coupon(2), issuedOn: '2021-05-10', reason: 'LOST' },
        as(),
      ),
    DOS01: () => vrs.recordDose(given, as()),
    DOS02: () =>
      vrs.correctDose(
        {
          ...facts,
          requestId: right,
          id,
          version: 1,
          coupon: coupon(2),
          dose: 1,
          lot: 'FF2018',
          reason: 'WRONG_LOT',
        },
        as(),
      ),
    FLG01: () => vrs.setFlag(move, as()),
    FLG02: () => vrs.cancelFlag({ requestId: cancel, movement: move.movement }, as()),
    FLG03: () => vrs.protect({ requestId: shield, person: number, protected: true }, as()),
    INQ01: () => vrs.inquire(KOKUBUNJI, sealedNumber(person), asked, as()),
    APP01: () => vrs.applyAtCounter(counter, as()),
    APP03: () =>
      vrs.decideApplication({ requestId: accept, id: counter.requestId, decision: 'ACCEPT' }, as()),
    APP04: () => vrs.markIssued({ requestId: hand, id: counter.requestId }, as()),
    DOS03: () => vrs.withdrawDose({ requestId: undo, id, version: 2, reason: 'OTHER' }, as()),
  };
  return steps;
}

test('killed before, within and after each step it goes on where it was: nothing is lost, nothing is done twice', async () => {
  const server = new Process();
  await server.start();
  const vrs = server.adapter(KOGANEI);
  for (const [at, when] of ['before', 'within', 'after'].entries()) {
    const steps = stepsOf(vrs, at + 1);
    for (const name of OPERATIONS) {
      const moment = `${when} ${name}`;
      await (MOMENTS.includes(moment) ? server.killedAt(moment, steps[name]) : steps[name]());
    }
  }
  await server.end();
  expect(server.kills).toBe(MOMENTS.length);
  const state = new Database(join(folder, 'state.sqlite'), { readonly: true });
  const rows = (sql: string): unknown[] => state.prepare(sql).all();
  const persons = [1, 2, 3].map((person) => known(KOGANEI, person));
  expect(rows('SELECT person, protected FROM target ORDER BY person')).toEqual(
    persons.map((person) => ({ person, protected: 1 })),
  );
  expect(
    rows(
      'SELECT person, sum(voided_on IS NULL) AS valid, count(*) AS n FROM coupon GROUP BY person ORDER BY person',
    ),
  ).toEqual(persons.map((person) => ({ person, valid: 1, n: 2 })));
  expect(rows('SELECT person, version, locked, lot, withdrawn FROM dose ORDER BY person')).toEqual(
    persons.map((person) => ({ person, version: 3, locked: 1, lot: 'FF2018', withdrawn: 1 })),
  );
  // Nothing that a dose once was is lost: as it was recorded, and as it was corrected to.
  expect(rows('SELECT version, count(*) AS n FROM dose_before GROUP BY version ORDER BY version')).toEqual(
    [1, 2].map((version) => ({ version, n: persons.length })),
  );
  expect(rows('SELECT cancelled FROM flag')).toEqual(persons.map(() => ({ cancelled: 1 })));
  expect(rows('SELECT provider FROM inquiry')).toEqual(persons.map(() => ({ provider: KOKUBUNJI })));
  expect(rows('SELECT state FROM application')).toEqual(persons.map(() => ({ state: 'ISSUED' })));
  expect(rows('SELECT operation, count(*) AS n FROM act GROUP BY operation ORDER BY operation')).toEqual(
    [...OPERATIONS].sort().map((operation) => ({ operation, n: 3 })),
  );
  state.close();
}, 240_000);
