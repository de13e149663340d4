import { ask, type Answer, type Ask } from './client.js';
import type { TestGateway } from './gateway.js';

/** The newest login of each account beside those that `as` asks with. */
const logins = new WeakMap<TestGateway, Map<string, string>>();

/**
 * Asks as an account whose session may be over: a browser has logged in as the same account since, or five minutes have
 * passed. A refusal for that has done nothing; it logs in again, which ends the other login in turn. A browser that is
 * to stay signed in as this account logs in behind it.
 */
export async function asAgain<Data = Record<string, never>>(
  gateway: TestGateway,
  account: string,
  what: Omit<Ask, 'token'>,
): Promise<Answer<Data>> {
  const known = logins.get(gateway) ?? new Map<string, string>();
  logins.set(gateway, known);
  const token = known.get(account) ?? (await gateway.token(account));
  const answer = await ask<Data>(gateway.port, { ...what, token });
  if (!answer.errors.some(({ extensions }) => extensions.code === 'SESSION_EXPIRED')) return answer;
  const again = await gateway.login(account);
  known.set(account, again);
  return ask<Data>(gateway.port, { ...what, token: again });
}
