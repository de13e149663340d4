import { z } from 'zod';
import {
  day,
  instant,
  institutionCode,
  itemCode,
  items,
  processingNumber,
  rowId,
  staffId,
} from './fields.js';

/** What a server keeps: of persons their records and settings, of itself its log and whom it knows. */

/** 情報提供等記録 (番号法23条), as one side holds it. */
export const exchangeRecord = z.strictObject({
  processingNumber,
  side: z.enum(['INQUIRER', 'PROVIDER']),
  counterpart: institutionCode,
  row: rowId,
  article: z.string().max(60).nullable(),
  items,
  lawDay: day,
  requestedAt: instant,
  /** null: nothing was provided. */
  providedAt: instant.nullable(),
  /** 不開示: the person is not shown this entry (the fact of an inquiry can betray where somebody lives). */
  hidden: z.boolean(),
  keepUntil: day,
});

/** Settings of one person's item; an item without any is automatic and disclosed. */
export const restriction = z.strictObject({
  item: itemCode,
  /** 自動応答不可フラグ. */
  noAutomaticAnswer: z.boolean(),
  /** 不開示. */
  nonDisclosure: z.boolean(),
  changedAt: instant,
  changedBy: staffId,
});

export const logEntry = z.strictObject({
  sequence: z.int().min(1),
  at: instant,
  kind: z.enum(['LOGIN', 'LOGOUT', 'FORCED_LOGOUT', 'OPERATION', 'REFUSED']),
  staff: staffId.nullable(),
  operation: z.string().max(8).nullable(),
  processingNumber: processingNumber.nullable(),
  detail: z.string().max(80).nullable(),
});

export const institution = z.strictObject({
  code: institutionCode,
  nameJa: z.string().max(60),
  nameEn: z.string().max(60),
  kind: z.enum(['MUNICIPALITY', 'INSURER']),
});

export type ExchangeRecord = z.infer<typeof exchangeRecord>;
export type Restriction = z.infer<typeof restriction>;
export type LogEntry = z.infer<typeof logEntry>;
export type Institution = z.infer<typeof institution>;
