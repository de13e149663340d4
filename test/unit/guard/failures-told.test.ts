import { GatewayError } from '../../../src/errors/gateway-error.js';
import { MAX_FAILURES_TOLD } from '../../../src/guard/request-guard.js';
import { ask, resident } from './harness.js';

describe('fields that fail by the thousand', () => {
  const failing = (rows: number, field = 'address') => {
    const away = () => {
      throw new GatewayError('RATE_LIMITED');
    };
    const people = Array.from({ length: rows }, (_, at) =>
      resident(String(at), { [field]: away, key: away }),
    );
    return ask(`{ people { ${field} } }`, { root: { people } });
  };

  test('are told one by one up to the limit, and each is on record and noted with those alike', () => {
    const run = failing(MAX_FAILURES_TOLD + 3);
    expect(run.errors).toHaveLength(MAX_FAILURES_TOLD);
    expect(run.accesses().filter((line) => line.includes(' FAILED '))).toHaveLength(MAX_FAILURES_TOLD + 3);
    expect(run.guard.failures).toHaveLength(MAX_FAILURES_TOLD + 3);
    expect(run.guard.failures.at(-1)).toMatchObject({
      ...{ coordinate: 'Person.address', path: { key: 'address' } },
      error: { code: 'RATE_LIMITED' },
      reason: new GatewayError('RATE_LIMITED').en,
    });
  });
  test('and fail nevertheless where the answer may hold no null', () => {
    expect(failing(MAX_FAILURES_TOLD + 3, 'key').errors).toHaveLength(MAX_FAILURES_TOLD + 3);
  });
});
