import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { RecordSystemRefused } from '../../../adapters/vaccination-record-system/model.js';
import { couponLineOf } from '../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import type { FlagRequest } from '../../../adapters/vaccination-record-system/protocol/targets.js';
import { addDays } from '../../../src/calendar/plain-date.js';
import {
  as,
  dose,
  flag,
  ground,
  known,
  MUNICIPALITIES,
  PEOPLE,
  registration,
  sealedNumber,
  startVrsWorld,
  type VrsWorld,
} from '../../support/vrs/world.js';

/** Longer: `SEKISHO_HISTORIES=500 npx jest test/unit/mock-vrs/histories`. */
const RUNS = Number(process.env['SEKISHO_HISTORIES'] ?? 25);
const BEGINS = '2023-06-27';

const at = fc.constantFrom(...MUNICIPALITIES);
const person = fc.constantFrom(...PEOPLE);
const lost = fc.boolean();
const which = fc.nat(40);

/** Everything that can happen, in any order and as often as it likes. */
const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('register' as const), at, person, lost }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reissue' as const), at, person, lost }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('dose' as const),
      at,
      person,
      number: fc.integer({ min: 1, max: 3 }),
      back: fc.nat(30),
      lost,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('correct' as const), which, back: fc.nat(30), lost }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which, lost }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{
        kind: fc.constant('flag' as const),
        at,
        person,
        death: fc.boolean(),
        ahead: fc.integer({ min: -10, max: 10 }),
      },
      ...{ planned: fc.boolean(), lost },
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which, lost }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('inquire' as const), at, to: at, person, lost }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('days' as const), by: fc.integer({ min: 1, max: 12 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

interface Told {
  readonly at: string;
  readonly id: string;
}

/** Plays a history, remembers what was told, and works out by itself what must hold. */
class Player {
  private coupons = 0;
  private readonly calls: (() => Promise<unknown>)[] = [];
  readonly doses: Told[] = [];
  readonly provided: Told[] = [];
  private readonly flags: { readonly at: string; readonly request: FlagRequest }[] = [];
  /** Per municipality and person: flags that stand, and those whose movement was cancelled. */
  private readonly cancelled = new Set<string>();

  constructor(
    private readonly world: VrsWorld,
    private readonly calendar: { today: string },
  ) {}

  async play(what: Event): Promise<void> {
    switch (what.kind) {
      case 'register':
      case 'reissue': {
        const { at: where, person: who } = what;
        const request = { ...registration(where, who, this.newCoupon()), issuedOn: this.calendar.today };
        const { requestId, person: number, coupon, issuedOn } = request;
        const reissue = { requestId, person: number, coupon, issuedOn, reason: 'LOST' as const };
        return this.send(what.lost ? (what.kind === 'register' ? 'TGT01' : 'CPN01') : null, () =>
          what.kind === 'register'
            ? this.world.of(where).register(request, as())
            : this.world.of(where).reissueCoupon(reissue, as()),
        );
      }
      case 'dose': {
        const line = this.lineOf(what.at, what.person, what.number);
        if (line === null) return;
        const request = dose(line, { day: addDays(this.calendar.today, -what.back), givenIn: what.at });
        return this.send(what.lost ? 'DOS01' : null, async () => {
          await this.world.of(what.at).recordDose(request, as());
          this.doses.push({ at: what.at, id: request.requestId });
        });
      }
      case 'correct':
      case 'withdraw': {
        const one = this.doses[what.which % Math.max(1, this.doses.length)];
        if (one === undefined) return;
        return this.change(one, what);
      }
      case 'flag': {
        const kind = what.death ? 'DEATH' : 'MOVE_OUT';
        const effectiveOn = addDays(this.calendar.today, what.ahead);
        const request = flag(what.at, what.person, { kind, effectiveOn, planned: what.planned });
        return this.send(what.lost ? 'FLG01' : null, async () => {
          await this.world.of(what.at).setFlag(request, as());
          this.flags.push({ at: what.at, request });
        });
      }
      case 'cancel': {
        const one = this.flags[what.which % Math.max(1, this.flags.length)];
        if (one === undefined) return;
        const cancel = { requestId: randomUUID(), movement: one.request.movement };
        return this.send(what.lost ? 'FLG02' : null, async () => {
          await this.world.of(one.at).cancelFlag(cancel, as());
          this.cancelled.add(one.request.movement);
        });
      }
      case 'inquire': {
        const asked = ground();
        return this.send(what.lost ? 'INQ01' : null, async () => {
          await this.world.of(what.at).inquire(what.to, sealedNumber(what.person), asked, as());
          this.provided.push({ at: what.at, id: asked.requestId });
        });
      }
      case 'repeat':
        return this.again(what.which);
      case 'days':
        this.calendar.today = addDays(this.calendar.today, what.by);
        return;
      case 'restart':
        return this.world.restart();
    }
  }

  /** What was told of is there; a cancelled movement holds nothing; each person has at most one valid coupon. */
  async check(): Promise<void> {
    const { state } = this.world.mock;
    for (const { at: where, id } of this.doses)
      expect(
        state.prepare('SELECT count(*) AS n FROM dose WHERE institution = ? AND id = ?').get(where, id),
      ).toEqual({ n: 1 });
    for (const { at: where, id } of this.provided)
      expect(
        state
          .prepare('SELECT count(*) AS n FROM inquiry WHERE inquirer = ? AND request_id = ?')
          .get(where, id),
      ).toEqual({ n: 1 });
    const twice = `SELECT person, dose FROM dose WHERE withdrawn = 0 GROUP BY institution, person, dose HAVING count(*) > 1`;
    expect(state.prepare(twice).all()).toEqual([]);
    const versions = `SELECT d.id FROM dose d WHERE d.version - 1 <>
      (SELECT count(*) FROM dose_before b WHERE b.institution = d.institution AND b.id = d.id)`;
    expect(state.prepare(versions).all()).toEqual([]);
    for (const municipality of MUNICIPALITIES) await this.checkArea(municipality);
  }

  private async checkArea(municipality: string): Promise<void> {
    const ours = PEOPLE.map((one) => known(municipality, one));
    const targets = await this.world.of(municipality).targets(ours, as());
    for (const target of targets.filter((one) => one !== null)) {
      expect(target.coupons.filter(({ voidedOn }) => voidedOn === null)).toHaveLength(1);
      const open = target.flags.filter(({ state: now }) => now === 'IN_FORCE');
      expect(target.state === 'ACTIVE').toBe(open.length === 0);
      for (const { movement, effectiveOn, state: now } of target.flags) {
        if (this.cancelled.has(movement)) expect(now).toBe('CANCELLED');
        if (now === 'IN_FORCE') expect(effectiveOn <= this.calendar.today).toBe(true);
        if (now === 'PENDING') expect(effectiveOn > this.calendar.today).toBe(true);
      }
    }
    // By another's number of a person nothing is there, whatever the other has.
    for (const other of MUNICIPALITIES.filter((one) => one !== municipality)) {
      const theirs = PEOPLE.map((one) => known(other, one));
      expect(await this.world.of(municipality).targets(theirs, as())).toEqual(theirs.map(() => null));
      expect((await this.world.of(municipality).doses(theirs, as())).flat()).toEqual([]);
    }
  }

  private newCoupon(): string {
    this.coupons += 1;
    return String(this.coupons).padStart(10, '0');
  }

  private lineOf(where: string, who: number, number: number): string | null {
    const row = this.world.mock.state
      .prepare('SELECT coupon FROM coupon WHERE institution = ? AND person = ? ORDER BY coupon DESC LIMIT 1')
      .get(where, known(where, who)) as { coupon: string } | undefined;
    return row === undefined
      ? null
      : couponLineOf({ kind: '1', dose: number, municipality: where, coupon: row.coupon });
  }

  private change(
    { at: where, id }: Told,
    what: Extract<Event, { kind: 'correct' | 'withdraw' }>,
  ): Promise<void> {
    const row = this.world.mock.state
      .prepare('SELECT * FROM dose WHERE institution = ? AND id = ?')
      .get(where, id) as {
      readonly version: number;
      readonly coupon: string;
      readonly dose: number;
    };
    const { version, coupon, dose: number } = row;
    const key = { requestId: randomUUID(), id, version };
    if (what.kind === 'withdraw')
      return this.send(what.lost ? 'DOS03' : null, () =>
        this.world.of(where).withdrawDose({ ...key, reason: 'OTHER' }, as()),
      );
    const day = addDays(this.calendar.today, -what.back);
    const { requestId: _id, line: _line, reading: _reading, ...facts } = dose('', { day, givenIn: where });
    return this.send(what.lost ? 'DOS02' : null, () =>
      this.world.of(where).correctDose({ ...key, ...facts, coupon, dose: number, reason: 'WRONG_DAY' }, as()),
    );
  }

  /** A call, whose answer may be lost: it is sent again then, and nothing is done by that. */
  private async send(
    operation: VrsWorld['mock']['faults']['lost'][number] | null,
    call: () => Promise<unknown>,
  ): Promise<void> {
    this.calls.push(call);
    if (operation !== null) this.world.mock.faults.lost.push(operation);
    await call().catch(isPartOfIt);
    this.world.mock.faults.lost.length = 0;
    if (operation !== null) await this.unchanged(call);
  }

  private async again(nth: number): Promise<void> {
    const call = this.calls[nth % Math.max(1, this.calls.length)];
    if (call !== undefined) await call().catch(isPartOfIt);
  }

  private async unchanged(call: () => Promise<unknown>): Promise<void> {
    const before = this.content();
    await call().catch(isPartOfIt);
    expect(this.content()).toEqual(before);
  }

  private content(): unknown {
    return ['target', 'coupon', 'dose', 'dose_before', 'flag', 'inquiry', 'act'].map((table) =>
      this.world.mock.state.prepare(`SELECT * FROM ${table}`).all(),
    );
  }
}

function isPartOfIt(error: unknown): void {
  if (error instanceof RecordSystemRefused) return;
  if (error instanceof Error && error.name === 'SourceError') return;
  throw error;
}

test(
  `in ${RUNS} histories of any order no record is lost or doubled, nobody sees another's, and a cancelled move holds nothing`,
  async () => {
    const reached = { doses: 0, provided: 0 };
    const isFar = () => reached.doses > RUNS && reached.provided > 0;
    const run = () =>
      fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 20, maxLength: 50 }), async (events) => {
          const calendar = { today: BEGINS };
          const world = await startVrsWorld({ today: () => calendar.today });
          try {
            const player = new Player(world, calendar);
            for (const what of events) await player.play(what);
            await player.check();
            reached.doses += player.doses.length;
            reached.provided += player.provided.length;
          } finally {
            await world.end();
          }
        }),
        { numRuns: RUNS },
      );
    await run();
    // A run that never got so far would have proved nothing: where chance has kept it short, there are others.
    for (let more = 0; more < 4 && !isFar(); more++) await run();
    expect(reached.doses).toBeGreaterThan(RUNS);
    expect(reached.provided).toBeGreaterThan(0);
  },
  60_000 + 5 * RUNS * 3_000,
);
