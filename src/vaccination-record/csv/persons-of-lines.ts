import { SourceError } from '../../errors/source-error.js';
import { readKeys, tried } from '../../persons/person-keys.js';
import { NO_ITEMS, type Sources } from '../../sources/sources.js';

/** Whom lines are about. */
export interface LookedUp<Line> {
  /** Everybody whom each of them names (宛名番号), by number or by coupon, as far as they are known. */
  readonly named: ReadonlyMap<Line, readonly string[]>;
  /** Those of somebody who is closed, or of whom nobody can read who it is. */
  readonly closed: ReadonlySet<Line>;
}

/** How a line of a file, or what becomes one, names persons. */
export interface Naming {
  readonly person: string | null;
  readonly doses: readonly { readonly coupon: string }[];
}

interface LineSources {
  readonly sources: Pick<Sources, 'ask'> & {
    readonly health: Pick<Sources['health'], 'loadCouponHolders'>;
    readonly address: Pick<Sources['address'], 'loadByHealthNumber'>;
  };
  readonly signal: AbortSignal;
}

/** Whose the lines of a file are, by the numbers that stand in them. */
export class PersonsOfLines {
  constructor(private readonly parts: LineSources) {}

  /** Of these lines, those are closed that name somebody whom `closedFor` closes, under their number or by their coupon. */
  async lookUp<Line extends Naming>(
    rows: readonly Line[],
    closedFor: (atenaNumber: string) => Promise<Error | null>,
  ): Promise<LookedUp<Line>> {
    const { named, unreadable } = await this.look(rows);
    const judged = await Promise.all(
      [...new Set([...named.values()].flat())].map(async (one) =>
        (await closedFor(one)) === null ? null : one,
      ),
    );
    const shut = new Set(judged.filter((one) => one !== null));
    const closed = rows.filter(
      (row) => unreadable.has(row) || named.get(row)?.some((number) => shut.has(number)),
    );
    return { named, closed: new Set(closed) };
  }

  /** 宛名番号 of everybody whom each of these names, by number or by coupon; whoever is not known is left out. */
  async namedBy<Line extends Naming>(rows: readonly Line[]): Promise<ReadonlyMap<Line, readonly string[]>> {
    return (await this.look(rows)).named;
  }

  private async look<Line extends Naming>(
    rows: readonly Line[],
  ): Promise<Pick<LookedUp<Line>, 'named'> & { readonly unreadable: ReadonlySet<Line> }> {
    const coupons = [...new Set(rows.flatMap(({ doses }) => doses.map(({ coupon }) => coupon)))];
    const holders = new Map((await this.holdersOf(coupons)).map((holder, at) => [coupons[at], holder]));
    const healthNumbers = ({ person, doses }: Line): readonly string[] =>
      [person, ...doses.map(({ coupon }) => holders.get(coupon) ?? null)].filter((one) => one !== null);
    const named = [...new Set(rows.flatMap(healthNumbers))];
    const known = new Map((await this.byNumber(named)).map((number, at) => [named[at], number]));
    const found = (row: Line) => healthNumbers(row).map((one) => known.get(one) ?? null);
    return {
      named: new Map(
        rows.map((row) => [row, found(row).flatMap((one) => (typeof one === 'string' ? one : []))]),
      ),
      unreadable: new Set(rows.filter((row) => found(row).some((one) => one instanceof SourceError))),
    };
  }

  private async byNumber(persons: readonly string[]): Promise<readonly (string | SourceError | null)[]> {
    if (persons.length === 0) return [];
    const { sources, signal } = this.parts;
    const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadByHealthNumber(persons, { signal: live, items: NO_ITEMS }),
    );
    return keys.map((found) => tried(() => readKeys(found)?.atenaNumber ?? null));
  }

  private async holdersOf(coupons: readonly string[]): Promise<readonly (string | null)[]> {
    if (coupons.length === 0) return [];
    const { sources, signal } = this.parts;
    return sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadCouponHolders(coupons, { signal: live, items: NO_ITEMS }),
    );
  }
}
