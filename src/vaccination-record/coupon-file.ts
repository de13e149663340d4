import { healthNumbersOf } from '../persons/person-keys.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { CallOf } from './record-call.js';

export interface CouponFileParts {
  readonly ask: Sources['ask'];
  readonly send: Sources['send'];
  readonly health: Pick<Sources['health'], 'loadCouponHolders' | 'writeCoupon'>;
  readonly address: Pick<Sources['address'], 'loadByHealthNumber'>;
}

/** The number is another person's in the file of health management. */
export class CouponOfAnother extends Error {
  override readonly name = 'CouponOfAnother';
}

/**
 * Coupons in the city's own file at health management (R005), by which the judge of doses knows one of another person.
 * Everything is told by numbers of health management.
 */
export class CouponFile {
  constructor(private readonly parts: CouponFileParts) {}

  /** Whether the number is on file as somebody else's. An old number of the person is the person. */
  async isAnothers(coupon: string, person: string, signal: AbortSignal): Promise<boolean> {
    const { ask, health } = this.parts;
    const [holder = null] = await ask('HEALTH_MANAGEMENT', signal, (live) =>
      health.loadCouponHolders([coupon], { signal: live, items: NO_ITEMS }),
    );
    return holder !== null && !(await this.isSame(holder, person, signal));
  }

  /** Enters what was issued, once under its number. Rejects with `CouponOfAnother`. */
  async enter({ op, request }: CallOf<'TGT01' | 'CPN01'>, signal: AbortSignal): Promise<void> {
    const { send, health } = this.parts;
    const { coupon, person, issuedOn } = request;
    const row = { number: coupon, healthNumber: person, issuedOn, reissued: op === 'CPN01' };
    const holder = await send('HEALTH_MANAGEMENT', signal, (live) =>
      health.writeCoupon(row, { signal: live, items: NO_ITEMS }),
    );
    if (!(await this.isSame(holder, person, signal))) throw new CouponOfAnother();
  }

  private async isSame(holder: string, person: string, signal: AbortSignal): Promise<boolean> {
    if (holder === person) return true;
    const { ask, address } = this.parts;
    const [known] = await ask('ADDRESS_NAME', signal, (live) =>
      address.loadByHealthNumber([person], { signal: live, items: NO_ITEMS }),
    );
    return healthNumbersOf(known).includes(holder);
  }
}
