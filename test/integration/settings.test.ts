import {
  mkdirSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { SETTING_KEYS, type SettingName } from '../../src/config/keys.js';
import { cityEnvironment, cityRows, testCity } from '../support/city.js';
import { ask } from '../support/client.js';
import { ROOT, startNetwork, startVrs, startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';
import { freePort, redisMissing, startRedis } from '../support/redis-server.js';

/**
 * A setting that changes nothing is worse than none: somebody relies on it (docs/attacks.md T14, FraiseQL
 * #983, #977).
 */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function withGateway<T>(
  settings: Record<string, string>,
  use: (gateway: TestGateway) => Promise<T>,
): Promise<T> {
  const gateway = await startTestGateway(settings);
  try {
    return await use(gateway);
  } finally {
    await gateway.stop();
  }
}

const PERSON = 'query ($id: ID!) { resident(atenaNumber: $id) { age name { kanji } memo } }';
interface Person {
  readonly resident: {
    readonly age: number | null;
    readonly name: { readonly kanji: string } | null;
    readonly memo: string | null;
  } | null;
}
/** A resident whose birth date is certain and who has a file in the health system. */
function somebody(): string {
  const [row] = cityRows<{ id: string }>(
    'address-name',
    `SELECT TRIM(GYOMU_NO) AS id FROM T_GYOMU_ATENA g WHERE GYOMU_KUBUN = 'JK' AND YUKO_KUBUN = '1'
       AND EXISTS (SELECT 1 FROM T_GYOMU_ATENA k WHERE k.TOGO_NO = g.TOGO_NO AND k.GYOMU_KUBUN = 'KK')
       AND TRIM(GYOMU_NO) IN (${cityRows<{ id: string }>(
         'registry',
         `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND UMARE_FUMEI <> '1' LIMIT 500`,
       )
         .map(({ id }) => `'${id}'`)
         .join(',')}) LIMIT 1`,
  );
  return row?.id ?? '';
}
const seen = (gateway: TestGateway) =>
  gateway.as<Person>('clerk', { purpose: 'HISTORY', query: PERSON, variables: { id: somebody() } });

/** One of the city's databases, copied and altered. */
function altered(system: string, sql: string, ...values: string[]): string {
  const path = join(folder, `${system}.sqlite`);
  copyFileSync(join(testCity().directory, '132101', `${system}.sqlite`), path);
  const database = new Database(path);
  database.prepare(sql).run(...values);
  database.close();
  return `sqlite:${path}`;
}

/** An OpenID provider as far as the gateway asks one: configuration and keys over a real socket. */
async function startProvider(): Promise<{
  url: string;
  token(audience: string): Promise<string>;
  server: Server;
}> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: '1', alg: 'ES256', use: 'sig' }] };
  const server = createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const body = request.url?.endsWith('openid-configuration')
      ? { issuer: base, jwks_uri: `${base}/keys` }
      : keys;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = (audience: string) =>
    new SignJWT({ amr: ['uid'], sid: audience })
      .setProtectedHeader({ alg: 'ES256', kid: '1' })
      .setIssuer(url)
      .setAudience(audience)
      .setSubject('clerk')
      .setExpirationTime('5m')
      .sign(privateKey);
  return { url, token, server };
}
const VIEWER = { query: '{ viewer { account } }' };

/** Asked once for the settings that it is about. */
let oidc: Promise<{ issuer: number; audience: number; demo: number }> | null = null;
const oidcAnswers = () => (oidc ??= askWithOidc());

async function askWithOidc(): Promise<{ issuer: number; audience: number; demo: number }> {
  const { url, token, server } = await startProvider();
  try {
    return await withGateway(
      { SEKISHO_OIDC_ISSUER: url, SEKISHO_OIDC_AUDIENCE: 'city-hall' },
      async (gateway) => ({
        issuer: (await ask(gateway.port, { ...VIEWER, token: await token('city-hall') })).status,
        audience: (await ask(gateway.port, { ...VIEWER, token: await token('elsewhere') })).status,
        demo: (await gateway.as('clerk', VIEWER)).status,
      }),
    );
  } finally {
    server.close();
  }
}

