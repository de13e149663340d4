import { z } from 'zod';
import { isPlainDate } from '../../../src/calendar/plain-date.js';
import { isMunicipalityCode } from '../../../src/text/municipality-code.js';
import { MAX_PERSONS } from './terms.js';

/** Lengths and alphabets of single fields: those of the real export where known. */

export const municipalityCode = z.string().refine(isMunicipalityCode);
/** 個別宛名番号: what the municipality's health management calls the person. */
export const personNumber = z.string().regex(/^\d{10}$/);
export const couponNumber = z.string().regex(/^\d{10}$/);
/** User id in the system, at most 20 characters. */
export const staffId = z.string().regex(/^[A-Z0-9-]{1,20}$/);
export const requestId = z.uuid();
export const day = z.string().refine(isPlainDate);
export const instant = z.iso.datetime({ precision: 3 });
export const doseNumber = z.int().min(1).max(9);

/** As typed, at most so many characters, without what would break a line of a file. */
export const typed = (most: number) =>
  z.string().refine((text) => [...text].length <= most && !/[\p{Cc}\u2028\u2029]/u.test(text));
export const VENUE_LENGTH = 30;
export const DOCTOR_LENGTH = 20;
export const MAKER_LENGTH = 20;
export const LOT_LENGTH = 20;

/** Persons that are asked about, each once. Of one who is no target of the municipality the answer has no row. */
export const persons = z
  .array(personNumber)
  .min(1)
  .max(MAX_PERSONS)
  .refine((all) => new Set(all).size === all.length);
