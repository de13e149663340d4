import {
  ground as groundSchema,
  type Ground,
  type InquiryAnswer,
} from '../../../adapters/vaccination-record-system/protocol/inquiries.js';
import type { RequestOf, ResponseOf } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import { HARD_TO_OBTAIN_FROM } from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { isoInstant, type Caller } from '../signed-calls/caller.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import type { Doses } from './doses.js';
import { numberDigest, refuse, type Parts } from './parts.js';
import type { Targets } from './targets.js';

interface InquiryRow {
  readonly inquirer: string;
  readonly request_id: string;
  readonly provider: string;
  readonly at: string;
  readonly outcome: InquiryAnswer['outcome'];
  readonly need: Ground['need'];
  readonly consent: Ground['consent'];
  readonly hidden: number;
}

/**
 * Inquiry and provision between municipalities under art. 19(16): one person, one need, on a ground. The number that
 * comes in is hashed at once; it goes nowhere, and nobody is told it.
 */
export class Inquiries {
  private readonly digest: (number: string) => string;

  constructor(
    private readonly parts: Parts,
    private readonly rooms: {
      readonly targets: Targets;
      readonly doses: Doses;
      readonly acts: IdempotentActs;
    },
  ) {
    this.digest = numberDigest(parts.state);
  }

  inquire(caller: Caller, request: RequestOf<'INQ01'>, given: unknown): InquiryAnswer {
    const ground = this.checkGround(given);
    const { municipality } = request;
    const digest = this.digest(request.individualNumber);
    const { requestId, ...rest } = ground;
    // The hash of a number without a key is a number (PPC Q9-2): only the keyed one is part of what is remembered.
    const remembered = { requestId, municipality, digest, ...rest };
    return this.rooms.acts.once(caller, 'INQ01', remembered, () =>
      this.answer(caller, { municipality, digest }, ground),
    );
  }

  records({ institution }: Caller, { persons }: RequestOf<'INQ02'>): ResponseOf<'INQ02'> {
    return {
      records: persons.flatMap((person) => {
        const link = this.rooms.targets.linkOf(institution, person);
        return link === null ? [] : this.recordsOf(institution, link).map((one) => ({ ...one, person }));
      }),
    };
  }

  private checkGround(given: unknown): Ground {
    const read = groundSchema.safeParse(given);
    if (!read.success) return refuse('NO_GROUND');
    const tooEarly = read.data.consent === 'HARD_TO_OBTAIN' && this.parts.today() < HARD_TO_OBTAIN_FROM;
    return tooEarly ? refuse('NO_GROUND') : read.data;
  }

  private answer(
    { institution }: Caller,
    { municipality, digest }: { readonly municipality: string; readonly digest: string },
    { requestId, need, consent }: Ground,
  ): InquiryAnswer {
    const { targets, doses } = this.rooms;
    if (municipality === institution) refuse('INVALID');
    if (!this.isMunicipality(municipality)) refuse('NOT_FOUND');
    const link = this.linkOf(digest) ?? refuse('NOT_FOUND');
    const ours = targets.require(institution, this.personOf(institution, link) ?? refuse('NOT_FOUND'));
    if (targets.stateOn(institution, ours.person, this.parts.today()) !== 'ACTIVE') refuse('NOT_A_TARGET');
    const there = this.personOf(municipality, link);
    const theirs = there === null ? null : targets.find(municipality, there);
    const hidden = ours.protected === 1 || theirs?.protected === 1;
    const provided = hidden || theirs === null ? [] : doses.of(municipality, theirs.person);
    const outcome = provided.length > 0 ? 'PROVIDED' : 'NOT_PROVIDED';
    const answeredAt = isoInstant(this.parts.clock());
    this.parts.state
      .prepare('INSERT INTO inquiry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(institution, requestId, municipality, link, answeredAt, outcome, need, consent, Number(hidden));
    return {
      ...{ requestId, municipality, outcome, answeredAt },
      doses: provided.map(({ dose, day, maker, lot }) => ({ dose, day, maker, lot })),
    };
  }

  private recordsOf(institution: string, link: number) {
    return this.parts.state
      .prepare<[number, string, string], InquiryRow>(
        'SELECT * FROM inquiry WHERE link = ? AND (inquirer = ? OR provider = ?) ORDER BY at DESC, request_id',
      )
      .all(link, institution, institution)
      .map(({ inquirer, provider, request_id: requestId, at, outcome, need, consent, hidden }) => {
        const ours = inquirer === institution;
        const counterpart = ours ? provider : hidden === 1 ? null : inquirer;
        const side = ours ? ('INQUIRER' as const) : ('PROVIDER' as const);
        return { requestId, side, counterpart, at, outcome, need, consent };
      });
  }

  private isMunicipality(code: string): boolean {
    return this.parts.state.prepare('SELECT 1 FROM institution WHERE code = ?').get(code) !== undefined;
  }

  private linkOf(digest: string): number | null {
    const row = this.parts.state
      .prepare<[string], { link: number }>('SELECT link FROM number WHERE digest = ?')
      .get(digest);
    return row?.link ?? null;
  }

  private personOf(institution: string, link: number): string | null {
    const row = this.parts.state
      .prepare<[number, string], { person: string }>(
        'SELECT person FROM person WHERE link = ? AND institution = ?',
      )
      .get(link, institution);
    return row?.person ?? null;
  }
}
