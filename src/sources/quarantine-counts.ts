import type { Quarantined } from '../../adapters/adapter.js';

export type QuarantineCount = Pick<Quarantined, 'system' | 'reason'> & { readonly count: number };

/** How often something in a source could not be read since the start, by system and reason. */
export class QuarantineCounts {
  private readonly counts = new Map<string, QuarantineCount>();

  add({ system, reason }: Quarantined): void {
    const key = `${system} ${reason}`;
    this.counts.set(key, { system, reason, count: (this.counts.get(key)?.count ?? 0) + 1 });
  }

  all(): readonly QuarantineCount[] {
    return [...this.counts.values()];
  }
}
