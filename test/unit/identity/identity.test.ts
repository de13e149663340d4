import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { LOOPBACK_ZONES } from '../../../src/config/zones.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { AccountRefused, createIdentity } from '../../../src/identity/identity.js';
import { oidcIssuer } from '../../../src/identity/issuer.js';
import { freshIdentity, goodClaims, NOW, refusalOf, staffDirectory } from './harness.js';

const PEER = '127.0.0.1';
const SECONDS = NOW.getTime() / 1000;
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

describe('a good token', () => {
  test('gives the account of the directory, its current purposes, and the login methods of the token', async () => {
    const { identity, sign } = await freshIdentity();
    const { principal, zone } = await identity.identify({
      authorization: `Bearer ${await sign({ sub: 'number-clerk', amr: ['uid', 'palm_vein'] })}`,
      peerAddress: PEER,
    });
    expect(principal).toMatchObject({
      account: 'number-clerk',
      role: 'number-clerk',
      amr: ['uid', 'palm_vein'],
    });
    expect([...principal.purposes]).toEqual(['HISTORY', 'INQUIRY', 'RECOMMEND', 'CERTIFICATE']);
    expect(Object.isFrozen(principal)).toBe(true);
    expect(zone).toBe('NUMBER_USE');
  });

  test('claims about role, purposes or zone are not believed', async () => {
    const { identity, sign } = await freshIdentity();
    const token = await sign({ role: 'number-clerk', purposes: ['AUDIT'], zone: 'NUMBER_USE' });
    const { principal, zone } = await identity.identify({
      authorization: `Bearer ${token}`,
      peerAddress: '192.0.2.1',
    });
    expect(principal.role).toBe('clerk');
    expect(principal.purposes.has('AUDIT')).toBe(false);
    expect(zone).toBeNull();
  });

  describe('its login', () => {
    const loginOf = async (...all: JWTPayload[]) => {
      const { identity, sign } = await freshIdentity();
      const identified = all.map(async (claims) =>
        identity.identify({ authorization: `bearer ${await sign(claims)}`, peerAddress: PEER }),
      );
      return (await Promise.all(identified)).map(({ login }) => login);
    };

    test('is its sid: renewed tokens of one login are one, until the user logs in again', async () => {
      const sid = { sid: 's-1', auth_time: SECONDS };
      const [first, renewed, again] = await loginOf(
        { ...sid, jti: 'j-1' },
        { ...sid, jti: 'j-2' },
        { ...sid, jti: 'j-3', auth_time: SECONDS + 1 },
      );
      expect(renewed?.id).toBe(first?.id);
      expect(again?.id).not.toBe(first?.id);
      expect(first?.life).toBe(24 * 60 * 60_000);
    });

    test('is its jti, else the token itself: each is a login of its own', async () => {
      const logins = await loginOf(
        { jti: 'j-1' },
        { jti: 'j-2' },
        { sid: 'j-1' },
        { iat: SECONDS - 1 },
        { iat: SECONDS - 2 },
      );
      expect(new Set(logins.map(({ id }) => id)).size).toBe(5);
      expect(logins.map(({ id }) => id).join()).not.toContain('eyJ');
    });

    test('may come until the token ends, and a minute for clocks that differ', async () => {
      const [login] = await loginOf({ jti: 'j-1', exp: SECONDS + 100 });
      expect(login?.life).toBe(160_000);
    });
  });

  test.each([
    ['a text', 'palm_vein'],
    ['an object', { palm_vein: true }],
    ['nothing', undefined],
  ])('an amr that is %s counts as no login method', async (_, amr) => {
    const { identity, sign } = await freshIdentity();
    const { principal } = await identity.identify({
      authorization: `Bearer ${await sign({ amr })}`,
      peerAddress: PEER,
    });
    expect(principal.amr).toEqual([]);
  });
});

