import type { Application } from '../../adapters/vaccination-record-system/protocol/applications.js';
import type { DoseRecord } from '../../adapters/vaccination-record-system/protocol/doses.js';
import {
  APPLICATION_STATES,
  type ApplicationState,
} from '../../adapters/vaccination-record-system/protocol/terms.js';
import { NamedBy } from '../acts/named-by.js';
import type { Subject } from '../guard/subject.js';
import { readKeys } from '../persons/person-keys.js';
import { NO_ITEMS } from '../sources/sources.js';
import type { Made } from './perform-call.js';
import type { ApplicationView, ApplyInput, DecideInput, IssuedInput, VrsAccess } from './vrs-access.js';
import type { VrsActs } from './vrs-acts.js';
import { consentFaults, type ConsentedTo } from './consent-ground.js';
import type { RecordCaller } from './record-caller.js';
import { vrsFault, refused, type VrsFault, type VrsResult } from './vrs-faults.js';

/** 接種証明書の申請 at the counter and by the applicant's own device (R023, R024). */
export class ApplicationDesk implements Pick<
  VrsAccess,
  'applications' | 'application' | 'apply' | 'decide' | 'issued' | 'recordsForCertificate'
> {
  constructor(
    private readonly caller: RecordCaller,
    private readonly acts: VrsActs,
    /** What the consent of the named case covers; null where none was named. */
    private readonly consentedTo: ConsentedTo | null,
  ) {}

  async applications(
    states: readonly ApplicationState[],
    { first, after }: { readonly first: number; readonly after: number },
  ): Promise<readonly ApplicationView[]> {
    const { vrs } = this.caller.parts;
    const found = await this.caller.ask('APPLICATION', (call) =>
      vrs.applications({ states, after, max: first }, call),
    );
    return this.views(found);
  }

  /** By its place in the order of receipt. */
  async application(number: number): Promise<ApplicationView | null> {
    if (!Number.isInteger(number) || number < 1) return null;
    const [found] = await this.applications(APPLICATION_STATES, { first: 1, after: number - 1 });
    return found?.number === number ? found : null;
  }

  async apply({
    idempotencyKey,
    validateOnly,
    person,
    ...input
  }: ApplyInput): Promise<VrsResult<ApplicationView>> {
    const staff = this.caller.staffFor('APPLICATION');
    const number = await this.caller.healthNumberOf(person);
    if (number === null) return refused('NO_HEALTH_NUMBER', 'atenaNumber');
    const { atenaNumber } = person;
    const result = await this.acts.act(
      'applyForCertificate',
      { idempotencyKey, validateOnly },
      { ...input, atenaNumber: NamedBy.person(person) },
      {
        ...{ atenaNumber, staff },
        ground: () => this.consentFaults(person),
        faults: async () => {
          const target = await this.caller.targetOf(number, 'APPLICATION');
          if (target === null) return [vrsFault('UNKNOWN_TO_SYSTEM', 'atenaNumber')];
          const faults = await this.consentFaults(person);
          if (faults.length > 0) return faults;
          return target.state === 'DEAD' ? [vrsFault('NOT_A_TARGET', 'atenaNumber')] : [];
        },
        compose: (requestId) =>
          Promise.resolve({ op: 'APP01', request: { requestId, person: number, ...input } }),
      },
    );
    return asApplication(result, atenaNumber);
  }

  async decide(input: DecideInput): Promise<VrsResult<ApplicationView>> {
    const { decision } = input;
    const from: readonly ApplicationState[] =
      decision === 'WITHDRAW' ? ['RECEIVED', 'ACCEPTED'] : ['RECEIVED'];
    return this.move('decideApplication', input, {
      faults: ({ state, identityCheck }) => [
        ...(from.includes(state) ? [] : [vrsFault('CHANGED_MEANWHILE', 'number')]),
        ...(decision === 'ACCEPT' && identityCheck === 'NONE' ? [vrsFault('NO_GROUND', 'number')] : []),
      ],
      compose: (requestId, id) => ({ op: 'APP03', request: { requestId, id, decision } }),
    });
  }

  async issued(input: IssuedInput): Promise<VrsResult<ApplicationView>> {
    return this.move('markApplicationIssued', input, {
      faults: ({ state }) => (state === 'ACCEPTED' ? [] : [vrsFault('NOT_ACCEPTED', 'number')]),
      compose: (requestId, id) => ({ op: 'APP04', request: { requestId, id } }),
    });
  }

  async recordsForCertificate({ id, person, state }: ApplicationView): Promise<readonly DoseRecord[] | null> {
    if (state !== 'ACCEPTED' && state !== 'ISSUED') return null;
    const { vrs } = this.caller.parts;
    const found = await this.caller.ask('CERTIFICATE', (call) => vrs.lookUpForCertificate(id, call));
    // Records of anybody else are none of this application's.
    return found.person === person ? found.doses : null;
  }

  /** A step of an application whose person the guard has judged: about somebody else by now, it is not taken. */
  private async move(
    action: 'decideApplication' | 'markApplicationIssued',
    { idempotencyKey, validateOnly, person, number, ...input }: IssuedInput & Partial<DecideInput>,
    work: {
      readonly faults: (application: Application) => readonly VrsFault[];
      readonly compose: (requestId: string, id: string) => Parameters<VrsActs['factsOf']>[2]['call'];
    },
  ): Promise<VrsResult<ApplicationView>> {
    const staff = this.caller.staffFor('APPLICATION');
    const found = await this.application(number);
    const { atenaNumber } = person;
    if (found === null || found.atenaNumber !== atenaNumber) return refused('UNKNOWN_RECORD', 'number');
    const result = await this.acts.act(
      action,
      { idempotencyKey, validateOnly },
      { ...input, number },
      {
        ...{ atenaNumber, staff },
        faults: () => Promise.resolve(work.faults(found)),
        compose: (requestId) => Promise.resolve(work.compose(requestId, found.id)),
      },
    );
    return asApplication(result, atenaNumber);
  }

  private consentFaults(person: Subject): Promise<readonly VrsFault[]> {
    return consentFaults(this.consentedTo, person, 'ISSUE_CERTIFICATE');
  }

  private async views(found: readonly Application[]): Promise<readonly ApplicationView[]> {
    const { sources, signal } = this.caller.parts;
    const numbers = [...new Set(found.map(({ person }) => person))];
    if (numbers.length === 0) return [];
    const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadByHealthNumber(numbers, { signal: live, items: NO_ITEMS }),
    );
    const known = new Map(numbers.map((number, at) => [number, readKeys(keys[at])?.atenaNumber ?? null]));
    return found.map((one) => ({ ...one, atenaNumber: known.get(one.person) ?? null }));
  }
}

function asApplication(
  { changed, faults }: VrsResult<Made>,
  atenaNumber: string,
): VrsResult<ApplicationView> {
  return { changed: changed?.is === 'APPLICATION' ? { ...changed.application, atenaNumber } : null, faults };
}
