import { z } from 'zod';
import { isPlainDate } from '../../../src/calendar/plain-date.js';

/** Lengths and alphabets of single fields: those of the real records where known. */

/** 機関コード: 16 digits with the municipality's six in them. */
export const institutionCode = z.string().regex(/^\d{16}$/);
/** 団体内統合宛名番号: 15 digits, the person's key between an institution and its own intermediate server. */
export const integratedNumber = z.string().regex(/^\d{15}$/);
/** 処理通番: ties request, permit, answer and both parties' records. 20 digits. */
export const processingNumber = z.string().regex(/^\d{20}$/);
/** 特定個人情報名コード: TM and 14 digits. */
export const itemCode = z.string().regex(/^TM\d{14}$/);
/** 別表第二 (or the later order's table), as cited: `16の2`. */
export const rowId = z.string().regex(/^[0-9の]{1,8}$/);
/** User id in the intermediate server, at most 20 characters. */
export const staffId = z.string().regex(/^[A-Z0-9-]{1,20}$/);
export const requestId = z.uuid();
export const day = z.string().refine(isPlainDate);
export const instant = z.iso.datetime({ precision: 3 });
/** SHA-256, base64url. */
export const digest = z.string().regex(/^[\w-]{43}$/);
/** Version of the permission list: opaque, equal only to itself. */
export const listVersion = z.string().min(1).max(32);
/** 特定個人情報名コード of one exchange. */
export const items = z.array(itemCode).min(1).max(20);