describe('a token that is not good', () => {
  const attempt = async (
    make: (fresh: Awaited<ReturnType<typeof freshIdentity>>) => Promise<string | undefined>,
  ) => {
    const fresh = await freshIdentity();
    return refusalOf(fresh.identity.identify({ authorization: await make(fresh), peerAddress: PEER }));
  };

  test.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['another scheme', 'Basic Y2xlcms6Y2xlcms='],
    ['no token', 'Bearer '],
    ['garbage', 'Bearer garbage'],
    ['three parts of garbage', 'Bearer a.b.c'],
    ['two tokens', 'Bearer a.b.c, Bearer a.b.c'],
  ])('%s is UNAUTHENTICATED and the caller is told what to do', async (_, header) => {
    const error = await attempt(async () => header);
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.en).toContain('Send a valid token in the Authorization header');
  });

  test('alg none', async () => {
    const error = await attempt(async () => `Bearer ${new UnsecuredJWT(goodClaims()).encode()}`);
    expect(error.code).toBe('UNAUTHENTICATED');
  });

  test('HS256 with the public key as secret', async () => {
    const error = await attempt(async ({ publicKey }) => {
      const secret = new TextEncoder().encode(publicKey);
      return `Bearer ${await new SignJWT(goodClaims()).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(secret)}`;
    });
    expect([error.code, error.detail]).toEqual(['UNAUTHENTICATED', 'ERR_JOSE_ALG_NOT_ALLOWED']);
  });

  test('signed by another key, its own key in the header', async () => {
    const error = await attempt(async () => {
      const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
      const header = { alg: 'ES256', kid: 'k', jwk: await exportJWK(publicKey) };
      return `Bearer ${await new SignJWT(goodClaims()).setProtectedHeader(header).sign(privateKey)}`;
    });
    expect(error.code).toBe('UNAUTHENTICATED');
  });

  test('a payload changed after signing', async () => {
    const error = await attempt(async ({ sign }) => {
      const [head, , signature] = (await sign()).split('.');
      const payload = Buffer.from(JSON.stringify(goodClaims({ sub: 'number-clerk' }))).toString('base64url');
      return `Bearer ${head}.${payload}.${signature}`;
    });
    expect(error.code).toBe('UNAUTHENTICATED');
  });

  // docs/attacks.md E8 among them.
  test.each([
    ['another issuer', { iss: 'https://idp.invalid' }],
    ['another audience', { aud: 'payroll' }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['no account', { sub: undefined }],
    ['no end', { exp: undefined }],
    ['a beginning in the future', { nbf: SECONDS + 60 }],
    ['an issue in the future', { iat: SECONDS + 6 }],
    ['a login in the future', { auth_time: SECONDS + 6 }],
    ['a login at no time', { auth_time: 'yesterday' }],
  ])('%s', async (_, claims) => {
    const error = await attempt(async ({ sign }) => `Bearer ${await sign(claims)}`);
    expect(error.code).toBe('UNAUTHENTICATED');
  });

  // docs/attacks.md E18: what an issuer signs for the same client, and is nobody's login.
  test.each([
    ['a logout token', { typ: 'logout+jwt' }, {}],
    ['a logout token of before they had a type', {}, { events: { [LOGOUT]: {} } }],
    ['a security event', { typ: 'application/secevent+jwt' }, {}],
    ['a proof of possession', { typ: 'dpop+jwt' }, {}],
    ['a request', { typ: 'oauth-authz-req+jwt' }, {}],
    ['a token of no kind', { typ: '' }, {}],
  ])('%s', async (_, header, claims) => {
    const error = await attempt(async ({ sign }) => `Bearer ${await sign(claims, header)}`);
    expect([error.code, error.detail]).toEqual(['UNAUTHENTICATED', 'a token of another kind']);
  });
  test.each(['JWT', 'jwt', 'at+jwt', 'application/at+jwt', undefined])(
    'a token of type %s is one',
    async (typ) => {
      const { identity, sign } = await freshIdentity();
      const authorization = `Bearer ${await sign({}, typ === undefined ? {} : { typ })}`;
      expect((await identity.identify({ authorization, peerAddress: PEER })).principal.account).toBe('clerk');
    },
  );

  test('one that has expired is SESSION_EXPIRED', async () => {
    const error = await attempt(async ({ sign }) => `Bearer ${await sign({ exp: SECONDS - 6 })}`);
    expect(error.code).toBe('SESSION_EXPIRED');
  });

  test('an expired one of another issuer is not called expired', async () => {
    const error = await attempt(
      async ({ sign }) => `Bearer ${await sign({ exp: SECONDS - 6, iss: 'https://idp.invalid' })}`,
    );
    expect(error.code).toBe('UNAUTHENTICATED');
  });

  test('an account that is not in the directory is FORBIDDEN, and only the log learns why', async () => {
    const error = await attempt(async ({ sign }) => `Bearer ${await sign({ sub: 'stranger-123' })}`);
    expect([error.code, error.detail]).toEqual(['FORBIDDEN', 'the account is not in the directory']);
    expect(`${error.message}${error.ja}${error.en}${error.detail}`).not.toContain('stranger-123');
  });
});

