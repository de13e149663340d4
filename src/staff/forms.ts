import { OWN_ACCOUNT } from '../about.js';
import { isPlainDate } from '../calendar/plain-date.js';
import { holdsTwelveDigits } from '../individual-number/twelve-digits.js';
import { mayBeNumber } from '../individual-number/typed-text.js';
import { userFault, type UserFault } from './user-fault.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]*$/;

/** Ids reach the log and stay there for years: what reads as an individual number, or as the gateway, is turned away. */
function isName(text: string, longest: number): boolean {
  const isFit = text.length <= longest && NAME.test(text) && text.toUpperCase() !== OWN_ACCOUNT;
  return isFit && !holdsTwelveDigits(text, 'ANY') && !mayBeNumber(text);
}

/** What nobody sees, and what ends a line or turns it round: a report would say something else than was written. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** A printable line of somebody's own words. */
function isLine(text: string, longest: number): boolean {
  return text.trim() !== '' && text.length <= longest && !UNPRINTABLE.test(text) && !mayBeNumber(text);
}

/** Collects what is wrong with the inputs of one change, so that all is told at once. */
export class FormCheck {
  readonly faults: UserFault[] = [];

  name(field: string, text: string, longest = 64): this {
    return this.require(field, isName(text, longest));
  }

  line(field: string, text: string, longest = 100): this {
    return this.require(field, isLine(text, longest));
  }

  day(field: string, text: string | null): this {
    return this.require(field, text === null || isPlainDate(text));
  }

  require(field: string, holds: boolean): this {
    if (!holds) this.faults.push(userFault('FORM', field));
    return this;
  }
}
