import { GatewayError } from '../errors/gateway-error.js';
import { errnoOf } from '../files/errno.js';
import { otherVersionText } from './format/log-version.js';

/** Rejects when the work takes longer; the work itself goes on. */
export async function within(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no commit within ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Goes to `/readyz`: names what failed, not where on this machine. */
export function reasonOf(error: unknown): string {
  return errnoOf(error) ?? (error instanceof Error ? error.message : 'unknown fault');
}

export function unavailable(detail: string, cause?: unknown): GatewayError {
  return cause instanceof GatewayError ? cause : new GatewayError('AUDIT_UNAVAILABLE', { detail, cause });
}

/** A segment (`name`) of a version of the format that this program does not read. */
export class OtherLogVersionError extends GatewayError {
  constructor(name: string, version: number) {
    super('AUDIT_UNAVAILABLE', {
      ...otherVersionText(name, version),
      detail: `${name} is of version ${version} of the log's format`,
    });
  }
}
