import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MUNICIPALITY, VERSION } from '../about.js';
import type { AuditLog } from '../audit/audit-log.js';
import { openJournal } from '../audit/journal/journal.js';
import { timesOf } from '../audit/journal/journal-options.js';
import { loadAuditKeys } from '../audit/keys/audit-keys.js';
import { clockOn } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import { GatewayError } from '../errors/gateway-error.js';
import { seenBeside } from '../gateway/seen-beside.js';
import { openIdentity } from '../identity/open-identity.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy, type LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import { openStaff } from '../staff/open-staff.js';
import { judgeCommand, whoMay, type PersonCommand } from './command-rules.js';
import type { CommandContext } from './context.js';
import { residentStaff } from './resident-staff.js';
import { readTokenFile } from './token-file.js';

/** Who may run a command, and what of it goes into the log. */
export interface ReadingCommand {
  /** As it is typed, without arguments. Who may run it is said in `command-rules.ts`. */
  readonly command: PersonCommand;
  /** 宛名番号 it is about; only its pseudonym is recorded. */
  readonly atenaNumber?: string;
  /** File with the reader's token; left out for the one in the settings. */
  readonly tokenFile?: string | undefined;
}

/**
 * Whoever reads or writes the log or the city by command is an account that may, and on record before anything is printed
 * (R154). Rejects with UNAUTHENTICATED or FORBIDDEN, as a request would.
 */
export async function recordCommand(context: CommandContext, asked: ReadingCommand): Promise<Principal> {
  const settings = context.settings();
  const { command, tokenFile } = asked;
  const token = tokenFile === undefined ? settings.token : readTokenFile(tokenFile);
  const policy = loadPolicy(join(context.root, POLICY_DIRECTORY));
  const principal = await whoRunsThis(context, { settings, policy, token, command });
  judgeCommand(policy, command, principal);
  await seal(settings, asked, { principal, version: policy.version });
  return principal;
}

/**
 * The same of a command that reads a log. A copy of one on a machine without the gateway's own log has nobody to ask and
 * nowhere to write: the command goes on, says so on standard error, and null is returned. `audit verify`, `audit index`,
 * `audit key`, `audit prove` and `audit check-proof` show counts, hashes and signatures, no content of a record, and need
 * nothing of this.
 *
 * @param directory of a log that was named; left out for the gateway's own
 */
export async function recordReading(
  context: CommandContext,
  directory: string | undefined,
  asked: ReadingCommand,
): Promise<Principal | null> {
  const { auditDirectory } = context.settings();
  const own = directory === undefined || resolve(directory) === auditDirectory;
  if (own || existsSync(auditDirectory)) return recordCommand(context, asked);
  context.warn(
    'この写しの閲覧は、市の記録に残りません。 / This is a copy: reading it is on no record of the city, whose log is not here.',
  );
  return null;
}

/** The same checks of token, account and standing as at the door of the gateway. */
async function whoRunsThis(
  { root }: CommandContext,
  {
    settings,
    policy,
    token,
    command,
  }: {
    readonly settings: Settings;
    readonly policy: LoadedPolicy;
    readonly token: string | null;
    readonly command: PersonCommand;
  },
): Promise<Principal> {
  if (token === null)
    throw new GatewayError('UNAUTHENTICATED', {
      detail: 'no token',
      ja: `アクセス記録や市のデータを読むコマンドには、本人のトークンが必要です。ファイルで --token-file に指定するか、SEKISHO_TOKEN に設定してください(デモでは npx sekisho token アカウント)。${whoMay(command).ja}`,
      en: `A command that reads the log or the city needs your token: name its file with --token-file, or set SEKISHO_TOKEN (demo: npx sekisho token ACCOUNT). ${whoMay(command).en}`,
    });
  const staff = await openStaff({
    ...{ settings, policy, policyDirectory: join(root, POLICY_DIRECTORY) },
    today: clockOn(settings.today).today,
    staff: residentStaff(settings),
  });
  try {
    const { identity } = await openIdentity({ settings, directory: staff.directory });
    const caller = { authorization: `Bearer ${token}`, peerAddress: '127.0.0.1' };
    return (await identity.identify(caller).catch(sayWhichToken)).principal;
  } finally {
    await staff.close();
  }
}

/** The texts of the door speak of a header, which nobody at a terminal has sent. */
function sayWhichToken(error: unknown): never {
  if (!(error instanceof GatewayError) || error.code !== 'UNAUTHENTICATED') throw error;
  throw new GatewayError('UNAUTHENTICATED', {
    detail: 'token refused',
    cause: error,
    ja: 'トークン(SEKISHO_TOKEN か --token-file)は使えません。誤りがあるか、期限が切れているか、別のデータフォルダー(SEKISHO_DATA)のものです。取り直してください。',
    en: 'The token (SEKISHO_TOKEN or --token-file) is not valid: mistyped, expired, or of another data folder (SEKISHO_DATA). Get a new one.',
  });
}

/**
 * The city's log for a command that writes into it: by a writer of its own, so that a gateway that is running is not
 * disturbed, and held to what index and witness know, as at a start. The caller closes it.
 */
export async function openCommandLog(settings: Settings): Promise<AuditLog> {
  const keyFile = join(settings.dataDirectory, 'keys', 'audit.json');
  return openJournal({
    directory: settings.auditDirectory,
    mirror: settings.auditMirror,
    seen: await seenBeside(settings),
    // A city that never served has no log yet, and this is its first record; beside a log its keys must be there.
    keys: loadAuditKeys(keyFile, {
      create: !existsSync(settings.auditDirectory),
      secret: settings.auditSecret,
    }),
    municipality: MUNICIPALITY,
    version: VERSION,
    ...timesOf(clockOn(settings.today)),
  });
}

async function seal(
  settings: Settings,
  { command, atenaNumber }: ReadingCommand,
  { principal, version }: { readonly principal: Principal; readonly version: string },
): Promise<void> {
  const log = await openCommandLog(settings);
  try {
    const subject = atenaNumber === undefined ? null : log.pseudonym(atenaNumber);
    const { account, role, amr } = principal;
    await log.seal({ kind: 'COMMAND', account, role, command, subject, amr, policyVersion: version });
  } finally {
    await log.close();
  }
}
