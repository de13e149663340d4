import { SettingsError } from '../config/settings-error.js';
import { DocumentsError } from '../documents/documents-error.js';
import { GatewayError } from '../errors/gateway-error.js';
import { SourceError } from '../errors/source-error.js';
import { errnoOf } from '../files/errno.js';
import { ClassificationError } from '../guard/classification.js';
import { ScheduleError } from '../immunization/schedule.js';
import { PolicyError } from '../policy/policy-error.js';
import { sourceUnavailable } from '../sources/source-unavailable.js';
import type { CommandContext } from './context.js';

/** Exit codes: 2 for what the operator can mend, 1 for a fault of the program. */
export const OPERATOR = 2;
const PROGRAM = 1;

/**
 * What the operator wrote: settings, policy, schedule, schema, documents. Each names all its faults, and no
 * value that may be secret.
 */
const OPERATORS_FAULTS = [SettingsError, PolicyError, ScheduleError, ClassificationError, DocumentsError];

/**
 * A start of the gateway that failed. Its exit code is 1 whatever the fault: who supervises a service asks no more
 * than whether it stands.
 */
export function reportFailedStart(error: unknown, context: Pick<CommandContext, 'warn' | 'exitCode'>): void {
  reportError(error, { warn: context.warn, exitCode: () => context.exitCode(PROGRAM) });
}

/**
 * The one door out of a command. Of an unknown error only its type is shown: its text may quote a row, and a
 * terminal's scroll-back is no place for it.
 */
export function reportError(error: unknown, context: Pick<CommandContext, 'warn' | 'exitCode'>): void {
  if (OPERATORS_FAULTS.some((kind) => error instanceof kind)) {
    const { faults } = error as { readonly faults: readonly string[] };
    for (const fault of faults) context.warn(fault);
    context.exitCode(OPERATOR);
  } else if (error instanceof SourceError) {
    reportError(sourceUnavailable(error), context);
  } else if (error instanceof GatewayError) {
    context.warn(`${error.code}: ${error.ja} / ${error.en}`);
    context.exitCode(OPERATOR);
  } else if (isOfPath(error)) {
    const what = `${error.path} (${error.code})`;
    context.warn(
      `${what} を読み書きできません。フォルダーがあるか、権限と空き容量を確かめてください。 / ${what} cannot be read or written. Look whether its folder is there, who may use it, and whether there is space.`,
    );
    context.exitCode(OPERATOR);
  } else {
    const type = error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : typeof error;
    context.warn(
      `内部エラーです(${type})。システム担当に連絡してください。 / Internal error (${type}). Tell the system desk.`,
    );
    context.exitCode(PROGRAM);
  }
}

/** What the file system refused of a path: that of a setting or of the command line, never one that a row holds. */
function isOfPath(error: unknown): error is { readonly code: string; readonly path: string } {
  return (
    errnoOf(error) !== null &&
    typeof error === 'object' &&
    error !== null &&
    'syscall' in error &&
    'path' in error &&
    typeof error.path === 'string'
  );
}
