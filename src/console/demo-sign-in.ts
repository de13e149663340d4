import type { IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { GatewayError } from '../errors/gateway-error.js';
import { readJsonBody } from '../http/read-body.js';
import { errorReply, type Reply } from '../http/reply.js';
import type { DemoIssuer } from '../identity/demo-issuer.js';
import type { AccountRow } from '../staff/staff-rows.js';
import type { Zone } from '../policy/terms.js';
import type { ZoneFinder } from '../identity/zone.js';
import { loginName, type BrowserLogins } from './browser-logins.js';
import { sessionCookie } from './cookies.js';
import type { DemoDoors } from './demo-doors.js';
import { jsonReply } from '../http/json-reply.js';
import { namedIn, nameOfCookie, openInPlaceOf } from './named-login.js';
import type { OriginCheck } from './own-origin.js';

export interface DemoSignInParts {
  readonly issuer: Pick<DemoIssuer, 'sign'>;
  readonly accounts: () => Iterable<Pick<AccountRow, 'id' | 'kind' | 'role' | 'nameJa' | 'nameEn'>>;
  readonly logins: BrowserLogins;
  readonly isForeign: OriginCheck;
  readonly zoneOf: ZoneFinder;
  /** Networks that the role works from. */
  readonly zonesOfRole: (role: string) => readonly Zone[];
  readonly doors: Pick<DemoDoors, 'list'>;
  /** The city's day, `YYYY-MM-DD`: as a rule not the one that the visitor's calendar has. */
  readonly today: () => string;
}

/** In the demo, which has no identity provider, whoever sits there picks an account. */
export class DemoSignIn {
  constructor(private readonly parts: DemoSignInParts) {}

  /**
   * `GET /console/accounts`: the persons among the demo's accounts with the zones they work from, the zone one comes from, doors
   * to the others, and the city's day.
   */
  list({ socket }: IncomingMessage): Reply {
    const { accounts, zoneOf, zonesOfRole, doors, today } = this.parts;
    const persons = [...accounts()].filter(({ kind }) => kind === 'person');
    const shown = persons.map(({ id, role, nameJa, nameEn }) => ({
      ...{ account: id, role, nameJa, nameEn },
      zones: zonesOfRole(role),
    }));
    const zone = zoneOf(socket.remoteAddress ?? '');
    return jsonReply(200, { accounts: shown, zone, doors: doors.list, today: today() });
  }

  /** `POST /console/demo-sign-in` with `{"account": "clerk"}`. */
  async signIn(request: IncomingMessage): Promise<Reply> {
    try {
      const foreign = this.parts.isForeign(request);
      if (foreign !== null) throw foreign;
      const { account } = Object(await readJsonBody(request)) as { readonly account?: unknown };
      const token = await this.tokenOf(account);
      const login = { token, expires: (decodeJwt(token).exp ?? 0) * 1_000 };
      const key = await openInPlaceOf([nameOfCookie(request)], login, this.parts.logins);
      const headers = { 'set-cookie': sessionCookie(key), ...namedIn(loginName(key)) };
      return { status: 204, headers, body: '' };
    } catch (error) {
      return errorReply(toGatewayError(error), 'console');
    }
  }

  private async tokenOf(account: unknown): Promise<string> {
    const { issuer, accounts } = this.parts;
    const person = [...accounts()].find(({ id, kind }) => kind === 'person' && id === account);
    if (person === undefined)
      throw new GatewayError('BAD_USER_INPUT', {
        detail: 'no such account of the demo',
        en: 'The demo has no such account. Choose one of those that are shown.',
        ja: 'デモにそのアカウントはありません。表示されているものから選んでください。',
      });
    return issuer.sign(person.id);
  }
}
