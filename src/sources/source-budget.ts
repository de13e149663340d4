import { GatewayError } from '../errors/gateway-error.js';
import type { Sources } from './sources.js';

/** Reads by key, each a batch: a household page needs about ten, however many persons are on it. */
const MAX_READS = 200;
/** Searches, counts and aggregates: each may go through a whole register, and an alias costs nothing to write. */
const MAX_LISTINGS = 20;

/** What one operation may ask of the sources. Throws BAD_USER_INPUT beyond it. */
export class SourceBudget {
  private reads = 0;
  private listings = 0;

  countListing(): void {
    if (++this.listings > MAX_LISTINGS) throw tooMany();
  }

  /** The same sources, with every call counted. */
  limit(sources: Sources): Sources {
    return {
      ...sources,
      ask: (system, signal, read) => {
        if (++this.reads > MAX_READS) return Promise.reject(tooMany());
        return sources.ask(system, signal, read);
      },
      send: (system, signal, write) => {
        if (++this.reads > MAX_READS) return Promise.reject(tooMany());
        return sources.send(system, signal, write);
      },
    };
  }
}

function tooMany(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'source budget',
    en: `One operation may hold ${MAX_LISTINGS} lists, counts or statistics. Send several operations.`,
    ja: `1回の操作に含められる一覧・件数・集計は${MAX_LISTINGS}件までです。操作を分けて送ってください。`,
  });
}
