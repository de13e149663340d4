import type { AddressNameItem } from '../../adapters/address-name/model.js';
import type { IntegratedNumber, IntermediateCall } from '../../adapters/intermediate-server/model.js';
import { MAX_PERSONS } from '../../adapters/intermediate-server/protocol/terms.js';
import type { Subject } from '../guard/subject.js';
import type { Caller } from './caller.js';

const INTEGRATED: ReadonlySet<AddressNameItem> = new Set(['integratedNumber']);

type ReadAtServer<Row> = (
  persons: readonly IntegratedNumber[],
  call: IntermediateCall,
) => Promise<readonly (readonly Row[])[]>;

/**
 * What the server holds of each of these persons, in their order: one statement for their keys, one call for
 * each 200 of them, all on the request's budget. One call after another, each with its own time: together they
 * would wait for each other at the server until the last of them is given up. Whom the address-name system
 * does not know by a key has nothing there.
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
  const found = new Map<string, readonly Row[]>();
  for (let start = 0; start < known.length; start += MAX_PERSONS) {
    const part = known.slice(start, start + MAX_PERSONS);
    const asked = part.map(({ integrated }) => integrated);
    const rows = await caller.ask((call) => read(asked, call));
    part.forEach(({ number }, at) => found.set(number, rows[at] ?? []));
  }
  return numbers.map((number) => found.get(number) ?? []);
}