/** What `sekisho city build` prints: the city's counts, and with them a fingerprint of its registry. */
function cityOf(settings: Record<string, string>): string {
  const built = cities.get(JSON.stringify(settings)) ?? buildCity(settings);
  cities.set(JSON.stringify(settings), built);
  return built;
}
const cities = new Map<string, string>();

function buildCity(settings: Record<string, string>): string {
  const data = mkdtempSync(join(folder, 'city-'));
  const env = { PATH: process.env['PATH'], SEKISHO_DATA: data, ...settings };
  const printed = execFileSync(process.execPath, [join(ROOT, 'dist', 'src', 'cli.js'), 'city', 'build'], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const registry = new Database(join(data, 'city', '132101', 'registry.sqlite'), { readonly: true });
  const names = registry.prepare('SELECT SIMEI_KANJI FROM JUKI_KIHON ORDER BY ATENA_NO LIMIT 100').all();
  registry.close();
  return `${printed}${JSON.stringify(names)}`;
}

/** A question that only the intermediate server can answer. */
function seesProvisions(gateway: TestGateway) {
  return gateway.as('manager', { purpose: 'HISTORY', query: '{ provisionRequests { nodes { id } } }' });
}

/** The source systems that are connected, as /readyz names them. */
async function connected(environment: Record<string, string>): Promise<readonly string[]> {
  return withGateway(environment, async ({ port }) => {
    const { sources } = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as {
      sources: object;
    };
    return Object.keys(sources);
  });
}

/** What each setting does to a gateway that runs, or where that is proved. */
const behaviours: Record<SettingName, string | (() => Promise<void>)> = {
  SEKISHO_HOST: () =>
    withGateway({ SEKISHO_HOST: '127.0.0.2' }, async ({ port }) => {
      await expect(ask(port, VIEWER)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }),
  SEKISHO_PORT: async () => {
    const port = await freePort();
    await withGateway({ SEKISHO_PORT: String(port) }, async () => {
      expect((await ask(port, VIEWER)).status).toBe(401);
    });
  },
  SEKISHO_WORKERS: 'test/fault/workers.test.ts',
  SEKISHO_DATA: async () => {
    const data = join(folder, 'data');
    await withGateway({ SEKISHO_DATA: data }, async () =>
      expect(readdirSync(data)).toEqual(expect.arrayContaining(['audit', 'keys'])),
    );
  },
  SEKISHO_GRAPHIQL: async () => {
    const given = async (settings: Record<string, string>) =>
      withGateway(settings, async ({ port }) => (await fetch(`http://127.0.0.1:${port}/graphiql`)).status);
    // Who is no engineer is refused; where there is none, there is nothing to refuse.
    expect([await given({}), await given({ SEKISHO_GRAPHIQL: 'off' })]).toEqual([403, 404]);
  },
  SEKISHO_CITY_SIZE: async () =>
    expect(cityOf({ SEKISHO_CITY_SIZE: '510', SEKISHO_SEED: '1' })).toMatch(/^132101: 510 residents/),
  SEKISHO_SEED: async () =>
    expect(cityOf({ SEKISHO_CITY_SIZE: '510', SEKISHO_SEED: '1' })).not.toBe(
      cityOf({ SEKISHO_CITY_SIZE: '510', SEKISHO_SEED: '2' }),
    ),
  SEKISHO_TODAY: async () => {
    const ages = [];
    for (const day of ['2023-06-27', '2025-06-27'])
      ages.push(
        await withGateway(
          { SEKISHO_TODAY: day },
          async (gateway) => (await seen(gateway)).data.resident?.age ?? NaN,
        ),
      );
    expect((ages[1] ?? NaN) - (ages[0] ?? NaN)).toBe(2);
  },
  SEKISHO_REGISTRY_URL: async () => {
    const url = altered(
      'registry',
      `UPDATE JUKI_KIHON SET SIMEI_KANJI = '関所 太郎' WHERE ATENA_NO = ?`,
      somebody(),
    );
    await withGateway({ SEKISHO_REGISTRY_URL: url }, async (gateway) =>
      expect((await seen(gateway)).data.resident?.name?.kanji).toBe('関所 太郎'),
    );
  },
  SEKISHO_HEALTH_URL: async () => {
    const url = altered('health', `UPDATE kk_kojin SET bikou = '関所にて'`);
    await withGateway({ SEKISHO_HEALTH_URL: url }, async (gateway) =>
      expect((await seen(gateway)).data.resident?.memo).toBe('関所にて'),
    );
  },
  SEKISHO_ADDRESS_URL: async () => {
    const url = altered('address-name', `DELETE FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'KK'`);
    await withGateway({ SEKISHO_ADDRESS_URL: url }, async (gateway) => {
      const query = 'query ($id: ID!) { resident(atenaNumber: $id) { immunizations { id } } }';
      const answer = await gateway.as('clerk', { purpose: 'HISTORY', query, variables: { id: somebody() } });
      expect(answer.data).toEqual({ resident: { immunizations: null } });
      expect(answer.errors).toMatchObject([
        { path: ['resident', 'immunizations'], extensions: { code: 'SOURCE_UNAVAILABLE' } },
      ]);
    });
  },
  SEKISHO_STORE_URL: async () => {
    const path = join(folder, 'elsewhere.sqlite');
    await withGateway({ SEKISHO_STORE_URL: `sqlite:${path}` }, async () =>
      expect(existsSync(path)).toBe(true),
    );
  },
  SEKISHO_INTERMEDIATE_URL: async () => {
    const data = mkdtempSync(join(folder, 'linked-'));
    const network = await startNetwork(data);
    const linked = { SEKISHO_DATA: data, SEKISHO_INTERMEDIATE_URL: network.url.href };
    expect((await withGateway({}, seesProvisions)).errors[0]?.extensions.code).toBe('SOURCE_UNAVAILABLE');
    expect((await withGateway(linked, seesProvisions)).errors).toEqual([]);
    await network.close();
  },
  SEKISHO_INTERMEDIATE_KEYS: async () => {
    const data = mkdtempSync(join(folder, 'keyed-'));
    const network = await startNetwork(data);
    const own = join(folder, 'city-key.json');
    renameSync(join(data, 'keys', 'intermediate-0220113210101700.json'), own);
    const linked = { SEKISHO_DATA: data, SEKISHO_INTERMEDIATE_URL: network.url.href };
    await expect(startTestGateway(linked)).rejects.toThrow('intermediate-0220113210101700.json');
    expect((await withGateway({ ...linked, SEKISHO_INTERMEDIATE_KEYS: own }, seesProvisions)).errors).toEqual(
      [],
    );
    await network.close();
  },
  SEKISHO_VRS_URL: async () => {
    const data = mkdtempSync(join(folder, 'vrs-'));
    const vrs = await startVrs(data);
    expect(await connected({})).not.toContain('VACCINATION_RECORD_SYSTEM');
    expect(await connected({ SEKISHO_DATA: data, SEKISHO_VRS_URL: vrs.url.href })).toContain(
      'VACCINATION_RECORD_SYSTEM',
    );
    await vrs.close();
  },
  SEKISHO_VRS_KEYS: async () => {
    const data = mkdtempSync(join(folder, 'vrs-keyed-'));
    const vrs = await startVrs(data);
    const own = join(folder, 'vrs-key.json');
    renameSync(join(data, 'keys', 'vrs-132101.json'), own);
    const linked = { SEKISHO_DATA: data, SEKISHO_VRS_URL: vrs.url.href };
    await expect(startTestGateway(linked)).rejects.toThrow(/SEKISHO_VRS_KEYS: .*vrs-132101\.json/);
    expect(await connected({ ...linked, SEKISHO_VRS_KEYS: own })).toContain('VACCINATION_RECORD_SYSTEM');
    await vrs.close();
  },
  REDIS_URL: async () => {
    if (redisMissing() !== null) return void process.stderr.write(`skipped: REDIS_URL: ${redisMissing()}\n`);
    const redis = await startRedis();
    const verify = `query ($n: IndividualNumberInput!) { verifyIndividualNumber(atenaNumber: "${somebody()}", number: $n) }`;
    const attempt = (gateway: TestGateway) =>
      gateway.as('clerk', { purpose: 'HISTORY', query: verify, variables: { n: '123456789018' } });
    try {
      await withGateway({ REDIS_URL: redis.url.href }, (one) =>
        withGateway({ REDIS_URL: redis.url.href }, async (other) => {
          for (let at = 0; at < 60; at++) await attempt(one);
          expect((await attempt(other)).errors[0]?.extensions.code).toBe('RATE_LIMITED');
        }),
      );
    } finally {
      await redis.stop();
    }
  },
  SEKISHO_OIDC_ISSUER: async () => expect(await oidcAnswers()).toMatchObject({ issuer: 200, demo: 401 }),
  SEKISHO_OIDC_AUDIENCE: async () =>
    expect(await oidcAnswers()).toMatchObject({ issuer: 200, audience: 401 }),
  SEKISHO_OIDC_CLIENT_ID: 'test/integration/console-sign-in.test.ts',
  SEKISHO_OIDC_CLIENT_SECRET: 'test/integration/console-sign-in.test.ts',
  SEKISHO_PUBLIC_URL: 'test/integration/console-sign-in.test.ts',
  SEKISHO_AUDIT_DIR: async () => {
    const directory = join(folder, 'log');
    await withGateway({ SEKISHO_AUDIT_DIR: directory }, async (gateway) => {
      expect((await gateway.as('clerk', VIEWER)).record).toMatch(/^gw1\//);
      expect(readdirSync(directory)).toContain('gw1');
    });
  },
  SEKISHO_AUDIT_MIRROR: async () => {
    const mirror = join(folder, 'mirror');
    await withGateway({ SEKISHO_AUDIT_MIRROR: mirror }, async ({ settings }) =>
      expect(readFileSync(join(mirror, 'gw1', '000001.skl'))).toEqual(
        readFileSync(join(settings.auditDirectory, 'gw1', '000001.skl')),
      ),
    );
  },
  SEKISHO_AUDIT_WITNESS: async () => {
    const witness = join(folder, 'witness');
    // It is on another mount, so the gateway never makes it.
    mkdirSync(witness);
    await withGateway({ SEKISHO_AUDIT_WITNESS: witness }, async () => undefined);
    expect(readFileSync(join(witness, 'gw1.note'), 'utf8')).toMatch(/^sekisho\/132101\/gw1\n/);
  },
  SEKISHO_AUDIT_SECRET: async () => {
    const data = join(folder, 'secret');
    await withGateway(
      { SEKISHO_DATA: data, SEKISHO_AUDIT_SECRET: randomBytes(32).toString('base64url') },
      async () => expect(readdirSync(join(data, 'keys'))).not.toContain('audit.json'),
    );
  },
  // Read by commands alone.
  SEKISHO_TOKEN: 'test/unit/commands/record-command.test.ts',
  SEKISHO_ZONES: () =>
    withGateway({ SEKISHO_ZONES: 'INTRANET=127.0.0.1/32' }, async (gateway) =>
      expect((await seen(gateway)).errors[0]?.extensions.code).toBe('FORBIDDEN'),
    ),
  SEKISHO_TRUSTED_DOCUMENTS: 'test/attack/documents.test.ts',
  SEKISHO_TRUSTED_KEY: 'test/attack/documents.test.ts',
  SEKISHO_POLICY_SHADOW: async () => {
    const next = new PolicyCopy();
    next.edit('history.cedar', (text) => text.replace('Role::"clerk", ', ''));
    await withGateway({ SEKISHO_POLICY_SHADOW: next.directory }, async (gateway) => {
      expect((await seen(gateway)).data.resident?.name).not.toBeNull();
      const metrics = await (await fetch(`http://127.0.0.1:${gateway.port}/metrics`)).text();
      expect(metrics).toMatch(/sekisho_policy_shadow_differences_total\{effect="closes"\} [1-9]/);
      const told = gateway.logLines.filter((line) => line.includes('shadow'));
      expect(told.join('')).toContain('history.record');
      expect(told.join('')).not.toMatch(/"account"|\d{12}/);
    });
    next.remove();
  },
};

test.each(SETTING_KEYS.map(({ name }) => name))('%s does what it says', async (name) => {
  const proof = behaviours[name];
  if (typeof proof === 'function') return proof();
  if (proof.startsWith('test/'))
    expect(readFileSync(join(__dirname, '..', '..', proof), 'utf8')).toContain(name);
  else expect(proof).toMatch(/README/);
});

test('a setting that is misspelt stops the start', async () => {
  await expect(
    startTestGateway({ ...cityEnvironment(folder), SEKISHO_ZONE: 'INTRANET=127.0.0.1/32' }),
  ).rejects.toThrow('SEKISHO_ZONE');
});
