/** What of an act's record says whether it has come to its end. */
interface ActRecord {
  readonly id: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly phase: 'INTENT' | 'OUTCOME';
}

/**
 * Acts that were begun and have no end, whichever of several writers told it: the log is read writer by writer, so that
 * the end of an act that another process took over may be read before its beginning. What is later by the clock counts.
 */
export class OpenActs<Act extends ActRecord> {
  private readonly latest = new Map<string, Act>();

  add(act: Act): void {
    const known = this.latest.get(act.id);
    const isLater =
      known === undefined || act.at > known.at || (act.at === known.at && act.phase === 'OUTCOME');
    if (isLater) this.latest.set(act.id, act);
  }

  /** In the order in which they were begun. */
  open(): readonly Act[] {
    return [...this.latest.values()]
      .filter(({ phase }) => phase === 'INTENT')
      .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  }
}
