import { z } from 'zod';
import type { Both } from './gateway-answer.js';

/** Why an act was not done, in the graph's own words. */
export interface UserError extends Both {
  /** Null where the operation does not ask for it. */
  readonly code: string | null;
}

const Payload = z.object({
  userErrors: z.array(z.object({ code: z.string().optional(), message: z.string(), messageJa: z.string() })),
});

/** Of every act in an answer. */
export function userErrorsOf(data: Readonly<Record<string, unknown>> | null): readonly UserError[] {
  return Object.values(data ?? {}).flatMap((payload) => {
    const read = Payload.safeParse(payload);
    if (!read.success) return [];
    return read.data.userErrors.map(({ code = null, message, messageJa }) => ({
      ...{ code, ja: messageJa, en: message },
    }));
  });
}
