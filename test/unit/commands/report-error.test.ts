import { writeFileSync } from 'node:fs';
import { SettingsError } from '../../../src/config/settings-error.js';
import { GatewayError } from '../../../src/errors/gateway-error.js';
import { SOURCE_SYSTEMS, SourceError } from '../../../src/errors/source-error.js';
import { SOURCE_FACTS } from '../../../src/sources/source-facts.js';
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

test('what the file system refuses names the path, what it said, and what to look at', () => {
  const refused = (): unknown => {
    try {
      return writeFileSync('/dev/null/list.csv', '');
    } catch (error) {
      return error;
    }
  };
  const { lines, code } = report(refused());
  expect([lines.length, code]).toEqual([1, 2]);
  expect(lines[0]).toMatch(
    /^\/dev\/null\/list\.csv \(ENOTDIR\) を読み書きできません。.* \/ .* cannot be read or written\./,
  );
  expect(lines[0]).not.toMatch(/Internal error|内部エラー/);
});

const KINDS = ['UNREACHABLE', 'TIMEOUT', 'ABORTED', 'CORRUPT', 'FAILED'] as const;
test.each(SOURCE_SYSTEMS.flatMap((system) => KINDS.map((kind) => [system, kind] as const)))(
  'a command that %s ends by %s says which system, and is no internal error',
  (system, kind) => {
    const { lines, code } = report(new SourceError(system, kind));
    const { nameJa, nameEn } = SOURCE_FACTS[system];
    expect([lines.length, code]).toEqual([1, 2]);
    expect(lines[0]).toMatch(/^SOURCE_UNAVAILABLE: /);
    expect(lines[0]).toContain(nameJa);
    expect(lines[0]).toContain(nameEn);
  },
);

test('each kind of fault of a source has words of its own', () => {
  const told = KINDS.map((kind) => report(new SourceError('VACCINATION_RECORD_SYSTEM', kind)).lines[0]);
  expect(new Set(told).size).toBe(KINDS.length);
});
