import { eachDespite } from '../background/each-despite.js';
import { newId } from '../individual-number/new-id.js';
import { ExchangeRefused, type IntegratedNumber } from '../../adapters/intermediate-server/model.js';
import { Persons } from '../persons/persons.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Exchange, CallOptions } from './exchange.js';
import type { LinkageFacts } from './linkage-log.js';

interface Rules {
  readonly policy: Pick<LoadedPolicy, 'permissions' | 'linkage'>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * 支援措置 carried over from the registry to the intermediate server (R196, R202): both flags of every item the
 * city provides. The machine's own user sets them, so that it does not depend on anybody's request. While the
 * measure lasts, a flag that somebody lifts is set again. Nothing is lifted here: that is the approver's.
 */
export class SupportMeasures {
  constructor(
    private readonly exchange: Exchange,
    private readonly rules: () => Rules,
  ) {}

  /** Which of these persons are under support measures today. */
  async among(atenaNumbers: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    const persons = await this.persons(signal).ofAll(atenaNumbers);
    return new Set(atenaNumbers.filter((_, at) => persons[at]?.underSupportMeasures === true));
  }

  /**
   * Sets what is not set yet; whether anything was not. A person whom the server does not know has nothing there to
   * protect by now: the act is closed as refused, and somebody is told, for it may be its mistake.
   */
  async cover(atenaNumber: string, person: IntegratedNumber, signal: AbortSignal): Promise<boolean> {
    const items = await this.uncovered(person, this.waiting(signal));
    if (items.length === 0) return false;
    const { sources, server, log } = this.exchange.parts;
    const facts = this.factsOf(atenaNumber, items);
    await log.intend(facts);
    const change = { requestId: facts.id, items, noAutomaticAnswer: true, nonDisclosure: true };
    try {
      await sources.send('INTERMEDIATE_SERVER', signal, (live) =>
        server.restrict(change, person, this.waiting(live)),
      );
    } catch (error) {
      if (!(error instanceof ExchangeRefused)) throw error;
      await log.close(facts, `REFUSED ${error.code}`);
      this.exchange.parts.onAlarm(facts.id, 'UNKNOWN_AT_SERVER');
      return true;
    }
    await log.close(facts, 'SET NO_AUTOMATIC_ANSWER, SET NON_DISCLOSURE');
    return true;
  }

  /** Whether there is anything that `cover` would set. */
  async isOpen(person: IntegratedNumber, signal: AbortSignal): Promise<boolean> {
    return (await this.uncovered(person, this.waiting(signal))).length > 0;
  }

  /** Everybody whom the registry has under support measures today; rejects where one of them could not be covered. */
  async coverAll(signal: AbortSignal): Promise<void> {
    const persons = this.persons(signal);
    const { numbers } = await persons.protected();
    // Once a person, whichever of their numbers the measure was entered under.
    await eachDespite(new Set(await persons.survivors([...numbers])), async (number) => {
      const person = await this.exchange.personOf(number, signal);
      if (person !== null) await this.cover(number, person, signal);
    });
  }

  private persons(signal: AbortSignal): Persons {
    return new Persons({ sources: this.exchange.parts.sources, signal, today: this.rules().today });
  }

  private async uncovered(person: IntegratedNumber, waiting: CallOptions): Promise<readonly string[]> {
    const { sources, server } = this.exchange.parts;
    const [set = []] = await sources.ask('INTERMEDIATE_SERVER', waiting.signal, (signal) =>
      server.restrictions([person], { ...waiting, signal }),
    );
    const covered = new Set(
      set.flatMap((one) => (one.noAutomaticAnswer && one.nonDisclosure ? [one.item] : [])),
    );
    return this.providedItems.filter((item) => !covered.has(item));
  }

  private get providedItems(): readonly string[] {
    return [...this.rules().policy.permissions.items.values()].flatMap(({ content, code }) =>
      content === 'OTHER' ? [] : [code],
    );
  }

  private waiting(signal: AbortSignal): CallOptions {
    return { signal, staff: this.rules().policy.linkage.system.staff };
  }

  private factsOf(atenaNumber: string, items: readonly string[]): LinkageFacts {
    const account = this.rules().policy.linkage.system.staff;
    const subject = this.exchange.parts.log.subject(atenaNumber);
    return {
      act: 'RESTRICT',
      id: newId(),
      request: null,
      account,
      row: null,
      article: null,
      basisConflict: false,
      items,
      subject,
    };
  }
}
