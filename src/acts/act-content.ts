import { canonicalHash, type Canonical } from '../json/canonical.js';
import { NamedBy } from './named-by.js';

/** Members under which acts have their persons. */
type PersonMember = 'atenaNumber' | 'atenaNumbers' | 'persons';

/**
 * Everything an act is about, without its key: plain values. Whoever it is about stands in it as named by the client,
 * never under the number which that leads to today: the compiler refuses a number there.
 */
export type ActContent = Readonly<Record<string, Canonical | object | undefined>> & {
  readonly [member in PersonMember]?: NamedBy;
};

/** SHA-256 in base64url: what is kept with a key, which may not mean two things. */
export function contentHash(content: ActContent): string {
  const plain = Object.entries(content).map(([member, value]) => [
    member,
    value instanceof NamedBy ? value.written : value,
  ]);
  return canonicalHash(Object.fromEntries(plain) as Canonical);
}
