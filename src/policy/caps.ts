import { readFileSync } from 'node:fs';
import { PolicyError } from './policy-error.js';

/** Attempts an account has with individual numbers in an hour: a cap against guessing (R167, R168). */
export interface AttemptCaps {
  readonly LOOK_UP: number;
  readonly VERIFY: number;
}

/** Reads `caps.json`. Throws `PolicyError`, naming the file and the field, for anything but whole numbers from 1. */
export function loadCaps(file: string): AttemptCaps {
  const { attemptsPerHour } = JSON.parse(readFileSync(file, 'utf8')) as { attemptsPerHour?: Record<string, unknown> };
  const cap = (name: keyof AttemptCaps): number => {
    const value = attemptsPerHour?.[name];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    throw new PolicyError([`${file}: attemptsPerHour.${name} must be a whole number from 1`]);
  };
  return Object.freeze({ LOOK_UP: cap('LOOK_UP'), VERIFY: cap('VERIFY') });
}
