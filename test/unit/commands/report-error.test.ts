import { SettingsError } from '../../../src/config/settings-error.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { reportError } from '../../../src/commands/report-error.js';
import { PolicyError } from '../../../src/policy/policy-error.js';

function report(error: unknown) {
  const lines: string[] = [];
  let code = 0;
  reportError(error, { warn: (line) => lines.push(line), exitCode: (value) => (code = value) });
  return { lines, code };
}

test('faults the operator can mend are one line each and end with 2', () => {
  expect(report(new SettingsError(['A: x / y', 'B: x / y']))).toEqual({
    lines: ['A: x / y', 'B: x / y'],
    code: 2,
  });
  expect(report(new PolicyError(['a.cedar: x']))).toEqual({ lines: ['a.cedar: x'], code: 2 });
});

test('a fault of the gateway is one line in both languages', () => {
  const { lines, code } = report(new GatewayError('AUDIT_UNAVAILABLE', { detail: 'secret detail' }));
  expect([lines.length, code]).toEqual([1, 2]);
  expect(lines[0]).toMatch(/^AUDIT_UNAVAILABLE: アクセス記録.*Tell the system desk\.$/);
});

test.each([[new TypeError('row 123456789018')], ['123456789018'], [{ name: '123' }], [undefined]])(
  'of the unknown error %# only the type is told',
  (error) => {
    const { lines, code } = report(error);
    expect([lines.length, code]).toEqual([1, 1]);
    expect(lines[0]).not.toContain('123');
  },
);
