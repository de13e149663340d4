import type { IncomingMessage } from 'node:http';
import type { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import type { Entry } from '../http/graphql-endpoint.js';
import type { Reply } from '../http/reply.js';
import type { BrowserLogin, BrowserLogins } from './browser-logins.js';
import { sessionKey } from './cookies.js';
import { meansAnother, namedIn, nameOfCookie, ofAnotherLogin } from './named-login.js';
import type { OriginCheck } from './own-origin.js';

export interface ConsoleEndpointParts {
  readonly graphql: (request: IncomingMessage, signal: AbortSignal, entry: Entry) => Promise<Reply>;
  readonly logins: BrowserLogins;
  readonly isForeign: OriginCheck;
}

/**
 * `POST /console/graphql`: a page's operation, with the token that is kept for its cookie. From there on it is a request
 * like any other: no field, no purpose and no zone is opened by the console.
 */
export class ConsoleEndpoint {
  constructor(private readonly parts: ConsoleEndpointParts) {}

  async handle(request: IncomingMessage, signal: AbortSignal): Promise<Reply> {
    const { graphql, logins } = this.parts;
    const { login, fault } = await this.loginOf(request);
    const authorization = login === null ? undefined : `Bearer ${login.token}`;
    const reply = await graphql(request, signal, { authorization, fault });
    const name = nameOfCookie(request);
    // What the gateway no longer takes is kept no longer. The cookie stays: by the time the answer arrives, the browser may
    // have the next login's under the same name.
    if (reply.status === 401 && login !== null && name !== null)
      await logins.end(name).catch(() => undefined);
    return { ...reply, headers: { ...reply.headers, ...namedIn(name) } };
  }

  private async loginOf(
    request: IncomingMessage,
  ): Promise<{ readonly login: BrowserLogin | null; readonly fault: GatewayError | null }> {
    const key = sessionKey(request);
    const fault = this.parts.isForeign(request) ?? (meansAnother(request) ? ofAnotherLogin() : null);
    if (fault !== null || key === null) return { login: null, fault };
    try {
      return { login: await this.parts.logins.find(key), fault: null };
    } catch (error) {
      return { login: null, fault: toGatewayError(error) };
    }
  }
}
