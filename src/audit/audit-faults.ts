import { GatewayError } from '../errors/gateway-error.js';
import { errnoOf } from '../files/errno.js';
import { otherVersionText } from './format/log-version.js';

/** Parts of a time limit. A process that stood still for longer than one is charged for one. */
const PARTS = 20;

/**
 * Rejects when the work takes longer; the work itself goes on. What is counted is time in which this process could
 * have heard of the end: while it stands still, over a long calculation or for want of a processor, a disk that has
 * long done its part cannot say so, and is not to be taken for one that hangs.
 */
export async function within(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    let left = PARTS;
    const wait = (): void => {
      timer = setTimeout(() => {
        if (--left > 0) wait();
        // Behind whatever has come in since: that is heard before a limit is said to have passed.
        else timer = setTimeout(() => reject(new Error(`no commit within ${milliseconds} ms`)), 0);
      }, milliseconds / PARTS);
    };
    wait();
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
