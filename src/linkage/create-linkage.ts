import { ActDesk } from '../acts/act-desk.js';
import { IdempotentActs } from '../acts/idempotent-acts.js';
import { Caller, fault, type CallerParts } from './caller.js';
import { ExchangeRecords } from './exchange-records.js';
import { Inquiries } from './inquiries.js';
import type { LinkageAccess } from './linkage-access.js';
import type { LinkageActs, LinkageDesk } from './linkage-acts.js';
import { PermittedRows } from './permitted-rows.js';
import { Protection } from './protection.js';
import { Provisions } from './provisions.js';
import { Registration } from './registration.js';
import { SupportMeasures } from './support-measures.js';

/** The linkage for one request, in its caller's name. */
export function createLinkage(parts: CallerParts): LinkageAccess {
  const { store, log, now } = parts.exchange.parts;
  const caller = new Caller(parts);
  const acts: LinkageActs = new IdempotentActs(store, log, now);
  const desk: LinkageDesk = new ActDesk({ store, log, now, account: parts.account, fault });
  const inquiries = new Inquiries(caller, acts);
  const measures = new SupportMeasures(parts.exchange, () => parts);
  const provisions = new Provisions(caller, desk, measures);
  const protection = new Protection(caller, desk);
  const registration = new Registration(caller, desk, measures);
  const records = new ExchangeRecords(caller);
  const list = new PermittedRows(caller);
  return {
    rows: (side, day) => list.rows(side, day),
    bodies: (nameOrCode, most) => list.bodies(nameOrCode, most),
    requests: (listing) => inquiries.requests(listing),
    countRequests: (states) => inquiries.countRequests(states),
    request: (id) => inquiries.request(id),
    requestHistories: (requests) => inquiries.requestHistories(requests),
    requestsOf: (persons) => inquiries.requestsOf(persons),
    answer: (id) => inquiries.answer(id),
    ask: (input) => inquiries.ask(input),
    provisions: (listing) => provisions.provisions(listing),
    countProvisions: (states) => provisions.countProvisions(states),
    provision: (id) => provisions.provision(id),
    provisionHistories: (all) => provisions.provisionHistories(all),
    payload: (id) => provisions.payload(id),
    approve: (input) => provisions.approve(input),
    reject: (input) => provisions.reject(input),
    restrictionsOf: (persons) => protection.restrictionsOf(persons),
    restrict: (input) => protection.restrict(input),
    copiesOf: (persons) => registration.copiesOf(persons),
    register: (input) => registration.register(input),
    recordsOf: (persons) => records.recordsOf(persons),
    extractOf: (person) => records.extractOf(person),
  };
}