// docs/attacks.md E19.
test('a directory that cannot be read says of no account that it has ended', async () => {
  const { issuer, sign } = await freshIdentity();
  const principal = () => {
    throw new GatewayError('SOURCE_UNAVAILABLE', { detail: 'the staff directory is out of date' });
  };
  const identity = createIdentity({
    issuer,
    directory: { abreast: () => Promise.resolve(), principal },
    zones: LOOPBACK_ZONES,
    now: () => NOW,
  });
  const error = await refusalOf(
    identity.identify({ authorization: `Bearer ${await sign()}`, peerAddress: PEER }),
  );
  expect([error.code, error instanceof AccountRefused]).toEqual(['SOURCE_UNAVAILABLE', false]);
});
test('of whoever is refused it is told whether the directory knows them', async () => {
  const { identity, sign } = await freshIdentity();
  const refused = async (sub: string) =>
    refusalOf(identity.identify({ authorization: `Bearer ${await sign({ sub })}`, peerAddress: PEER }));
  expect(await refused('stranger-123')).toMatchObject({ of: { isKnown: false, isElsewhere: false } });
  // Their place of work is 127.0.0.3.
  expect(await refused('contractor')).toMatchObject({
    of: { account: 'contractor', isKnown: true, isElsewhere: true },
  });
});

describe('an OpenID provider', () => {
  let server: Server;
  let routes: Record<string, () => { readonly status: number; readonly body: unknown }>;
  let issuer: URL;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const { status, body } = routes[request.url ?? '']?.() ?? { status: 404, body: null };
      response.writeHead(status).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function provider(configuredIssuer = issuer.origin) {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }];
    routes = {
      '/.well-known/openid-configuration': () => ({
        status: 200,
        body: { issuer: configuredIssuer, jwks_uri: `${issuer.origin}/keys` },
      }),
      '/keys': () => ({ status: 200, body: { keys } }),
    };
    const identity = createIdentity({
      issuer: oidcIssuer({ issuer, audiences: ['sekisho'] }),
      directory: staffDirectory(),
      zones: LOOPBACK_ZONES,
      now: () => NOW,
    });
    const token = await new SignJWT(goodClaims({ iss: issuer.origin }))
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .sign(privateKey);
    return {
      identity,
      identify: () => identity.identify({ authorization: `Bearer ${token}`, peerAddress: PEER }),
    };
  }

  test('is asked once for its configuration and keys, with or without a slash at the end of its name', async () => {
    const { identify } = await provider();
    await identify();
    expect((await identify()).principal.account).toBe('clerk');
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('is not asked at all for a token that is not one', async () => {
    const { identity } = await provider();
    await refusalOf(identity.identify({ authorization: 'Bearer garbage', peerAddress: PEER }));
    await refusalOf(
      identity.identify({
        authorization: `Bearer ${new UnsecuredJWT(goodClaims()).encode()}`,
        peerAddress: PEER,
      }),
    );
    expect(asked).toEqual([]);
  });

  test('whose configuration names somebody else is not trusted', async () => {
    const { identify } = await provider('https://idp.invalid');
    expect((await refusalOf(identify())).code).toBe('SOURCE_UNAVAILABLE');
  });

  test('that fails makes the request fail, not the gateway: the next request tries again', async () => {
    const { identify } = await provider();
    const configuration = routes['/.well-known/openid-configuration'];
    routes['/.well-known/openid-configuration'] = () => ({ status: 500, body: null });
    expect((await refusalOf(identify())).code).toBe('SOURCE_UNAVAILABLE');
    if (configuration !== undefined) routes['/.well-known/openid-configuration'] = configuration;
    const keys = routes['/keys'];
    routes['/keys'] = () => ({ status: 503, body: null });
    expect((await refusalOf(identify())).code).toBe('SOURCE_UNAVAILABLE');
    if (keys !== undefined) routes['/keys'] = keys;
    expect((await identify()).principal.account).toBe('clerk');
  });
});
