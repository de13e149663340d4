import {
  couponLineOf,
  parseCouponLine,
  readAs,
} from '../../adapters/vaccination-record-system/protocol/coupon-line.js';
import {
  correction,
  doseRequest,
  withdrawal,
  type DoseFacts,
  type DoseRecord,
} from '../../adapters/vaccination-record-system/protocol/doses.js';
import { NamedBy } from '../acts/named-by.js';
import type { Subject } from '../guard/subject.js';
import type { ActContent } from '../acts/act-content.js';
import { isMunicipalityCode } from '../text/municipality-code.js';
import type { Made } from './perform-call.js';
import type {
  CorrectDoseInput,
  DoseChanged,
  VrsAccess,
  RecordDoseInput,
  WithdrawDoseInput,
} from './vrs-access.js';
import type { ActInput, VrsActs } from './vrs-acts.js';
import type { RecordCall } from './record-call.js';
import type { RecordCaller } from './record-caller.js';
import { isFormedInput, unfit, type FormedInput } from './unfit.js';
import { vrsFault, refused, type VrsFault, type VrsResult } from './vrs-faults.js';
import type { VrsAction } from './vrs-terms.js';

/**
 * 接種記録 (R020). Whose a dose is, the system takes from the coupon's line alone, so that a digit misread puts it on
 * somebody else. Here whoever records says about whom, and a line that is not theirs records nothing.
 */
export class DoseDesk implements Pick<
  VrsAccess,
  'dosesOf' | 'misreadFrom' | 'recordDose' | 'correctDose' | 'withdrawDose'
