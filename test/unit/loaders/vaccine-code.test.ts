import { VACCINES } from '../../../adapters/health-management/codes.js';
import { checkVaccine } from '../../../src/loaders/vaccine-code.js';

/** docs/attacks.md G7: an unknown vaccine is told with the codes nearest to it. */

const wide = (code: string): string =>
  code.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

test.each([...VACCINES.keys()])('%s is nearest to what is meant for it', (code) => {
  expect(() => checkVaccine(code)).not.toThrow();
  const meant = [
    code.toLowerCase(),
    wide(code),
    wide(code.toLowerCase()),
    `${code} `,
    `${code.toLowerCase()}-`,
  ];
  if (code.includes('_')) meant.push(code.replaceAll('_', '-'), code.toLowerCase().replaceAll('_', ' '));
  for (const typed of meant)
    expect(() => checkVaccine(typed)).toThrow(
      expect.objectContaining({ en: expect.stringContaining(`Nearest: ${code},`) as string }),
    );
});
