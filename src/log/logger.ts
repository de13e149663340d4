import { hostname } from 'node:os';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { errorFacts } from './error-facts.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Which of several processes writes: 0 for the one that started the others. Default: there is only one. */
  readonly worker?: number;
  /** The one redactor: gets each serialised line, line break included, and returns what may be written. */
  readonly scrub: (line: string) => string;
  /** Standard output by default. */
  readonly destination?: DestinationStream;
}

/** Shown in place of a value that has no business in a log line. */
const NOT_LOGGED = '[not logged]';

/** Written in place of a line the redactor failed on: losing a line is better than writing it as it was. */
const UNSCRUBBED = `${JSON.stringify({ level: 'error', msg: 'A log line was dropped: the redactor failed.' })}\n`;

/**
 * Structured log of the operation of the gateway; who saw what stands in the audit log, not here.
 *
 * Use: `logger.warn({ source: 'VRS', err: error }, 'A fixed text')`. Three rules hold whatever a caller passes:
 * - a field is a plain value or an error under `err`; objects (a request, its headers, its body) are not written
 * - of an error its type, code, our own detail and its frames are written, never its message
 * - the text is fixed: values for `%s` are ignored
 */
export function createLogger({ level, scrub, destination, worker }: LoggerOptions): Logger {
  return pino(
    {
      level,
      ...(worker !== undefined && { base: { pid: process.pid, hostname: hostname(), worker } }),
      timestamp: stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }), bindings: plainFields, log: plainFields },
      hooks: {
        logMethod(args, method) {
          const [first, second]: readonly unknown[] = args;
          if (typeof first === 'string') return method.call(this, {}, first);
          // pino takes the text from the error's message when there is none: so there always is one.
          const fields = first instanceof Error ? { err: first } : Object(first ?? {});
          return method.call(this, fields, typeof second === 'string' ? second : 'event');
        },
        streamWrite: (line) => scrubbed(line, scrub),
      },
    },
    destination ?? pino.destination(1),
  );
}

function scrubbed(line: string, scrub: (line: string) => string): string {
  try {
    return scrub(line);
  } catch {
    return UNSCRUBBED;
  }
}

function plainFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(name, value)]));
}

function plain(name: string, value: unknown): unknown {
  // A string can be thrown as well, and its text is as little ours as a message.
  if (value instanceof Error || name === 'err') return errorFacts(value);
  if (typeof value === 'object' && value !== null) return NOT_LOGGED;
  return value;
}
