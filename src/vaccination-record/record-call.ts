import { z } from 'zod';
import {
  counterApplication,
  decision,
} from '../../adapters/vaccination-record-system/protocol/applications.js';
import {
  correction,
  doseRequest,
  withdrawal,
} from '../../adapters/vaccination-record-system/protocol/doses.js';
import {
  municipalityCode,
  personNumber,
  requestId,
} from '../../adapters/vaccination-record-system/protocol/fields.js';
import { OPERATIONS } from '../../adapters/vaccination-record-system/protocol/messages.js';
import {
  flagRequest,
  registration,
  reissue,
} from '../../adapters/vaccination-record-system/protocol/targets.js';
import { NEEDS } from '../../adapters/vaccination-record-system/protocol/terms.js';

/** An inquiry under art. 19(16), without the number: that is read when it is sent, and kept nowhere. */
const inquiry = z.strictObject({
  requestId,
  caseNumber: z.string(),
  atenaNumber: z.string(),
  need: z.enum(NEEDS),
  municipality: municipalityCode,
  /** The clerk says that no consent can be obtained; whether that is enough is the rule of the day's to say (X12). */
  hardToObtain: z.boolean(),
});

/** Support measures, or the home of somebody under them: the system is told so in the same act. */
const protect = z.boolean();

/**
 * A call that changes something in the vaccination record system, as the store keeps it until its end is known: whoever
 * goes on with it after a crash sends the same one under the same id.
 */
const call = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('TGT01'), request: registration, protect }),
  z.strictObject({ op: z.literal('CPN01'), request: reissue, protect }),
  z.strictObject({ op: z.literal('DOS01'), request: doseRequest, person: personNumber }),
  z.strictObject({ op: z.literal('DOS02'), request: correction, person: personNumber }),
  z.strictObject({ op: z.literal('DOS03'), request: withdrawal, person: personNumber }),
  z.strictObject({ op: z.literal('FLG01'), request: flagRequest }),
  z.strictObject({ op: z.literal('FLG02'), request: OPERATIONS.FLG02.request }),
  z.strictObject({ op: z.literal('FLG03'), request: OPERATIONS.FLG03.request }),
  z.strictObject({
    op: z.literal('INQ01'),
    request: inquiry,
    basis: z.string(),
    cites: z.string(),
  }),
  z.strictObject({ op: z.literal('APP01'), request: counterApplication }),
  z.strictObject({ op: z.literal('APP03'), request: decision }),
  z.strictObject({ op: z.literal('APP04'), request: OPERATIONS.APP04.request }),
]);

export type RecordCall = z.infer<typeof call>;
export type CallOf<Op extends RecordCall['op']> = Extract<RecordCall, { op: Op }>;

export const writeCall = (given: RecordCall): string => JSON.stringify(given);
export const readCall = (text: string): RecordCall => call.parse(JSON.parse(text));
