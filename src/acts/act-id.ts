import { createHash } from 'node:crypto';

/** Under which an act is kept: the key is the account's own, so that nobody finds another's by guessing. */
export function actId(account: string, key: string): string {
  return createHash('sha256').update(`${account}\n${key}`).digest('base64url');
}
