import { join, resolve } from 'node:path';

import { loadAuditKeys, type AuditKeys } from '../../audit/keys/audit-keys.js';
import type { CommandContext } from '../context.js';

/** The audit folder that a command is about. */
export function folderOf(dir: string | undefined, context: CommandContext): string {
  return dir === undefined ? context.settings().auditDirectory : resolve(dir);
}

/** @throws GatewayError AUDIT_UNAVAILABLE where the log's secret is not there. */
export function keysOf(context: CommandContext): AuditKeys {
  const { dataDirectory, auditSecret } = context.settings();
  return loadAuditKeys(join(dataDirectory, 'keys', 'audit.json'), { create: false, secret: auditSecret });
}
