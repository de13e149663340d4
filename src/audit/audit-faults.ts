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

/**
 * The log is not opened, and nothing is written to it, until somebody has looked: the text says what was found and
 * what to do.
 */
export abstract class LogRefusal extends GatewayError {
  protected constructor(detail: string, words: { readonly ja: string; readonly en: string }) {
    super('AUDIT_UNAVAILABLE', { ...words, detail });
  }
}

/** Something beside a log that knows how far it went. */
export interface Seen {
  /** How it is called, in both languages. */
  readonly by: { readonly ja: string; readonly en: string };
  /** Records of the log that it knows of. */
  readonly records: number;
}

const TOGETHER = {
  ja: '見つからないときは、差の理由が分かるまで全部をそのまま保管し、索引も作り直さないでください。新しく始めるには、ログ・鍵(keys/audit.json と keys/audit)・索引・写しをまとめて別の場所へ移します(docs/audit-log.md)。',
  en: 'If it is lost, keep all of it as evidence and do not rebuild the index before the difference is explained; to begin anew, set log, keys (keys/audit.json, keys/audit), index and second copy aside together (docs/audit-log.md).',
};

/** An older copy of the log lies where the log was: what it would go on with has numbers that were given out. */
export class OlderLogError extends LogRefusal {
  constructor(writer: string, records: number, { by, records: known }: Seen) {
    super(`${writer} is older than ${by.en}`, {
      ja: `${writer} の記録は${records}件までですが、${by.ja}は${known}件まで知っています。古い写しが置かれたか、ディスクが接続されていません。最新のログを元の場所に戻してください。${TOGETHER.ja}`,
      en: `${writer} goes to record ${records}, yet ${by.en} knows ${known}: an older copy of the log was put there, or its disk is not mounted. Put the newest log back. ${TOGETHER.en}`,
    });
  }
}

/** The log goes on where its keys end. */
export class OlderKeysError extends LogRefusal {
  constructor(writer: string) {
    super(`the keys of ${writer} are missing or older than the log`, {
      ja: `${writer} の鍵(keys/audit/${writer})がないか、ログより古いものです。安全な場所にある最新の写しから戻してください。${TOGETHER.ja}`,
      en: `The keys of ${writer} (keys/audit/${writer}) are missing or older than its log. Restore them from their newest safe copy. ${TOGETHER.en}`,
    });
  }
}

/** The second copy would be the log itself, or lie in it. */
export class SecondCopyPlaceError extends LogRefusal {
  constructor() {
    super('the second copy is the log itself', {
      ja: '写しのフォルダーが、ログのフォルダーと同じか、その中か、それを含む場所です。別のディスクの、別のフォルダーを指定してください。',
      en: 'The folder of the second copy is the folder of the log, lies in it, or holds it. Name another folder, on another disk.',
    });
  }
}

/** Another secret than the one the log was begun with. */
export class OtherSecretError extends LogRefusal {
  /** @param what lies there: a writer's name, or a file's */
  constructor(what: string) {
    super(`${what} was written with another secret`, {
      ja: `${what} は別の秘密鍵で書かれています。keys/audit.json(または SEKISHO_AUDIT_SECRET)を、そのログを始めたときのものに戻してください。鍵を替えるには、ログ・鍵・索引・写しをまとめて別の場所へ移してから始めます(docs/audit-log.md)。`,
      en: `${what} was written with another secret. Restore the keys/audit.json (or SEKISHO_AUDIT_SECRET) that the log was begun with. To change the secret, set log, keys, index and second copy aside together first (docs/audit-log.md).`,
    });
  }
}

/** There is a log, and no secret to go on with it. */
export class NoSecretError extends LogRefusal {
  constructor(file: string) {
    super('the secret of an existing log is missing', {
      ja: `${file} がありませんが、その秘密鍵で書かれた記録や鍵は残っています。安全な場所にある写しから戻してください。失われたときは、ログ・鍵・索引・写しをまとめて別の場所へ移してから始めます(docs/audit-log.md)。`,
      en: `${file} is missing, yet there are records or keys that were written with it. Restore it from its safe copy. If it is lost, set log, keys, index and second copy aside together and begin anew (docs/audit-log.md).`,
    });
  }
}

/** A segment (`name`) of a version of the format that this program does not read. */
export class OtherLogVersionError extends LogRefusal {
  constructor(name: string, version: number) {
    super(`${name} is of version ${version} of the log's format`, otherVersionText(name, version));
  }
}
