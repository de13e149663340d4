import { z } from 'zod';
import type { CopyRegistration, IntegratedNumber } from '../../adapters/intermediate-server/model.js';
import type { AddressNameItem } from '../../adapters/address-name/model.js';
import type { ImmunizationRecord } from '../../adapters/health-management/model.js';
import type { Subject } from '../guard/subject.js';
import type { Done } from '../acts/idempotent-acts.js';
import { SourceError } from '../errors/source-error.js';
import { healthNumbersOf, integratedNumberOf, tried } from '../persons/person-keys.js';
import { newId } from '../individual-number/new-id.js';
import { livesOf } from '../immunization-records/dose-file.js';
import type { LinkageDesk } from './linkage-acts.js';
import { fault, faultAtServer, refused, type Caller } from './caller.js';
import type { CallOptions } from './exchange.js';
import { COPIED_ITEMS, composeCopies, nextVersion } from './compose-copies.js';
import type { LinkageAccess, RegisterInput } from './linkage-access.js';
import type { LinkageFacts } from './linkage-log.js';
import { readOfPersons } from './read-of-persons.js';
import type { SupportMeasures } from './support-measures.js';
import { siftDoses } from './sound-doses.js';
import type { CopyStatusView, LinkageFault, LinkageResult, RegisteredView } from './views.js';

interface Person {
  readonly atenaNumber: string;
  readonly integrated: IntegratedNumber;
  readonly healthNumbers: readonly string[];
}

/** Of whom no copy can be composed. */
interface Without {
  readonly atenaNumber: string;
  readonly reason: 'UNKNOWN_PERSON' | 'UNREADABLE_NUMBERS' | 'NO_HEALTH_NUMBER';
}

interface Named {
  readonly people: readonly Person[];
  readonly without: readonly Without[];
}

interface Composed {
  readonly copies: readonly { readonly atenaNumber: string; readonly registration: CopyRegistration }[];
  readonly leftOut: RegisteredView['leftOut'];
  /** Rows of the ledger that are in no copy. */
  readonly rowsLeftOut: number;
}

const KEYS: ReadonlySet<AddressNameItem> = new Set(['integratedNumber']);

/**
 * 副本: what the city keeps ready for others, composed from its vaccination file and from nothing that is typed
 * (R057, R141).
 */
export class Registration implements Pick<LinkageAccess, 'copiesOf' | 'register'> {
  constructor(
    private readonly caller: Caller,
    private readonly desk: LinkageDesk,
    private readonly measures: SupportMeasures,
  ) {}

  async copiesOf(persons: readonly Subject[]): Promise<readonly (readonly CopyStatusView[] | Error)[]> {
    const { server } = this.caller.parts.exchange.parts;
    const all = await readOfPersons(this.caller, persons, (keys, call) => server.copies(keys, call));
    return all.map((own) =>
      own instanceof Error
        ? own
        : own.map(({ item, dataSet, version, validFrom, validTo, refreshedAt }) => ({
            item: this.caller.items([item])[0] ?? { code: item, nameJa: item },
            ...{ dataSet, version, validFrom, validTo, refreshedAt },
          })),
    );
  }

  async register(input: RegisterInput): Promise<LinkageResult<RegisteredView>> {
    const { idempotencyKey, validateOnly, atenaNumbers, namedBy } = input;
    const waiting = this.caller.acting('COPY');
    if (waiting === null) return refused('NOT_A_USER');
    let named: Named = { people: [], without: [] };
    const judge = async (): Promise<readonly LinkageFault[]> => {
      named = await this.people(atenaNumbers);
      if (named.people.length > 0) return [];
      if (named.without.some(({ reason }) => reason === 'UNREADABLE_NUMBERS'))
        throw new SourceError('ADDRESS_NAME', 'CORRUPT');
      return [fault('UNKNOWN_PERSON', 'atenaNumbers')];
    };
    const { row, done, earlier, faults } = await this.desk.act<RegisteredView>(
      {
        ...{ action: 'registerCopies', idempotencyKey, validateOnly },
        input: { atenaNumbers: namedBy },
      },
      {
        judge,
        judgeAgain: judge,
        beside: () => null,
        facts: () => this.factsOf(idempotencyKey),
        carry: () => this.carry(named, waiting),
        refusal: (error) => [fault(faultAtServer(error))],
      },
    );
    if (row === null) return { changed: null, faults };
    return { changed: earlier === null ? done : earlierResult(earlier), faults };
  }

  private async carry({ people, without }: Named, waiting: CallOptions): Promise<Done<RegisteredView>> {
    const { exchange, sources } = this.caller.parts;
    await this.protect(people);
    const { copies, leftOut, rowsLeftOut } = await this.compose(people);
    // A new request id: when the server did not answer, the copies are composed anew, and may differ by then.
    const result = await sources.send('INTERMEDIATE_SERVER', waiting.signal, (signal) =>
      exchange.parts.server.registerCopies(
        newId(),
        copies.map(({ registration }) => registration),
        { ...waiting, signal },
      ),
    );
    const value = {
      registered: result.registered,
      refused: [
        ...without,
        ...result.refused.flatMap(({ index, reason }) =>
          copies.slice(index, index + 1).map(({ atenaNumber }) => ({ atenaNumber, reason })),
        ),
      ],
      leftOut,
    };
    const said = rowsLeftOut > 0 ? ` LEFT_OUT ${rowsLeftOut}` : '';
    return { value, result: `REGISTERED ${result.registered}${said}`, kept: kept(value) };
  }

  private factsOf(key: string): LinkageFacts {
    const { account, request } = this.caller.parts;
    return {
      act: 'REGISTER',
      id: key,
      request,
      account,
      row: null,
      article: null,
      basisConflict: false,
      items: this.itemCodes,
      subject: null,
    };
  }

