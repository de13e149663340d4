import type { IncomingMessage } from 'node:http';
import type { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import type { Entry } from '../http/graphql-endpoint.js';
import type { Reply } from '../http/reply.js';
import type { BrowserLogin, BrowserLogins } from './browser-logins.js';
import { forgetSession, sessionKey } from './cookies.js';
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
    const key = sessionKey(request);
    const { login, fault } = await this.loginOf(request, key);
    const authorization = login === null ? undefined : `Bearer ${login.token}`;
    const reply = await graphql(request, signal, { authorization, fault });
    if (reply.status !== 401 || key === null) return reply;
    // What the gateway no longer takes is kept no longer, in either place.
    await logins.end(key).catch(() => undefined);
    return { ...reply, headers: { ...reply.headers, 'set-cookie': forgetSession() } };
  }

  private async loginOf(
    request: IncomingMessage,
    key: string | null,
  ): Promise<{ readonly login: BrowserLogin | null; readonly fault: GatewayError | null }> {
    const fault = this.parts.isForeign(request);
    if (fault !== null || key === null) return { login: null, fault };
    try {
      return { login: await this.parts.logins.find(key), fault: null };
    } catch (error) {
      return { login: null, fault: toGatewayError(error) };
    }
  }
}