> {
  constructor(
    private readonly caller: RecordCaller,
    private readonly acts: VrsActs,
  ) {}

  dosesOf(persons: readonly Subject[]): Promise<readonly (readonly DoseRecord[] | Error)[]> {
    const { vrs } = this.caller.parts;
    return this.caller.ofEach<readonly DoseRecord[]>(
      persons,
      (numbers) => this.caller.ask('DOSE', (call) => vrs.doses(numbers, call)),
      [],
    );
  }

  /** Asked of a dose that is there, never of a line that somebody types: whose a coupon is, is told to nobody. */
  async misreadFrom(
    person: Subject,
    { coupon, dose }: Pick<DoseRecord, 'coupon' | 'dose'>,
  ): Promise<readonly string[]> {
    const { vrs } = this.caller.parts;
    const line = couponLineOf({ kind: '1', dose, municipality: vrs.municipality, coupon });
    const found = await this.caller.ask('DOSE', (call) => vrs.misreadCandidates(line, call));
    const numbers = await this.caller.atenaNumbers([...new Set(found.map((one) => one.person))]);
    return [...new Set(numbers)].filter((number) => number !== person.atenaNumber);
  }

  async recordDose({
    idempotencyKey,
    validateOnly,
    person,
    ...input
  }: RecordDoseInput): Promise<VrsResult<DoseChanged>> {
    const given = { idempotencyKey, validateOnly, person };
    const result = await this.change('recordCouponDose', given, input, {
      faults: async (number) => [
        ...(await this.lineFaults(number, input.line)),
        ...this.dayFaults(input.day),
        ...placeFaults(input.givenIn),
      ],
      compose: (requestId, number) => {
        const request = { requestId, ...input };
        if (!doseRequest.safeParse(request).success) throw unfit(faultyField(input));
        return { op: 'DOS01', request, person: number };
      },
    });
    return asDose(result);
  }

  /** Another person's dose is withdrawn and recorded anew: a correction stays with the person. */
  async correctDose({
    idempotencyKey,
    validateOnly,
    person,
    ...input
  }: CorrectDoseInput): Promise<VrsResult<DoseChanged>> {
    const given = { idempotencyKey, validateOnly, person };
    const result = await this.change('correctCouponDose', given, input, {
      faults: async (number) => [
        ...(await this.doseFaults(number, input)),
        ...(await this.couponFaults(number, input.coupon)),
        ...this.dayFaults(input.day),
        ...placeFaults(input.givenIn),
      ],
      compose: (requestId, number) => {
        const request = { requestId, ...input };
        if (!correction.safeParse(request).success) throw unfit(faultyField(input));
        return { op: 'DOS02', request, person: number };
      },
    });
    return asDose(result);
  }

  async withdrawDose({
    idempotencyKey,
    validateOnly,
    person,
    ...input
  }: WithdrawDoseInput): Promise<VrsResult<true>> {
    const given = { idempotencyKey, validateOnly, person };
    const { changed, faults } = await this.change('withdrawCouponDose', given, input, {
      faults: (number) => this.doseFaults(number, input),
      compose: (requestId, number) => {
        const request = { requestId, ...input };
        if (!withdrawal.safeParse(request).success) throw unfit('doseId');
        return { op: 'DOS03', request, person: number };
      },
    });
    return { changed: changed && true, faults };
  }

  private async change(
    action: VrsAction,
    { idempotencyKey, validateOnly, person }: ActInput & { readonly person: Subject },
    input: ActContent,
    work: {
      readonly faults: (person: string) => Promise<readonly VrsFault[]>;
      readonly compose: (requestId: string, person: string) => RecordCall;
    },
  ): Promise<VrsResult<Made>> {
    const staff = this.caller.staffFor('DOSE');
    const number = await this.caller.healthNumberOf(person);
    if (number === null) return refused('NO_HEALTH_NUMBER', 'atenaNumber');
    const { atenaNumber } = person;
    return this.acts.act(
      action,
      { idempotencyKey, validateOnly },
      { ...input, atenaNumber: NamedBy.person(person) },
      {
        ...{ atenaNumber, staff },
        faults: () => work.faults(number),
        // Async, so that a throw is a rejection.
        compose: async (requestId) => work.compose(requestId, number),
      },
    );
  }

  /**
   * Told of the named person's own coupons alone: whether a coupon of somebody else exists is the same answer as that
   * there is none.
   */
  private async lineFaults(person: string, text: string): Promise<readonly VrsFault[]> {
    const line = parseCouponLine(text);
    if (line === null) return [vrsFault('BAD_LINE', 'line')];
    const { vrs } = this.caller.parts;
    if (line.municipality !== vrs.municipality) return [vrsFault('OTHER_MUNICIPALITY', 'line')];
    if (line.kind === '2') return [vrsFault('EXAMINATION_ONLY', 'line')];
    const own = await this.ownCoupons(person);
    if (own === null) return [vrsFault('UNKNOWN_TO_SYSTEM', 'atenaNumber')];
    if (own.has(line.coupon)) return [];
    const meant = readAs(text).map((other) => parseCouponLine(other));
    const misread = meant.some((other) => other !== null && own.has(other.coupon));
    return [vrsFault(misread ? 'MISREAD_LINE' : 'OTHER_PERSONS_COUPON', 'line')];
  }

  private async couponFaults(person: string, coupon: string): Promise<readonly VrsFault[]> {
    const own = await this.ownCoupons(person);
    return own?.has(coupon) === true ? [] : [vrsFault('OTHER_PERSONS_COUPON', 'couponNumber')];
  }

  private async ownCoupons(person: string): Promise<ReadonlySet<string> | null> {
    const target = await this.caller.targetOf(person, 'DOSE');
    return target && new Set(target.coupons.map(({ coupon }) => coupon));
  }

  /** A dose by its id, of this person and no other, as it was read. */
  private async doseFaults(
    person: string,
    { id, version }: { readonly id: string; readonly version: number },
  ): Promise<readonly VrsFault[]> {
    const { vrs } = this.caller.parts;
    const [doses = []] = await this.caller.ask('DOSE', (call) => vrs.doses([person], call));
    const found = doses.find((dose) => dose.id === id);
    if (found === undefined) return [vrsFault('UNKNOWN_RECORD', 'doseId')];
    return found.version === version ? [] : [vrsFault('CHANGED_MEANWHILE', 'version')];
  }

  private dayFaults(day: string): readonly VrsFault[] {
    return day > this.caller.parts.today ? [vrsFault('IMPOSSIBLE_DAY', 'day')] : [];
  }
}

const placeFaults = (givenIn: string): readonly VrsFault[] =>
  isMunicipalityCode(givenIn) ? [] : [vrsFault('MUNICIPALITY_CODE', 'givenIn')];

/** Which of the texts of a dose the system would not take, as far as that can be said. */
function faultyField({ day, venue, doctor, maker, lot }: DoseFacts): FormedInput {
  const facts = { day, venue, doctor, maker, lot };
  const found = doseRequest.partial().safeParse(facts);
  const path = found.success ? undefined : found.error.issues[0]?.path[0];
  return isFormedInput(path) ? path : 'input';
}

function asDose({ changed, faults }: VrsResult<Made>): VrsResult<DoseChanged> {
  if (changed?.is !== 'DOSE') return { changed: null, faults };
  const { id, version, warnings } = changed;
  return { changed: { id, version, warnings }, faults };
}
