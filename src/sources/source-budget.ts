import { meter } from '../database/spent-time.js';
import { GatewayError } from '../errors/gateway-error.js';
import { SourceError, type SourceSystem } from '../errors/source-error.js';
import { ListingTurns } from './listing-turns.js';
import type { Sources } from './sources.js';

/** Reads by key, each a batch: a household page needs about ten, however many persons are on it. */
const MAX_READS = 200;
/** Searches, counts and aggregates: each may go through a whole register, and an alias costs nothing to write. */
const MAX_LISTINGS = 20;

/** For whom an operation asks, and who waits with it. */
export interface BudgetHolder {
  readonly account: string;
  readonly turns: ListingTurns;
  /** Told how long the sources' databases worked for this operation, milliseconds, as each statement ends. */
  readonly spend: (milliseconds: number) => void;
}

/** What one operation may ask of the sources. Throws BAD_USER_INPUT beyond it. */
export class SourceBudget {
  /** Systems of which some answer was missing in this operation. */
  readonly failed = new Set<SourceSystem>();
  private reads = 0;
  private listings = 0;

  constructor(
    private readonly holder: BudgetHolder = {
      account: '',
      turns: new ListingTurns(),
      spend: () => undefined,
    },
  ) {}

  countListing(): void {
    if (++this.listings > MAX_LISTINGS) throw spent(LISTINGS);
  }

  /**
   * Runs one search, count or aggregate in the turn of its account, and counts it.
   * @param ask calls the source; its time limit begins with it, not with the waiting
   */
  async listing<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    this.countListing();
    return this.inTurn(signal, ask);
  }

  /** The same for a part of a list that is counted already. */
  inTurn<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    return this.holder.turns.run(this.holder.account, signal, ask);
  }

  /** The same sources, with every call counted and its time charged. */
  limit(sources: Sources): Sources {
    return {
      ...sources,
      ask: (system, signal, read) => {
        if (++this.reads > MAX_READS) return Promise.reject(spent(READS));
        return this.noted(system, sources.ask(system, signal, this.metered(read)));
      },
      send: (system, signal, write) => {
        if (++this.reads > MAX_READS) return Promise.reject(spent(READS));
        return this.noted(system, sources.send(system, signal, this.metered(write)));
      },
    };
  }

  private async noted<Value>(system: SourceSystem, answer: Promise<Value>): Promise<Value> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof SourceError && error.kind !== 'ABORTED') this.failed.add(system);
      throw error;
    }
  }

  private metered<T>(call: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
    return (signal) => {
      meter(signal, this.holder.spend);
      return call(signal);
    };
  }
}

interface Refusal {
  readonly detail: string;
  readonly en: string;
  readonly ja: string;
}

const LISTINGS: Refusal = {
  detail: 'source budget: listings',
  en: `One operation may hold ${MAX_LISTINGS} lists, counts or statistics. Send several operations.`,
  ja: `1回の操作に含められる一覧・件数・集計は${MAX_LISTINGS}件までです。操作を分けて送ってください。`,
};
const READS: Refusal = {
  detail: 'source budget: reads',
  en: `One operation may ask the source systems ${MAX_READS} times. Select less of each person, or send several operations.`,
  ja: `1回の操作で元のシステムに問い合わせられるのは${MAX_READS}回までです。項目を減らすか、操作を分けて送ってください。`,
};

function spent(refusal: Refusal): GatewayError {
  return new GatewayError('BAD_USER_INPUT', refusal);
}
