import { SourceError, type SourceSystem } from '../../src/errors/source-error.js';
import { openSealed, type Sealed } from '../../src/individual-number/sealed.js';
import { pingHealth } from '../call-client.js';
import { rowsOfEach } from '../rows-of-each.js';
import { openClient, type Client } from './client.js';
import type { Credentials } from './credentials.js';
import type { PersonNumber, VaccinationRecordSystem, VrsCall } from './model.js';
import type { CounterApplication, Decision } from './protocol/applications.js';
import type { Correction, DoseRequest, Withdrawal } from './protocol/doses.js';
import type { Ground, InquiryAnswer } from './protocol/inquiries.js';
import type { RequestOf } from './protocol/messages.js';
import type { FlagRequest, Registration, Reissue, Target } from './protocol/targets.js';

export interface RecordSystemOptions {
  readonly url: URL;
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Opens VRS. Connects on the first call; a system that is down rejects the call, not the start. */
export function openRecordSystem({
  url,
  credentials,
  clock = Date.now,
}: RecordSystemOptions): VaccinationRecordSystem {
  return new HttpRecordSystem(url, credentials.institution, openClient({ url, ...credentials, clock }));
}

class HttpRecordSystem implements VaccinationRecordSystem {
  readonly system = 'VACCINATION_RECORD_SYSTEM' satisfies SourceSystem;

  constructor(
    private readonly url: URL,
    readonly municipality: string,
    private readonly client: Client,
  ) {}

  ping(signal: AbortSignal): Promise<void> {
    return pingHealth(this.system, this.url, signal);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  async municipalities(call: VrsCall) {
    return (await this.client.call('SYS01', {}, call)).municipalities;
  }

  register(registration: Registration, call: VrsCall) {
    return this.client.call('TGT01', registration, call);
  }

  reissueCoupon(reissue: Reissue, call: VrsCall) {
    return this.client.call('CPN01', reissue, call);
  }

  async targets(persons: readonly PersonNumber[], call: VrsCall): Promise<readonly (Target | null)[]> {
    const rows = await rowsOfEach(this.rows, persons, async (asked) =>
      (await this.client.call('TGT02', { persons: asked }, call)).targets.map((target) => ({
        person: target.person,
        target,
      })),
    );
    return rows.map(([first, second]) => {
      if (second !== undefined) throw new SourceError(this.system, 'CORRUPT');
      return first?.target ?? null;
    });
  }

  recordDose(dose: DoseRequest, call: VrsCall) {
    return this.client.call('DOS01', dose, call);
  }

  correctDose(correction: Correction, call: VrsCall) {
    return this.client.call('DOS02', correction, call);
  }

  async withdrawDose(withdrawal: Withdrawal, call: VrsCall) {
    await this.client.call('DOS03', withdrawal, call);
  }

  doses(persons: readonly PersonNumber[], call: VrsCall) {
    return rowsOfEach(
      this.rows,
      persons,
      async (asked) => (await this.client.call('DOS04', { persons: asked }, call)).doses,
    );
  }

  async dosesAfter(after: PersonNumber | null, max: number, call: VrsCall) {
    const { persons } = await this.client.call('DOS05', { after, max }, call);
    // A page that goes back or repeats somebody would never end, or double what is made from it.
    const rising = persons.every(({ person }, at) => person > (persons[at - 1]?.person ?? after ?? ''));
    if (!rising || persons.length > max) throw new SourceError(this.system, 'CORRUPT');
    return persons;
  }

  async misreadCandidates(line: string, call: VrsCall) {
    return (await this.client.call('DOS06', { line }, call)).candidates;
  }

  setFlag(flag: FlagRequest, call: VrsCall) {
    return this.client.call('FLG01', flag, call);
  }

  cancelFlag(cancelled: RequestOf<'FLG02'>, call: VrsCall) {
    return this.client.call('FLG02', cancelled, call);
  }

  protect(change: RequestOf<'FLG03'>, call: VrsCall) {
    return this.client.call('FLG03', change, call);
  }

  async inquire(
    municipality: string,
    number: Sealed<string>,
    ground: Ground,
    call: VrsCall,
  ): Promise<InquiryAnswer> {
    const individualNumber = openSealed(number, { permit: true, rule: 'R148 art. 19(16)' });
    const answer = await this.client.call('INQ01', { municipality, individualNumber }, { ...call, ground });
    // An answer to something else would be taken for this person's records.
    if (answer.requestId !== ground.requestId || answer.municipality !== municipality)
      throw new SourceError(this.system, 'CORRUPT');
    return answer;
  }

  inquiryRecords(persons: readonly PersonNumber[], call: VrsCall) {
    return rowsOfEach(
      this.rows,
      persons,
      async (asked) => (await this.client.call('INQ02', { persons: asked }, call)).records,
    );
  }

  applyAtCounter(application: CounterApplication, call: VrsCall) {
    return this.client.call('APP01', application, call);
  }

  async applications(
    { states, after, max }: Parameters<VaccinationRecordSystem['applications']>[0],
    call: VrsCall,
  ) {
    return (await this.client.call('APP02', { states: [...states], after, max }, call)).applications;
  }

  decideApplication(decision: Decision, call: VrsCall) {
    return this.client.call('APP03', decision, call);
  }

  markIssued(issued: RequestOf<'APP04'>, call: VrsCall) {
    return this.client.call('APP04', issued, call);
  }

  lookUpForCertificate(application: string, call: VrsCall) {
    return this.client.call('CRT01', { application }, call);
  }

  async log(after: number, max: number, call: VrsCall) {
    return (await this.client.call('SEC03', { after, max }, call)).entries;
  }

  private readonly rows = { system: 'VACCINATION_RECORD_SYSTEM', whose: 'person' } as const;
}
