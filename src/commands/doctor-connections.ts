import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { refuseSamePlace } from '../audit/journal/second-place.js';
import type { Settings } from '../config/settings.js';
import { connectStore } from '../database/connection.js';
import type { DatabaseUrl } from '../database/database-url.js';
import { NewerStoreError } from '../database/migration-errors.js';
import { errnoOf } from '../files/errno.js';
import { MIGRATED_ROOMS, stateOfRoom } from '../gateway/migrated-rooms.js';
import { SharedStateProbe } from '../shared-state/shared-state-probe.js';
import type { Finding } from './doctor-storage.js';

/** Longest one connection is waited for, in milliseconds; all are asked at once. */
const PATIENCE = 5_000;

/** Everything beyond this machine's own files that the settings name is asked whether it is there. */
export function checkConnections(settings: Settings): Promise<readonly Finding[]> {
  return Promise.all([
    ...checkIssuer(settings),
    ...checkRedis(settings),
    ...checkServers(settings),
    ...checkWitness(settings),
    ...checkMirror(settings),
    ...checkStores(settings),
  ]);
}

type Check = Promise<Finding>;

function checkIssuer({ oidc }: Settings): readonly Check[] {
  if (oidc === null) return [];
  const issuer = oidc.issuer.href.replace(/\/$/, '');
  const keys = async (): Promise<void> => {
    const { jwks_uri: uri } = (await read(`${issuer}/.well-known/openid-configuration`)) as {
      jwks_uri?: unknown;
    };
    if (typeof uri !== 'string') throw new Error('no jwks_uri');
    const { keys: found } = (await read(uri)) as { keys?: unknown };
    if (!Array.isArray(found) || found.length === 0) throw new Error('no keys');
  };
  return [
    asked(`issuer ${oidc.issuer.origin}: configuration and keys`, keys, {
      ja: 'SEKISHO_OIDC_ISSUER と、そこまでの通信を確かめてください。だれもログインできません。',
      en: 'Check SEKISHO_OIDC_ISSUER and the way to it: nobody can log in.',
    }),
  ];
}

function checkRedis({ redisUrl }: Settings): readonly Check[] {
  if (redisUrl === null) return [];
  const answers = async (): Promise<void> => {
    const probe = new SharedStateProbe(redisUrl);
    const state = await probe.state().finally(() => void probe.close());
    if (state !== 'ANSWERS') throw new Error('no answer');
  };
  return [
    asked(`Redis ${redisUrl.host}`, answers, {
      ja: 'REDIS_URL と、そこに書けるかを確かめてください。応答がない間はすべて拒否されます。',
      en: 'Check REDIS_URL and that it may be written: while it does not answer everything is refused.',
    }),
  ];
}

/** Sources on a server of their own. */
function checkServers({ sources, intermediateUrl, vrsUrl }: Settings): readonly Check[] {
  const named = {
    SEKISHO_REGISTRY_URL: sources.registry,
    SEKISHO_HEALTH_URL: sources.health,
    SEKISHO_ADDRESS_URL: sources.address,
  };
  const checks = Object.entries(named).flatMap(([name, url]) =>
    url.kind === 'mssql' ? [asked(...connection(name, url))] : [],
  );
  return [
    ...checks,
    ...checkService('intermediate server', intermediateUrl, {
      ja: 'SEKISHO_INTERMEDIATE_URL と、そこまでの通信を確かめてください。情報連携が使えません。',
      en: 'Check SEKISHO_INTERMEDIATE_URL and the way to it: there is no linkage without it.',
    }),
    ...checkService('vaccination record system', vrsUrl, {
      ja: 'SEKISHO_VRS_URL と、そこまでの通信を確かめてください。VRSが使えません。',
      en: 'Check SEKISHO_VRS_URL and the way to it: the system cannot be used without it.',
    }),
  ];
}

