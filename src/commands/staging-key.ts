import type { TextKey } from '../database/sealed-text.js';
import { keysOf } from './audit/log-place.js';
import type { CommandContext } from './context.js';

/** Under which doses of files lie until they are taken in: it comes of the log's secret (`SEKISHO_AUDIT_SECRET`). */
export function stagingKey(context: CommandContext): TextKey {
  const { keyId, stagingKey: key } = keysOf(context);
  return { id: keyId, key };
}
