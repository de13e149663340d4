import { LogRefusal } from '../audit/audit-faults.js';
import type { SettingName } from '../config/keys.js';
import { SettingsError } from '../config/settings-error.js';
import { NewerStoreError, OtherModeError } from '../database/migration-errors.js';
import { GatewayError } from '../errors/gateway-error.js';
import { errnoOf } from '../files/errno.js';

/** Our own messages and the system's error codes are short words; a driver's text may quote a row or a secret. */
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** They say themselves what to do. */
const OWN_WORDS = [NewerStoreError, OtherModeError, LogRefusal];

/**
 * What could not be opened at the start, told by the setting that leads there: what happened with its error
 * code, and what to do.
 *
 * @param what.toDo replaced by what a store of another version, or a log that is refused, says of itself
 */
export function startFault(
  setting: SettingName,
  error: unknown,
  what: { readonly ja: string; readonly en: string; readonly toDo: { ja: string; en: string } },
): SettingsError {
  const { ja, en } = what;
  const code = codeOf(error);
  const toDo = OWN_WORDS.some((kind) => error instanceof kind) ? (error as GatewayError) : what.toDo;
  return new SettingsError([`${setting}: ${ja}(${code})。${toDo.ja} / ${en} (${code}). ${toDo.en}`]);
}

/** The code nearest to the surface: `ENOTDIR`, `SQLITE_CANTOPEN`; else what our own check says; else the error's type. */
function codeOf(error: unknown): string {
  for (const at of causes(error)) {
    const code = at instanceof GatewayError ? null : errnoOf(at);
    if (code !== null && CODE.test(code)) return code;
  }
  if (error instanceof GatewayError) return error.detail ?? error.code;
  return error instanceof Error ? error.name : 'unknown';
}

/** An error and what it was caused by. Asks the shape, not the class, as `errnoOf` does. */
function causes(error: unknown): readonly object[] {
  if (typeof error !== 'object' || error === null) return [];
  return [error, ...('cause' in error ? causes(error.cause) : [])];
}
