import { decodeAccesses } from '../../src/audit/record/access-columns.js';
import type { AccessTrace } from '../../src/audit/record/access-trace.js';
import type { Access } from '../../src/audit/record/record.js';

/** The accesses of a trace through the codec and back, with the persons by their own numbers again. */
export function readableAccesses(trace: AccessTrace): readonly Access[] {
  const numbers: string[] = [];
  const columns = trace.columns((number) => `p${String(numbers.push(number) - 1).padStart(8, '0')}`);
  return [...decodeAccesses(columns)].map((access) => ({
    ...access,
    subject: access.subject === null ? null : (numbers[Number(access.subject.slice(1))] ?? null),
  }));
}
