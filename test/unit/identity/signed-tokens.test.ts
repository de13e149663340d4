import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { LOOPBACK_ZONES } from '../../../src/config/zones.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { createIdentity } from '../../../src/identity/identity.js';
import { demoIssuer } from '../../../src/identity/issuer.js';
import { SignedTokens } from '../../../src/identity/signed-tokens.js';
import { goodClaims, NOW, refusalOf, staffDirectory } from './harness.js';

const SECONDS = NOW.getTime() / 1000;

/** An identity whose clock and directory can be changed, and that counts how often a key is looked for. */
async function counting() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' };
  const issuer = demoIssuer({ jwks: () => ({ keys: [jwk] }) });
  const seen = { checks: 0, now: NOW, ended: false };
  const directory = staffDirectory();
  const identity = createIdentity({
    issuer: { ...issuer, keys: (...asked) => (seen.checks++, issuer.keys(...asked)) },
    directory: {
      abreast: () => directory.abreast(),
      principal: (...asked) => {
        if (seen.ended) throw new GatewayError('FORBIDDEN', { detail: 'the account was ended' });
        return directory.principal(...asked);
      },
    },
    zones: LOOPBACK_ZONES,
    now: () => seen.now,
  });
  const sign = (claims: JWTPayload = {}): Promise<string> =>
    new SignJWT(goodClaims(claims)).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(privateKey);
  const ask = (token: string, peerAddress = '127.0.0.1') =>
    identity.identify({ authorization: `Bearer ${token}`, peerAddress });
  const later = (seconds: number): void => void (seen.now = new Date(NOW.getTime() + seconds * 1_000));
  return { seen, sign, ask, later };
}

test('the signature of one token is checked once a minute, and account and zone each time', async () => {
  const { seen, sign, ask, later } = await counting();
  const token = await sign({ exp: SECONDS + 1_000 });
  const first = await ask(token);
  const again = await ask(token, '192.0.2.1');
  expect(seen.checks).toBe(1);
  expect(again.principal).toEqual(first.principal);
  expect([first.zone, again.zone]).toEqual(['NUMBER_USE', null]);
  seen.ended = true;
  expect((await refusalOf(ask(token))).code).toBe('FORBIDDEN');
  expect(seen.checks).toBe(1);
  seen.ended = false;
  later(60);
  await ask(token);
  expect(seen.checks).toBe(2);
});

test('a token ends when it says, however lately its signature was checked', async () => {
  const { sign, ask, later } = await counting();
  const token = await sign({ exp: SECONDS + 10 });
  await ask(token);
  later(15);
  expect((await refusalOf(ask(token))).code).toBe('SESSION_EXPIRED');
});

test('a clock that is set back lets nobody in whose login has not been yet', async () => {
  const { sign, ask, later } = await counting();
  const token = await sign({ iat: SECONDS, exp: SECONDS + 1_000 });
  await ask(token);
  later(-60);
  expect((await refusalOf(ask(token))).code).toBe('UNAUTHENTICATED');
});

test('what was refused is not remembered, and one changed letter is another token', async () => {
  const { seen, sign, ask } = await counting();
  const token = await sign();
  await ask(token);
  const forged = `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
  for (let at = 1; at <= 2; at++) {
    expect((await refusalOf(ask(forged))).code).toBe('UNAUTHENTICATED');
    expect(seen.checks).toBe(1 + at);
  }
});

test('of more tokens than a city hall has the oldest are checked again', () => {
  const tokens = new SignedTokens();
  const claims = goodClaims({ exp: SECONDS + 1_000 });
  for (let at = 0; at < 5_001; at++) tokens.keep(`t${at}`, claims, NOW);
  expect(tokens.find('t0', NOW)).toBeNull();
  expect(tokens.find('t1', NOW)).toBe(claims);
  expect(tokens.find('t5000', NOW)).toBe(claims);
});
