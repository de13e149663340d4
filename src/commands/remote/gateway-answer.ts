import { z } from 'zod';
import type { Place } from './reaches.js';

const Path = z.array(z.union([z.string(), z.number()]));
const Words = z.object({ message: z.string().default(''), messageJa: z.string().default('') });

const Alike = z.object({ count: z.number(), path: Path, rows: z.string() });

const Placed = Words.extend({ path: Path, reason: z.string(), alike: Alike.optional() });

/** What is read of an answer; whatever else is in it is left where it is. */
const Body = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: Path.nullish(),
        extensions: z.object({ code: z.string(), messageJa: z.string().optional(), alike: Alike.optional() }),
      }),
    )
    .default([]),
  extensions: z
    .object({
      sekisho: z
        .object({
          withheld: z.array(Placed).default([]),
          setAside: z.array(Placed).default([]),
          warnings: z.array(Words).default([]),
          errorsNotTold: z.number().default(0),
        })
        .optional(),
    })
    .optional(),
});

export interface Both {
  readonly ja: string;
  readonly en: string;
}

/** An answer with what the gateway says beside its data. */
export interface GatewayAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly faults: readonly (Both & Place & { readonly code: string })[];
  /** How many more there are: an answer tells of a thousand. */
  readonly faultsNotTold: number;
  readonly withheld: readonly (Both & Place & { readonly reason: string })[];
  /** Places of values that the source holds and nobody can read. */
  readonly setAside: readonly (Both & Place & { readonly reason: string })[];
  readonly warnings: readonly Both[];
  /** Number of the record of this access; null where there is none. */
  readonly record: string | null;
}

/** Null for what no gateway answers. */
export function readAnswer(body: unknown, record: string | null): GatewayAnswer | null {
  const read = Body.safeParse(body);
  if (!read.success) return null;
  const { data = null, errors, extensions } = read.data;
  if (data === null && errors.length === 0) return null;
  const { withheld = [], setAside = [], warnings = [], errorsNotTold = 0 } = extensions?.sekisho ?? {};
  return {
    ...{ data, record, faultsNotTold: errorsNotTold },
    faults: errors.map(({ message, path = null, extensions: { code, messageJa = message, alike } }) => ({
      ...{ code, path, ja: messageJa, en: message, ...(alike !== undefined && { alike }) },
    })),
    withheld: withheld.map(placed),
    setAside: setAside.map(placed),
    warnings: warnings.map(({ message, messageJa }) => ({ ja: messageJa, en: message })),
  };
}

function placed({ message, messageJa, ...place }: z.infer<typeof Placed>): GatewayAnswer['setAside'][number] {
  return { ...place, ja: messageJa, en: message };
}
