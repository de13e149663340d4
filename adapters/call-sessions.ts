/**
 * Sessions of another system's own users (R189), one each, opened when first needed. Callers at one time
 * share a log-in.
 */
export class Sessions {
  private readonly open = new Map<string, Promise<string>>();

  constructor(private readonly login: (staff: string) => Promise<string>) {}

  of(staff: string): Promise<string> {
    const known = this.open.get(staff);
    if (known !== undefined) return known;
    const session = this.login(staff);
    this.open.set(staff, session);
    // A log-in that failed must not be waited for again.
    session.catch(() => this.forget(staff, session));
    return session;
  }

  /** The server has ended it. Only that one: another caller may have opened the next. */
  forget(staff: string, session: Promise<string>): void {
    if (this.open.get(staff) === session) this.open.delete(staff);
  }

  /** Those that are open, and none is any more. */
  drain(): readonly (readonly [staff: string, session: Promise<string>])[] {
    const all = [...this.open];
    this.open.clear();
    return all;
  }
}
