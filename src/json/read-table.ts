import type { z } from 'zod';
import { faultLines } from './fault-lines.js';
import { reading } from './kinds.js';

/**
 * Reads a data file. Every fault is added to `faults` as a line that begins with the file; the value is not to be
 * used then, though it has its shape: stand-ins are in it.
 */
export function readTable<T>(schema: z.ZodType<T>, file: string, text: string, faults: string[]): T {
  const { value, issues } = reading(schema)(parse(file, text, faults));
  faults.push(...faultLines(issues, { root: file, within: ': ' }));
  return value;
}

/** Text that is no JSON is an empty table. */
function parse(file: string, text: string, faults: string[]): unknown {
  try {
    return JSON.parse(text);
  } catch {
    faults.push(`${file}: is not valid JSON`);
    return {};
  }
}
