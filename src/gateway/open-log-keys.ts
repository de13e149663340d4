import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NoSecretError } from '../audit/audit-faults.js';
import { WRITER_PATTERN } from '../audit/format/log-format.js';
import { loadAuditKeys, type AuditKeys } from '../audit/keys/audit-keys.js';
import { refuseForeignKeys } from '../audit/segments/other-secret.js';
import type { Settings } from '../config/settings.js';
import { startFault } from './start-fault.js';

type Place = Pick<Settings, 'dataDirectory' | 'auditDirectory' | 'auditMirror' | 'auditSecret'>;

/** Where the secret of the log lies. */
export function secretFile({ dataDirectory }: Pick<Settings, 'dataDirectory'>): string {
  return join(dataDirectory, 'keys', 'audit.json');
}

/**
 * The keys of the gateway's own log. A secret is made only where there is nothing yet that another one opens: made
 * beside an existing log it would leave that for ever unreadable, without a word.
 * @throws SettingsError that names the setting and the remedy
 */
export async function openLogKeys(place: Place): Promise<AuditKeys> {
  const file = secretFile(place);
  try {
    if (place.auditSecret === null && !existsSync(file) && (await hasWriters(place)))
      throw new NoSecretError('keys/audit.json');
    const keys = loadAuditKeys(file, { create: true, secret: place.auditSecret });
    await refuseForeignKeys(keys);
    return keys;
  } catch (error) {
    throw startFault(place.auditSecret === null ? 'SEKISHO_DATA' : 'SEKISHO_AUDIT_SECRET', error, {
      ja: 'アクセス記録の鍵(keys/audit.json)を使えません',
      en: 'the key of the access log (keys/audit.json) cannot be used',
      toDo: {
        ja: 'この利用者だけが読み書きできる(600)、壊れていないファイルが必要です。',
        en: 'It must be whole, and for this account alone (chmod 600).',
      },
    });
  }
}

/** Whether log, second copy or wrapped keys are there already. */
export async function hasWriters({ dataDirectory, auditDirectory, auditMirror }: Place): Promise<boolean> {
  const folders = [auditDirectory, join(dataDirectory, 'keys', 'audit'), auditMirror];
  for (const folder of folders) {
    const names = folder === null ? [] : await readdir(folder).catch((): string[] => []);
    if (names.some((name) => WRITER_PATTERN.test(name))) return true;
  }
  return false;
}
