import { SourceError } from '../../../src/errors/source-error.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { Sealed } from '../../../src/individual-number/sealed.js';
import { createLogger } from '../../../src/log/logger.js';

const NUMBER = '123456789018';

function logging(scrub: (line: string) => string = (line) => line) {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', scrub, destination: { write: (line) => lines.push(line) } });
  return { lines, logger, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

test('every line passes through the redactor, those of child loggers too', () => {
  const { lines, logger } = logging((line) => line.replaceAll(NUMBER, '************'));
  logger.info({ a: NUMBER }, `text ${NUMBER}`);
  logger
    .child({ b: NUMBER })
    .child({ c: 1 })
    .error({ err: new GatewayError('INTERNAL', { detail: NUMBER }) }, 'x');
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain(NUMBER);
  expect(lines.join('')).toContain('************');
});

test('a line the redactor fails on is replaced, not written as it was', () => {
  const { lines, logger, last } = logging(() => {
    throw new Error(NUMBER);
  });
  logger.info({ a: 1 }, 'secret text');
  expect(lines.join('')).not.toMatch(/secret|123456/);
  expect(last()).toMatchObject({ level: 'error' });
});

test.each([
  [
    'as the only argument',
    (logger: ReturnType<typeof logging>['logger'], error: Error) => logger.error(error),
  ],
  ['under err without a text', (logger, error) => logger.error({ err: error })],
  ['under another name', (logger, error) => logger.error({ fault: error }, 'text')],
  ['as a cause', (logger, error) => logger.error({ err: new Error('x', { cause: error }) }, 'text')],
  ['as a value of the text', (logger, error) => logger.error('text %s %o', error.message, error)],
  ['in an object', (logger, error) => logger.error({ facts: { error } }, 'text')],
  [
    'in the bindings of a child',
    (logger, error) => logger.child({ err: error, extra: { error } }).error('text'),
  ],
] as readonly (readonly [string, (logger: ReturnType<typeof logging>['logger'], error: Error) => void])[])(
  'the message of an error is never written: %s',
  (_name, log) => {
    const { lines, logger } = logging();
    log(logger, new TypeError(`bad row ${NUMBER}\n    at forged (/${NUMBER}:1:1)`));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(NUMBER);
  },
);

test('of an error its type, code, detail, frames and cause are written', () => {
  const { logger, last } = logging();
  const cause = Object.assign(new Error('connect 10.1.1.1'), { code: 'ECONNREFUSED' });
  logger.warn(
    { err: new GatewayError('SOURCE_UNAVAILABLE', { detail: 'registry down', cause }) },
    'A source failed',
  );
  const err = last()['err'] as { stack: string[] };
  expect(err).toMatchObject({
    type: 'GatewayError',
    code: 'SOURCE_UNAVAILABLE',
    detail: 'registry down',
    cause: { type: 'Error', code: 'ECONNREFUSED' },
  });
  expect(err.stack[0]).toContain('logger.test');
  expect(last()).toMatchObject({ level: 'warn', msg: 'A source failed' });
});

test('a source error says which system failed and how', () => {
  const { logger, last } = logging();
  logger.warn({ err: new SourceError('ADDRESS_NAME', 'TIMEOUT') }, 'x');
  expect(last()['err']).toMatchObject({ type: 'SourceError', detail: 'ADDRESS_NAME TIMEOUT' });
});

test('requests, headers, bodies and other objects are not written, plain values are', () => {
  const { logger, last } = logging();
  const headers = { authorization: 'Bearer abc' };
  logger.info(
    { req: { headers }, headers, body: { x: 1 }, sealed: new Sealed(NUMBER), ms: 3, ok: true, none: null },
    'x',
  );
  expect(last()).toMatchObject({
    req: '[not logged]',
    headers: '[not logged]',
    body: '[not logged]',
    sealed: '[not logged]',
    ms: 3,
    ok: true,
    none: null,
  });
});

test('whatever is thrown can be logged', () => {
  const { lines, logger } = logging();
  const odd = Object.assign(new Error('x'), { name: NUMBER, code: `code ${NUMBER}`, stack: 7 });
  const hostile = Object.defineProperty(new Error('x'), 'name', {
    get: () => {
      throw new Error(NUMBER);
    },
  });
  const thrown = [undefined, null, `text ${NUMBER}`, 7, Symbol('x'), Object.create(null), odd, hostile];
  for (const err of thrown) logger.error({ err }, 'x');
  expect(lines).toHaveLength(thrown.length);
  expect(lines.join('')).not.toContain(NUMBER);
});
