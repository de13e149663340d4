import type { Sessions } from '../identity/sessions.js';
import type { StaffDirectory } from '../staff/directory.js';

/** A session of somebody's, by the machine's clock: what another machine also judges is not told by a day that was set. */
export interface OpenSessionView {
  readonly account: string;
  readonly nameJa: string | null;
  readonly nameEn: string | null;
  /** UTC, ISO 8601. */
  readonly begun: string;
  /** When it runs out if nothing more is asked. */
  readonly ends: string;
}

/** By account. Rejects with SOURCE_UNAVAILABLE where the store of sessions does not answer. */
export async function openSessions(
  sessions: Pick<Sessions, 'list'>,
  { index }: Pick<StaffDirectory, 'index'>,
): Promise<readonly OpenSessionView[]> {
  const open = await sessions.list();
  const now = Date.now();
  const at = (milliseconds: number): string => new Date(now + milliseconds).toISOString();
  return [...open]
    .sort((one, other) => (one.account < other.account ? -1 : 1))
    .map(({ account, since, left }) => {
      const { nameJa = null, nameEn = null } = index.accounts.get(account) ?? {};
      return { account, nameJa, nameEn, begun: at(-since), ends: at(left) };
    });
}
