import { join, resolve } from 'node:path';

import { loadAuditKeys, type AuditKeys } from '../../audit/keys/audit-keys.js';
import type { CommandContext } from '../context.js';
import { requireFolder } from '../required-path.js';

/**
 * The audit folder that a command is about. One that was given and is not there is told by every command alike: read
 * as a log without records it would be a log that nobody can find fault with.
 * @throws GatewayError BAD_USER_INPUT
 */
export function folderOf(dir: string | undefined, context: CommandContext): string {
  if (dir === undefined) return context.settings().auditDirectory;
  requireFolder(dir);
  return resolve(dir);
}

/** @throws GatewayError AUDIT_UNAVAILABLE where the log's secret is not there. */
export function keysOf(context: CommandContext): AuditKeys {
  const { dataDirectory, auditSecret } = context.settings();
  return loadAuditKeys(join(dataDirectory, 'keys', 'audit.json'), { create: false, secret: auditSecret });
}
