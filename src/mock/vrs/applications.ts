import { newId } from '../../individual-number/new-id.js';
import type {
  Application,
  CounterApplication,
  Decision,
} from '../../../adapters/vaccination-record-system/protocol/applications.js';
import type { RequestOf, ResponseOf } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import type { ApplicationState } from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { isoInstant, type Caller } from '../signed-calls/caller.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { doseOf } from './dose-row.js';
import type { Doses } from './doses.js';
import { refuse, type Parts } from './parts.js';
import type { Targets } from './targets.js';

interface ApplicationRow extends Omit<Application, 'identityCheck' | 'receivedAt' | 'changedAt'> {
  readonly identity_check: Application['identityCheck'];
  readonly received_at: string;
  readonly changed_at: string;
}

/** What an application may become by each decision. */
const NEXT: Readonly<
  Record<Decision['decision'], readonly [from: readonly ApplicationState[], to: ApplicationState]>
> = {
  ACCEPT: [['RECEIVED'], 'ACCEPTED'],
  REFUSE: [['RECEIVED'], 'REFUSED'],
  WITHDRAW: [['RECEIVED', 'ACCEPTED'], 'WITHDRAWN'],
};

/** 接種証明書の申請 at the counter and by the applicant's own device, and the look-up for one that was accepted. */
export class Applications {
  constructor(
    private readonly parts: Parts,
    private readonly rooms: {
      readonly targets: Targets;
      readonly doses: Doses;
      readonly acts: IdempotentActs;
    },
  ) {}

  receiveAtCounter(caller: Caller, request: CounterApplication): Application {
    return this.rooms.acts.once(caller, 'APP01', request, () =>
      this.receive(caller.institution, { ...request, id: request.requestId, channel: 'COUNTER' }),
    );
  }

  /** By the applicant's own device, with their number card: no call of any municipality. */
  receiveElectronic(institution: string, person: string, kind: Application['kind']): Application {
    return this.receive(institution, {
      ...{ id: newId(), person, kind },
      ...{ channel: 'ELECTRONIC', identityCheck: 'NUMBER_CARD' },
    });
  }

  list({ institution }: Caller, { states, after, max }: RequestOf<'APP02'>): ResponseOf<'APP02'> {
    const rows = this.parts.state
      .prepare<[string, number, string, number], ApplicationRow>(
        `SELECT * FROM application WHERE institution = ? AND number > ?
         AND state IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT ?`,
      )
      .all(institution, after, JSON.stringify(states), max);
    return { applications: rows.map(applicationOf) };
  }

  decide(caller: Caller, request: Decision): Application {
    return this.rooms.acts.once(caller, 'APP03', request, () => {
      const row = this.require(caller, request.id);
      const [from, to] = NEXT[request.decision];
      if (!from.includes(row.state)) refuse('CONFLICT');
      // 番号法16条: whose application it is must be certain before anything is looked up for it.
      if (to === 'ACCEPTED' && row.identity_check === 'NONE') refuse('NO_GROUND');
      return this.move(caller, row.id, to);
    });
  }

  issued(caller: Caller, request: RequestOf<'APP04'>): Application {
    return this.rooms.acts.once(caller, 'APP04', request, () => {
      if (this.require(caller, request.id).state !== 'ACCEPTED') refuse('NOT_ACCEPTED');
      return this.move(caller, request.id, 'ISSUED');
    });
  }

  lookUp(caller: Caller, { application }: RequestOf<'CRT01'>): ResponseOf<'CRT01'> {
    const { state, person } = this.require(caller, application);
    if (state !== 'ACCEPTED' && state !== 'ISSUED') refuse('NOT_ACCEPTED');
    return { person, doses: this.rooms.doses.of(caller.institution, person).map(doseOf) };
  }

  private receive(
    institution: string,
    {
      id,
      person,
      kind,
      channel,
      identityCheck,
    }: Pick<Application, 'id' | 'person' | 'kind' | 'channel' | 'identityCheck'>,
  ): Application {
    const { targets } = this.rooms;
    targets.require(institution, person);
    // One who has moved out asks for what was given while they lived here; nobody asks for the dead.
    if (targets.stateOn(institution, person, this.parts.today()) === 'DEAD') refuse('NOT_A_TARGET');
    const now = isoInstant(this.parts.clock());
    this.parts.state
      .prepare(
        `INSERT INTO application SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, 'RECEIVED', ?, ?
         FROM application WHERE institution = ?`,
      )
      .run(institution, id, person, kind, channel, identityCheck, now, now, institution);
    return applicationOf(this.require({ institution }, id));
  }

  private move(caller: Caller, id: string, to: ApplicationState): Application {
    this.parts.state
      .prepare('UPDATE application SET state = ?, changed_at = ? WHERE institution = ? AND id = ?')
      .run(to, isoInstant(this.parts.clock()), caller.institution, id);
    return applicationOf(this.require(caller, id));
  }

  private require({ institution }: Pick<Caller, 'institution'>, id: string): ApplicationRow {
    const row = this.parts.state
      .prepare<[string, string], ApplicationRow>('SELECT * FROM application WHERE institution = ? AND id = ?')
      .get(institution, id);
    return row ?? refuse('NOT_FOUND');
  }
}

function applicationOf(row: ApplicationRow): Application {
  const { id, number, person, kind, channel, state } = row;
  return {
    ...{ id, number, person, kind, channel, state, identityCheck: row.identity_check },
    ...{ receivedAt: row.received_at, changedAt: row.changed_at },
  };
}
