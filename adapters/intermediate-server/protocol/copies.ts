import { z } from 'zod';
import { day, digest, instant, itemCode, listVersion, staffId } from './fields.js';
import { NOT_PROVIDED_REASONS } from './terms.js';

/** One copy (副本) as its owner registered it. */
export const copyValues = z
  .array(z.strictObject({ name: z.string().min(1).max(40), value: z.string().max(200) }))
  .max(200);
export const copyRecord = z.strictObject({
  item: itemCode,
  /** データセット番号 and 版番号, four digits each. */
  dataSet: z.string().regex(/^\d{4}$/),
  version: z.string().regex(/^\d{4}$/),
  validFrom: day,
  validTo: day.nullable(),
  /** 事実の日 the condition's days are held against, e.g. the day of vaccination; null: always within. */
  factDay: day.nullable(),
  values: copyValues,
});
export const storedCopy = copyRecord.extend({ refreshedAt: instant, registeredBy: staffId });

/** What is handed over: nothing that is not in a copy. `withheld` stays with the provider. */
export const answerContent = z.strictObject({ copies: z.array(storedCopy.omit({ registeredBy: true })) });
export const provisionContent = z.strictObject({
  content: answerContent,
  /** Who registered the copies, for the four eyes. */
  registeredBy: z.array(staffId),
  withheld: z.array(z.strictObject({ item: itemCode, reason: z.enum(NOT_PROVIDED_REASONS) })),
  /** Canonical hash of `content`. */
  contentHash: digest,
  listVersion,
});

export type CopyRecord = z.infer<typeof copyRecord>;
export type StoredCopy = z.infer<typeof storedCopy>;
export type AnswerContent = z.infer<typeof answerContent>;
export type ProvisionContent = z.infer<typeof provisionContent>;
