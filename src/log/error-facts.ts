import { SourceError } from '../errors/source-error.js';
import { GatewayError } from '../errors/gateway-error.js';

/**
 * What a log line says about an error. There is no message in it: drivers and libraries quote values of rows there.
 */
export interface LoggedError {
  readonly type: string;
  /** Code of the gateway (`codes.ts`), of Node (`ECONNREFUSED`) or of a driver (`SQLITE_BUSY`). */
  readonly code?: string;
  /** Written by us, see `ErrorFacts`. */
  readonly detail?: string;
  /** Frames only, innermost first. */
  readonly stack: readonly string[];
  readonly cause?: LoggedError;
}

const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;
const TYPE = /^[A-Za-z_$][\w$]{0,60}$/;
const FRAME = /^ {4}at (?:.{0,120} \()?(?:node:|file:|\/|[A-Za-z]:\\|<anonymous>).{0,300}$/;
const MAX_FRAMES = 12;
const MAX_CAUSES = 3;

/** Never throws, whatever was thrown (a getter of an error may): it stands in the way of every fault to the log. */
export function errorFacts(error: unknown): LoggedError {
  try {
    return describe(error, 0);
  } catch {
    return { type: 'unreadable', stack: [] };
  }
}

function describe(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const cause =
    error.cause !== undefined && depth < MAX_CAUSES ? describe(error.cause, depth + 1) : undefined;
  const code = codeOf(error);
  const detail = detailOf(error);
  return {
    type: typeOf(error),
    ...(code !== undefined && { code }),
    ...(detail !== undefined && { detail }),
    stack: frames(error),
    ...(cause !== undefined && { cause }),
  };
}

function typeOf(error: Error): string {
  return typeof error.name === 'string' && TYPE.test(error.name) ? error.name : 'Error';
}

function codeOf(error: Error): string | undefined {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && CODE.test(code) ? code : undefined;
}

function detailOf(error: Error): string | undefined {
  if (error instanceof GatewayError) return error.detail;
  return error instanceof SourceError ? `${error.system} ${error.kind}` : undefined;
}

/** The message stands at the head of the stack, line breaks and all: a frame inside it would be a forgery. */
function frames(error: Error): readonly string[] {
  const { stack, message } = error;
  if (typeof stack !== 'string' || typeof message !== 'string') return [];
  const afterMessage = stack.slice(Math.max(stack.indexOf(message), 0) + message.length);
  return afterMessage
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
}
