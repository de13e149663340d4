import type { AddressNameItem } from '../../adapters/address-name/model.js';
import type { IntegratedNumber, IntermediateCall } from '../../adapters/intermediate-server/model.js';
import type { Subject } from '../guard/subject.js';
import type { Caller } from './caller.js';

const INTEGRATED: ReadonlySet<AddressNameItem> = new Set(['integratedNumber']);

type ReadAtServer<Row> = (
  persons: readonly IntegratedNumber[],
  call: IntermediateCall,
) => Promise<readonly (readonly Row[])[]>;

/**
 * What the server holds of each of these persons, in their order: one statement for their keys and one call for
 * all of them, both on the request's budget. Whom the address-name system does not know by a key has nothing
 * there.
 */
export async function readOfPersons<Row>(
  caller: Caller,
  persons: readonly Subject[],
  read: ReadAtServer<Row>,
): Promise<readonly (readonly Row[])[]> {
  const { sources, signal } = caller.parts;
  const numbers = persons.map(({ atenaNumber }) => atenaNumber);
  const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadMany(numbers, { signal: live, items: INTEGRATED }),
  );
  const known = numbers.flatMap((number, at) => {
    const integrated = keys[at]?.integratedNumber;
    return integrated === undefined ? [] : [{ number, integrated }];
  });
  if (known.length === 0) return persons.map(() => []);
  const rows = await caller.ask((call) =>
    read(
      known.map(({ integrated }) => integrated),
      call,
    ),
  );
  const byNumber = new Map(known.map(({ number }, at) => [number, rows[at] ?? []]));
  return numbers.map((number) => byNumber.get(number) ?? []);
}
