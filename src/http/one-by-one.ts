import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that may wait behind the one under way: no client but a flood sends more. */
const MOST_WAITING = 8;

/** Requests of one connection. */
interface Line {
  /** Under way and waiting. */
  many: number;
  /** Settles when the last of them has been answered. */
  ended: Promise<void>;
}

/**
 * A client need not wait for an answer before it sends the next request (RFC 9112, section 9.3.2), and Node begins all of
 * them at once: one connection would have thousands under way, and everybody else would wait for them. Here each begins
 * when the one before it has been answered; its answer could not leave earlier anyway.
 *
 * @param handle never rejects
 */
export function oneByOne(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): RequestListener {
  const lines = new WeakMap<Socket, Line>();
  return (request, response) => {
    const { socket } = request;
    const line = lines.get(socket) ?? { many: 0, ended: Promise.resolve() };
    lines.set(socket, line);
    if (line.many > MOST_WAITING) {
      socket.destroy();
      return;
    }
    const before = line.many === 0 ? null : line.ended;
    line.many += 1;
    line.ended = answerAfter(before).finally(() => (line.many -= 1));

    async function answerAfter(others: Promise<void> | null): Promise<void> {
      if (others !== null) await others;
      if (!socket.destroyed) await handle(request, response);
    }
  };
}
