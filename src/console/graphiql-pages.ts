import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import sirv from 'sirv';
import { pathOf } from '../http/target.js';
import { sendReply } from '../http/send-reply.js';
import type { BrowserLogins } from './browser-logins.js';
import { sessionKey } from './cookies.js';
import { GRAPHIQL_HEADERS } from './page-headers.js';
import type { Pages } from './pages.js';
import { refusedSignIn } from './sign-in-page.js';

export interface GraphiqlParts {
  /** The gateway's own folder. */
  readonly root: string;
  readonly logins: Pick<BrowserLogins, 'find'>;
  /** Whether an account is an engineer's: who administers the gateway and reads no resident. */
  readonly isEngineer: (account: string) => boolean;
}

const BASE = '/graphiql';

/**
 * An editor for operations, below `/graphiql`, for engineers alone. It asks by the console's own way, so that it opens
 * nothing which its caller's token does not; what is held back here is the page itself, whose style policy is not as
 * strict as the console's.
 */
export function graphiqlPages({ root, logins, isEngineer }: GraphiqlParts, others: Pages): Pages {
  const built = join(root, 'console', 'dist-graphiql');
  if (!existsSync(join(built, 'index.html'))) return others;
  const files = sirv(built, {
    ...{ etag: true, gzip: true, brotli: true, dotfiles: false },
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(GRAPHIQL_HEADERS))
        if (value !== undefined) response.setHeader(name, value);
    },
  });
  return (request, response, next) => {
    const path = pathOf(request.url) ?? '';
    if (path !== BASE && !path.startsWith(`${BASE}/`)) return others(request, response, next);
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    void mayOpen(request, { logins, isEngineer }).then((may) => {
      if (!may) return sendReply(response, NOT_FOR_THEM);
      request.url = path.slice(BASE.length) || '/';
      files(request, response, next);
      return undefined;
    });
  };
}

/** The page holds nothing of anybody: that the token is still good is asked with each operation. */
async function mayOpen(
  request: IncomingMessage,
  { logins, isEngineer }: Pick<GraphiqlParts, 'logins' | 'isEngineer'>,
): Promise<boolean> {
  const key = sessionKey(request);
  const login = key === null ? null : await logins.find(key).catch(() => null);
  if (login === null) return false;
  return isEngineer(decodeJwt(login.token).sub ?? '');
}

const NOT_FOR_THEM = refusedSignIn(
  403,
  {
    ja: 'GraphiQL は、アカウント管理者として画面にログインしたときに限り使えます。先に画面でログインしてください。',
    en: 'GraphiQL is for account administrators who are signed in to the console. Sign in there first.',
  },
  [],
);
