import type { Restriction } from '../../adapters/intermediate-server/protocol/records.js';
import type { Subject } from '../guard/subject.js';
import type { LinkageDesk } from './linkage-acts.js';
import { faultOfDecision } from './approver.js';
import { fault, faultAtServer, refused, type Caller } from './caller.js';
import type { LinkageAccess, RestrictInput } from './linkage-access.js';
import type { LinkageFacts } from './linkage-log.js';
import { readOfPersons } from './read-of-persons.js';
import type { LinkageFault, LinkageResult, RestrictionView } from './views.js';

type Asked = Omit<RestrictInput, 'idempotencyKey' | 'validateOnly' | 'namedBy'>;

/**
 * 自動応答不可 and 不開示 (R196, R197, R202). Setting a flag takes effect at once. Only the approver lifts one, and
 * none that they set themselves.
 */
export class Protection implements Pick<LinkageAccess, 'restrictionsOf' | 'restrict'> {
  constructor(
    private readonly caller: Caller,
    private readonly desk: LinkageDesk,
  ) {}

  async restrictionsOf(
    persons: readonly Subject[],
  ): Promise<readonly (readonly RestrictionView[] | Error)[]> {
    const { server } = this.caller.parts.exchange.parts;
    const all = await readOfPersons(this.caller, persons, (keys, call) => server.restrictions(keys, call));
    return all.map((own) => (own instanceof Error ? own : this.views(own)));
  }

  async restrict(input: RestrictInput): Promise<LinkageResult<readonly RestrictionView[]>> {
    const { exchange, sources } = this.caller.parts;
    const { idempotencyKey, validateOnly, namedBy, ...asked } = input;
    const waiting = this.caller.acting('RESTRICTION');
    if (waiting === null) return refused('NOT_A_USER');
    if (asked.noAutomaticAnswer === null && asked.nonDisclosure === null) return refused('NOTHING_TO_DO');
    const unknown = asked.items.find((item) => !this.caller.parts.policy.permissions.items.has(item));
    if (unknown !== undefined) return refused('ITEM_NOT_LISTED', 'items');
    const person = await exchange.personOf(asked.atenaNumber, waiting.signal);
    if (person === null) return refused('UNKNOWN_PERSON', 'atenaNumber');
    const { server } = exchange.parts;
    const read = async () => (await this.caller.ask((call) => server.restrictions([person], call)))[0] ?? [];
    const judge = async () => this.faultsOfLifting(asked, await read());
    const { items, noAutomaticAnswer, nonDisclosure } = asked;
    const { row, done, faults } = await this.desk.act<readonly Restriction[]>(
      {
        ...{ action: 'setNonDisclosure', idempotencyKey, validateOnly },
        input: { ...asked, atenaNumber: namedBy },
      },
      {
        judge,
        judgeAgain: judge,
        beside: () => null,
        facts: () => this.factsOf(asked),
        carry: async ({ requestId }) => ({
          result: resultOf(asked),
          value: await sources.send('INTERMEDIATE_SERVER', waiting.signal, (signal) =>
            server.restrict({ requestId, items, noAutomaticAnswer, nonDisclosure }, person, {
              ...waiting,
              signal,
            }),
          ),
        }),
        refusal: (error) => {
          const code = faultAtServer(error);
          // The server knows nobody by this key: no number of an inquiry is in question here.
          return [code === 'UNKNOWN_REQUEST' ? fault('UNKNOWN_PERSON', 'atenaNumber') : fault(code)];
        },
      },
    );
    return row === null ? { changed: null, faults } : { changed: this.views(done ?? (await read())), faults };
  }

  private faultsOfLifting(
    { items, noAutomaticAnswer, nonDisclosure }: Asked,
    before: readonly Restriction[],
  ): readonly LinkageFault[] {
    if (noAutomaticAnswer !== false && nonDisclosure !== false) return [];
    const { account, today, index, policy } = this.caller.parts;
    // Only a flag that is set is lifted. After a lift whose response was lost, the last change is that lift, which
    // must not count as something the approver set up.
    const lifts = (one: Restriction) =>
      (noAutomaticAnswer === false && one.noAutomaticAnswer) ||
      (nonDisclosure === false && one.nonDisclosure);
    const setUpBy = before
      .filter((one) => items.includes(one.item) && lifts(one))
      .map(({ changedBy }) => changedBy);
    const code = faultOfDecision(index, policy.linkage, { account, today, setUpBy });
    return code === null ? [] : [fault(code)];
  }

  private factsOf({ atenaNumber, items, reason }: Asked): LinkageFacts {
    const { exchange, request, account } = this.caller.parts;
    return {
      act: 'RESTRICT',
      id: reason,
      request,
      account,
      row: null,
      article: null,
      basisConflict: false,
      items,
      subject: exchange.parts.log.subject(atenaNumber),
    };
  }

  private views(restrictions: readonly Restriction[]): readonly RestrictionView[] {
    return restrictions.map(({ item, noAutomaticAnswer, nonDisclosure, changedAt }) => ({
      ...{
        item: this.caller.items([item])[0] ?? { code: item, nameJa: item },
        noAutomaticAnswer,
        nonDisclosure,
        changedAt,
      },
    }));
  }
}

function resultOf({
  noAutomaticAnswer,
  nonDisclosure,
}: Pick<RestrictInput, 'noAutomaticAnswer' | 'nonDisclosure'>): string {
  const changeOf = (name: string, flag: boolean | null) =>
    flag === null ? [] : [`${flag ? 'SET' : 'LIFTED'} ${name}`];
  return [
    ...changeOf('NO_AUTOMATIC_ANSWER', noAutomaticAnswer),
    ...changeOf('NON_DISCLOSURE', nonDisclosure),
  ].join(', ');
}
