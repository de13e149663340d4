import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface IdentityProvider {
  readonly url: string;
  /** From now on: who comes is this account, and what it signs says that they were asked then (seconds since 1970). */
  answers(how: { readonly account?: string; readonly authTime?: number | null }): void;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'sekisho-console', secret: 'a secret of the console, for tests' };

/**
 * A certified OpenID provider on a socket of its own, in a process of its own: it is an ES module of today, which the
 * suites' loader would have to translate whole. Whoever comes is signed in as `account`, without a page. As the README asks, its
 * tokens say to which of its sessions they belong (`sid`) and when its user was asked (`auth_time`).
 */
export async function startIdentityProvider(account: string, redirectUri: string): Promise<IdentityProvider> {
  const child = fork(
    join(__dirname, 'run-identity-provider.mjs'),
    [account, redirectUri, CLIENT.id, CLIENT.secret],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
  });
  return {
    url,
    answers: (how) => void child.send(how),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}