  private get itemCodes(): readonly string[] {
    return [...this.caller.parts.policy.permissions.items.values()]
      .filter(({ content }) => content !== 'OTHER')
      .map(({ code }) => code);
  }

  /** A copy of no doses says of somebody that they had none: there is none of whom not all numbers are known. */
  private async people(atenaNumbers: readonly string[]): Promise<Named> {
    const { sources, signal } = this.caller.parts;
    const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadMany(atenaNumbers, { signal: live, items: KEYS }),
    );
    const people: Person[] = [];
    const without: Without[] = [];
    for (const [at, atenaNumber] of atenaNumbers.entries()) {
      const integrated = tried(() => integratedNumberOf(keys[at]));
      const healthNumbers = tried(() => healthNumbersOf(keys[at]));
      if (integrated instanceof SourceError || healthNumbers instanceof SourceError)
        without.push({ atenaNumber, reason: 'UNREADABLE_NUMBERS' });
      else if (integrated === null) without.push({ atenaNumber, reason: 'UNKNOWN_PERSON' });
      else if (healthNumbers.length === 0) without.push({ atenaNumber, reason: 'NO_HEALTH_NUMBER' });
      else people.push({ atenaNumber, integrated, healthNumbers });
    }
    return { people, without };
  }

  /** Whoever is under support measures is protected before a copy about them is anywhere (R202). */
  private async protect(people: readonly Person[]): Promise<void> {
    const { signal } = this.caller.parts;
    const covered = await this.measures.among(
      people.map(({ atenaNumber }) => atenaNumber),
      signal,
    );
    for (const { atenaNumber, integrated } of people)
      if (covered.has(atenaNumber)) await this.measures.cover(atenaNumber, integrated, signal);
  }

  /** Of sound rows alone (R158). */
  private async compose(people: readonly Person[]): Promise<Composed> {
    const { policy, today, exchange } = this.caller.parts;
    const numbers = people.map(({ atenaNumber }) => atenaNumber);
    const [ledger, lives] = await Promise.all([this.ledger(people), livesOf(this.caller.parts, numbers)]);
    const sifted = people.map(({ healthNumbers }, at) => {
      const rows = healthNumbers.flatMap((number) => ledger.get(number) ?? []);
      const { birth = null, death = null } = lives[at] ?? {};
      return siftDoses(rows, { today, birth, death, rules: policy.records });
    });
    const before = await this.caller.ask((call) =>
      exchange.parts.server.copies(
        people.map(({ integrated }) => integrated),
        call,
      ),
    );
    const copies = people.flatMap(({ atenaNumber, integrated }, at) => {
      const doses = sifted[at]?.sound ?? [];
      return this.itemCodes.flatMap((code) => {
        const item = policy.permissions.items.get(code);
        if (item === undefined) return [];
        const version = nextVersion(
          (before[at] ?? []).filter((copy) => copy.item === code).map((copy) => copy.version),
        );
        return [
          {
            atenaNumber,
            registration: {
              subject: integrated,
              item: code,
              copies: composeCopies(item, doses, { today, version }),
            },
          },
        ];
      });
    });
    const leftOut = numbers.flatMap((atenaNumber, at) => {
      const reasons = [...new Set(sifted[at]?.leftOut.flat())].sort();
      return reasons.length === 0 ? [] : [{ atenaNumber, reasons }];
    });
    const rowsLeftOut = sifted.reduce((sum, one) => sum + one.leftOut.length, 0);
    return { copies, leftOut, rowsLeftOut };
  }

  private async ledger(
    people: readonly Person[],
  ): Promise<ReadonlyMap<string, readonly ImmunizationRecord[]>> {
    const { sources, signal } = this.caller.parts;
    const numbers = people.flatMap(({ healthNumbers }) => healthNumbers);
    if (numbers.length === 0) return new Map();
    const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadImmunizations(numbers, { signal: live, items: COPIED_ITEMS }),
    );
    return new Map(numbers.map((number, at) => [number, rows[at] ?? []]));
  }
}

/** JSON, persons grouped by what is said of them: the act of a hundred persons must fit into the store's column. */
function kept({ registered, refused: out, leftOut }: RegisteredView): string {
  return JSON.stringify({
    registered,
    refused: grouped(out.map(({ atenaNumber, reason }) => ({ atenaNumber, said: reason }))),
    leftOut: grouped(leftOut.map(({ atenaNumber, reasons }) => ({ atenaNumber, said: reasons.join(' ') }))),
  });
}

interface Said {
  readonly atenaNumber: string;
  readonly said: string;
}

const grouped = (all: readonly Said[]): readonly (readonly [said: string, atenaNumbers: string])[] =>
  [...new Set(all.map(({ said }) => said))].map((said) => {
    const numbers = all.filter((one) => one.said === said).map(({ atenaNumber }) => atenaNumber);
    return [said, [...new Set(numbers)].join(' ')];
  });

const GROUPED = z.array(z.tuple([z.string(), z.string()]));
/** What was kept before rows were left out has none. */
const KEPT = z.strictObject({ registered: z.int(), refused: GROUPED, leftOut: GROUPED.default([]) });

function earlierResult(outcome: string): RegisteredView {
  const { registered, refused: out, leftOut } = KEPT.parse(JSON.parse(outcome));
  const apart = (groups: z.infer<typeof GROUPED>): readonly Said[] =>
    groups.flatMap(([said, numbers]) => numbers.split(' ').map((atenaNumber) => ({ atenaNumber, said })));
  return {
    registered,
    refused: apart(out).map(({ atenaNumber, said }) => ({ atenaNumber, reason: said })),
    leftOut: apart(leftOut).map(({ atenaNumber, said }) => ({ atenaNumber, reasons: said.split(' ') })),
  };
}