function checkService(
  name: string,
  url: URL | null,
  toDo: { readonly ja: string; readonly en: string },
): readonly Check[] {
  if (url === null) return [];
  const reached = () => fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
  return [asked(`${name} ${url.origin}`, reached, toDo)];
}

function connection(name: string, url: DatabaseUrl & { readonly kind: 'mssql' }): Parameters<typeof asked> {
  const connect = async (): Promise<void> => {
    const source = await connectStore({ url, readOnly: true }, []);
    await source.query('SELECT 1').finally(() => source.destroy());
  };
  return [
    `${name}: SQL Server ${url.host}:${url.port}`,
    connect,
    {
      ja: `${name} の場所、利用者、証明書を確かめてください。`,
      en: `Check the place, the user and the certificate of ${name}.`,
    },
  ];
}

function checkWitness({ auditWitness }: Settings): readonly Check[] {
  if (auditWitness === null) return [];
  const toDo = {
    ja: 'SEKISHO_AUDIT_WITNESS の場所と権限を確かめてください。届かない間は、記録を外から裏付けるものがありません。',
    en: 'Check the place and permissions of SEKISHO_AUDIT_WITNESS: while it is away nobody else vouches for the log.',
  };
  if (typeof auditWitness === 'string')
    return [asked(`witness ${auditWitness}`, () => folderToWrite(auditWitness), toDo)];
  const reached = () => fetch(auditWitness, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
  return [asked(`witness ${auditWitness.origin}`, reached, toDo)];
}

function checkMirror({ auditMirror, auditDirectory }: Settings): readonly Check[] {
  if (auditMirror === null) return [];
  const placed = async (): Promise<void> => {
    await refuseSamePlace(auditDirectory, auditMirror);
    folderToWrite(auditMirror);
  };
  return [
    asked(`second copy of the log ${auditMirror}`, placed, {
      ja: 'SEKISHO_AUDIT_MIRROR は、書き込める、ログとは別のフォルダーにしてください。書けない間は何も回答しません。',
      en: 'SEKISHO_AUDIT_MIRROR must be a folder of its own that can be written: without it nothing is answered.',
    }),
  ];
}

/** Store and index, with the version of their tables. One that is not made yet is made at the start. */
function checkStores(settings: Settings): readonly Check[] {
  return MIGRATED_ROOMS.map((room) =>
    asked(`tables of ${room.room}`, () => stateOfRoom(room, settings), {
      ja: 'SEKISHO_STORE_URL(索引は SEKISHO_DATA)の場所、権限、版を確かめてください。',
      en: 'Check place, permissions and version of SEKISHO_STORE_URL (for the index: SEKISHO_DATA).',
    }),
  );
}

/** There to be written, or with a folder above it in which it can be made. */
function folderToWrite(path: string): void {
  if (!existsSync(path)) {
    if (!existsSync(dirname(path))) throw Object.assign(new Error('missing'), { code: 'ENOENT' });
    return folderToWrite(dirname(path));
  }
  accessSync(path, constants.W_OK | constants.X_OK);
  if (!statSync(path).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
}

/** Told by its error's code alone: a driver's text quotes names and passwords. */
async function asked(subject: string, ask: () => unknown, toDo: { ja: string; en: string }): Check {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), PATIENCE);
  });
  try {
    await Promise.race([(async () => ask())(), late]);
    return { subject, fault: null };
  } catch (error) {
    const code = codeOf(error);
    const words = error instanceof NewerStoreError ? error : toDo;
    return {
      subject,
      fault: { ja: `応答しません(${code})。${words.ja}`, en: `Does not answer (${code}). ${words.en}` },
    };
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string {
  const own = errnoOf(error) ?? (error instanceof Error ? errnoOf(error.cause) : null);
  if (own !== null && /^[A-Z][A-Z0-9_]{1,40}$/.test(own)) return own;
  return error instanceof Error && /^(no |HTTP )[\w ]{1,20}$/.test(error.message) ? error.message : 'failed';
}

async function read(url: string): Promise<unknown> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}
