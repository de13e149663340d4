import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ExchangeRefused, type Inquiry } from '../../../adapters/intermediate-server/model.js';
import {
  BENEFITS,
  dose,
  INSURER,
  KOGANEI,
  KOKUBUNJI,
  PEOPLE,
  PERMISSIONS,
  sealed,
  SPECIAL_MEASURES,
  startWorld,
  VACCINATIONS,
  type World,
} from '../../support/intermediate/world.js';
import { checkInvariants, Witness } from './invariants.js';

/** Longer: `SEKISHO_HISTORIES=500 npx jest test/unit/mock-intermediate/histories`. */
const RUNS = Number(process.env['SEKISHO_HISTORIES'] ?? 40);

const MINUTE = 60_000;
const TENANTS = [KOGANEI, KOKUBUNJI, INSURER] as const;
const ITEMS = [VACCINATIONS, SPECIAL_MEASURES, BENEFITS] as const;

const tenant = fc.constantFrom(...TENANTS);
const person = fc.constantFrom(...PEOPLE);
const item = fc.constantFrom(...ITEMS);
const which = fc.nat(30);

/** Everything that can happen, in any order and as often as it likes. */
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      from: tenant,
      to: tenant,
      person,
      item,
      row: fc.constantFrom('16の2', '17', '115の2', '16の3'),
      hidden: fc.boolean(),
      lost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), which }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('advance' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      which,
      how: fc.constantFrom('APPROVE', 'APPROVE_STALE', 'REJECT'),
      lost: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('restrict' as const),
      at: tenant,
      person,
      item,
      noAutomaticAnswer: fc.option(fc.boolean()),
      nonDisclosure: fc.option(fc.boolean()),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('copy' as const),
      at: tenant,
      person,
      item,
      text: fc.constantFrom('one', 'other', ''),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      by: fc.constantFrom(MINUTE, 16 * MINUTE, 25 * 60 * MINUTE, 8 * 24 * 60 * MINUTE, -MINUTE, -60 * MINUTE),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('answers' as const),
      fault: fc.constantFrom('NEVER' as const, 'LATE' as const, 'TWICE' as const, 'OUT_OF_ORDER' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lists' as const), held: fc.boolean() }) },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** Plays a history against the stand-in, through the adapter of each institution. */
class Player {
  private readonly asked: { readonly from: string; readonly person: number; readonly inquiry: Inquiry }[] =
    [];
  private readonly read: {
    readonly at: string;
    readonly processingNumber: string;
    readonly contentHash: string;
  }[] = [];

  constructor(
    private readonly world: World,
    private readonly clock: { now: number },
    private readonly list: { version: string },
    private readonly witness: Witness,
  ) {}

  async play(what: Event): Promise<void> {
    switch (what.kind) {
      case 'ask': {
        const { from, to, item: code, row, hidden } = what;
        const inquiry: Inquiry = {
          requestId: randomUUID(),
          row,
          provider: to,
          items: [code],
          condition: { kind: 'ALL' },
          hidden,
        };
        this.asked.push({ from, person: what.person, inquiry });
        if (what.lost) this.world.mock.faults.lost.push('SKI01');
        return this.send(this.asked.length - 1);
      }
      case 'repeat':
        return this.asked.length === 0 ? undefined : this.send(what.which % this.asked.length);
      case 'advance':
        return this.world.mock.advance();
      case 'decide':
        return this.decide(what);
      case 'restrict': {
        const { at, noAutomaticAnswer, nonDisclosure } = what;
        await this.world
          .of(at)
          .restrict(
            { requestId: randomUUID(), items: [what.item], noAutomaticAnswer, nonDisclosure },
            sealed(at, what.person),
            this.call(),
          );
        return;
      }
      case 'copy': {
        const { at, item: code, text } = what;
        const copies = text === '' ? [] : [dose(code, `${text} of ${what.person} at ${at}`)];
        const { registered } = await this.world
          .of(at)
          .registerCopies(
            randomUUID(),
            [{ subject: sealed(at, what.person), item: code, copies }],
            this.call(),
          );
        if (registered === 1 && text !== '')
          this.witness.registered(at, what.person, `${text} of ${what.person} at ${at}`);
        return;
      }
      case 'clock':
        this.clock.now += what.by;
        return;
      case 'restart':
        return this.world.restart();
      case 'answers':
        this.world.mock.faults.answers.push(what.fault);
        return;
      case 'lists':
        this.world.mock.faults.listsHeld = what.held;
        this.list.version = randomUUID().slice(0, 16);
        return;
    }
  }

  private call() {
    return { staff: 'A-1', signal: AbortSignal.timeout(10_000) };
  }

  /** What the server refuses, and what is lost on the way, is part of the story. */
  private async send(which: number): Promise<void> {
    const asked = this.asked[which];
    if (asked === undefined) return;
    await this.world
      .of(asked.from)
      .request(asked.inquiry, sealed(asked.from, asked.person), this.call())
      .catch(isPartOfIt);
    this.world.mock.faults.lost.length = 0;
  }

  private async decide({ which, how, lost }: Extract<Event, { kind: 'decide' }>): Promise<void> {
    const at = TENANTS[which % TENANTS.length] ?? KOGANEI;
    const adapter = this.world.of(at);
    const waiting = await adapter.provisions(
      { states: ['AWAITING_APPROVAL'], subject: null, after: null, max: 50 },
      this.call(),
    );
    const one = waiting[which % Math.max(1, waiting.length)];
    if (one === undefined) return;
    const { processingNumber } = one;
    if (lost) this.world.mock.faults.lost.push(how === 'REJECT' ? 'TKY04' : 'TKY03');
    const fresh = (await adapter.provision(processingNumber, this.call()))?.payload.contentHash ?? '';
    const stale =
      this.read.find((before) => before.at === at && before.processingNumber === processingNumber)
        ?.contentHash ?? fresh;
    this.read.push({ at, processingNumber, contentHash: fresh });
    const requestId = randomUUID();
    const work =
      how === 'REJECT'
        ? adapter.reject({ requestId, processingNumber }, this.call())
        : adapter.approve(
            { requestId, processingNumber, contentHash: how === 'APPROVE' ? fresh : stale },
            this.call(),
          );
    await work.catch(isPartOfIt);
    this.world.mock.faults.lost.length = 0;
  }
}

function isPartOfIt(error: unknown): void {
  if (error instanceof ExchangeRefused) return;
  if (error instanceof Error && error.name === 'SourceError') return;
  throw error;
}

test(
  `in ${RUNS} histories of any order no permit is used twice, no answer goes astray, and no record is missing`,
  async () => {
    const reached = new Map<string, number>();
    const isFar = () => reached.has('ANSWERED') && reached.has('REFUSED');
    const run = () =>
      fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 20, maxLength: 60 }), async (events) => {
          const clock = { now: Date.parse('2023-06-27T00:00:00Z') };
          const list = { version: PERMISSIONS.version };
          const witness = new Witness();
          const world = await startWorld({
            manual: true,
            clock: () => clock.now,
            permissions: () => ({ ...PERMISSIONS, version: list.version }),
          });
          try {
            const player = new Player(world, clock, list, witness);
            for (const what of events) {
              await player.play(what);
              checkInvariants(world.mock.state, witness);
            }
            world.mock.advance();
            checkInvariants(world.mock.state, witness);
            for (const { state } of world.mock.state
              .prepare<[], { state: string }>('SELECT state FROM inquiry')
              .all())
              reached.set(state, (reached.get(state) ?? 0) + 1);
          } finally {
            await world.end();
          }
        }),
        { numRuns: RUNS },
      );
    await run();
    // A run that never got so far would have proved nothing: where chance has kept it short, there are others.
    for (let more = 0; more < 4 && !isFar(); more++) await run();
    expect([...reached.keys()]).toEqual(expect.arrayContaining(['ANSWERED', 'REFUSED']));
  },
  60_000 + 5 * RUNS * 3_000,
);
