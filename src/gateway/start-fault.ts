import type { SettingName } from '../config/keys.js';
import { SettingsError } from '../config/settings-error.js';
import { GatewayError } from '../errors/gateway-error.js';

/** Our own messages and the system's error codes are short words; a driver's text may quote a row or a secret. */
const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/**
 * What could not be opened at the start, told by the setting that leads there: what happened with its error
 * code, and what to do.
 */
export function startFault(
  setting: SettingName,
  error: unknown,
  what: { readonly ja: string; readonly en: string; readonly toDo: { ja: string; en: string } },
): SettingsError {
  const { ja, en, toDo } = what;
  const code = codeOf(error);
  return new SettingsError([`${setting}: ${ja}(${code})。${toDo.ja} / ${en} (${code}). ${toDo.en}`]);
}

/** The code nearest to the cause: `ENOTDIR`, `SQLITE_CANTOPEN`; else what our own check says; else the error's type. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    if (!(at instanceof GatewayError) && typeof code === 'string' && CODE.test(code)) return code;
  }
  if (error instanceof GatewayError) return error.detail ?? error.code;
  return error instanceof Error ? error.name : 'unknown';
}
