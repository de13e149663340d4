import type { Server, Socket } from 'node:net';
import { readAddress } from '../config/network.js';
import { mostOpenFiles } from '../files/open-files.js';
import type { Logger } from '../log/logger.js';

/** Connections that may be open at once. */
export interface ConnectionShare {
  /** Of all together. */
  readonly all: number;
  /** Of one address; of an IPv6 network of 64 bits, for that is what one machine is given. */
  readonly each: number;
}

/** Six for each browser of a division of fifty, twice over. */
const EACH = 600;
const ALL = 6_000;
/** What log, index, store and sources need beside them. */
const OWN_FILES = 200;
/** Milliseconds between two lines about it. */
const TELL_EVERY = 60_000;

/** As many as this process has files for, with room for its own. Half of them at most are one address's. */
export function usualShare(mostFiles: number | null = mostOpenFiles()): ConnectionShare {
  const all = Math.max(16, Math.min(ALL, (mostFiles ?? Infinity) - OWN_FILES));
  return { all, each: Math.min(EACH, Math.floor(all / 2)) };
}

/**
 * Keeps one address from taking every connection there is, and all of them from taking the files that the log needs: it
 * costs nothing to open one, and says nothing of who does. What comes beyond is closed unheard.
 */
export function shareConnections(
  server: Server,
  { all, each }: ConnectionShare,
  log: Pick<Logger, 'warn'>,
): void {
  const open = new Map<string, number>();
  let toldAt = -Infinity;
  const tell = (whose: 'one address' | 'all addresses') => {
    if (performance.now() - toldAt < TELL_EVERY) return;
    toldAt = performance.now();
    log.warn({ all, each }, `connections are refused: those of ${whose} are too many`);
  };
  server.maxConnections = all;
  server.on('drop', () => tell('all addresses'));
  server.on('connection', (socket: Socket) => {
    const from = sourceOf(socket.remoteAddress ?? '');
    const many = (open.get(from) ?? 0) + 1;
    if (many > each) {
      socket.destroy();
      return tell('one address');
    }
    open.set(from, many);
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1;
      if (left === 0) open.delete(from);
      else open.set(from, left);
    });
  });
}

function sourceOf(peerAddress: string): string {
  const address = readAddress(peerAddress.split('%', 1)[0] ?? '');
  if (address === null) return '';
  return address.bits === 32 ? String(address.value) : `net ${address.value >> 64n}`;
}
