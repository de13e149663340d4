import { AnswerEnded } from '../guard/answer-ended.js';
import type { RequestContext } from './request-context.js';

/**
 * The context of resolvers that begin when their answer is formed already. They tell what was read, for the
 * record; whatever would read or count anything more throws.
 */
export function contextAfterAnswer(context: RequestContext): RequestContext {
  const { loaders, linkage, records, vrs, findings, sessions, staff, viewer, subjects } = context;
  const { auditDesk, administration } = context;
  return {
    ...context,
    subjects: closed(subjects),
    loaders: closed(loaders),
    linkage: closed(linkage),
    records: closed(records),
    vrs: closed(vrs),
    findings: closed(findings),
    sessions: closed(sessions),
    auditDesk: closed(auditDesk),
    administration: closed(administration),
    staff: closed(staff),
    viewer: closed(viewer),
    countAttempt: () => Promise.reject(new AnswerEnded()),
    sdl: () => refuse(),
  };
}

/** Throws at the first look at any of its parts. */
function closed<Door extends object>(door: Door): Door {
  return new Proxy(door, { get: refuse });
}

function refuse(): never {
  throw new AnswerEnded();
}
