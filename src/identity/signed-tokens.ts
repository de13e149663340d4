import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';

/**
 * How long a signature that was checked holds without another look, milliseconds: no longer than it takes until a key
 * that the issuer has withdrawn is noticed anyway.
 */
const HOLDS_MS = 60_000;
/** Logins that work at a time in a large city hall, several times over. */
const MOST_KEPT = 5_000;

interface Kept {
  readonly claims: JWTPayload;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/**
 * Tokens whose signature, issuer and audience were found good a moment ago: a screen sends one of them many times a
 * minute, and checking it costs more than answering. Nothing else is remembered: account, grants, session and zone are
 * judged with each request. A token is kept by its digest, so that nobody can take it from here.
 */
export class SignedTokens {
  private readonly kept = new Map<string, Kept>();

  /** Its claims; null where it has to be checked. */
  find(token: string, now: Date): JWTPayload | null {
    const name = digestOf(token);
    const known = this.kept.get(name);
    if (known === undefined) return null;
    const at = now.getTime();
    // A clock that was set back proves nothing.
    if (at >= known.from && at < known.until) return known.claims;
    this.kept.delete(name);
    return null;
  }

  /** To be called with claims that were checked now. They hold a minute, and never past the token's own end. */
  keep(token: string, claims: JWTPayload, now: Date): void {
    if (this.kept.size >= MOST_KEPT) this.kept.delete(this.kept.keys().next().value ?? '');
    const from = now.getTime();
    const until = Math.min(from + HOLDS_MS, (claims.exp ?? 0) * 1_000);
    this.kept.set(digestOf(token), { claims, from, until });
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
