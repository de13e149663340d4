import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Examples } from '../../../src/mock/intermediate/seed/city-seed.js';

/** Whom the stand-in over the suites' city has written down, by the gateway's data folder. */
export function example(dataDirectory: string, name: keyof Examples): string {
  const examples = JSON.parse(
    readFileSync(join(dataDirectory, 'intermediate', 'examples.json'), 'utf8'),
  ) as Examples;
  const number = examples[name];
  if (number === null) throw new Error(`The suites' city has nobody for ${name}`);
  return number;
}

export const movedIn = (dataDirectory: string): string => example(dataDirectory, 'movedIn');
