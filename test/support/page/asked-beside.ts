import { INQUIRE, STATE_OF_INQUIRY } from '../intermediate/answered-inquiry.js';
import { WAITING } from '../intermediate/waiting-provision.js';
import { CORRECT, DOSES, WITHDRAW } from './change-of-dose.js';
import { CLOSE, FIND, OPEN } from './case-about.js';

/** Somebody is looked at by a program, as an account of the demo. */
export const LOOK = 'query LookAtSomebody($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }';
export const WHO = 'query WhoAsks { viewer { account } }';

/** A published table, as whoever may see it gets it. */
export const TABLE = `query PublishedTable($vaccine: String!, $dose: Int!, $by: [CoverageDimension!]!, $asOf: Date!) {
  table: immunizationCoverage(vaccine: $vaccine, dose: $dose, by: $by, asOf: $asOf) {
    key { dimension value labelJa } population vaccinated rate suppressed } }`;

/** What these tests ask beside the page: where a list of documents is in force, these belong to it. */
export const ASKED_BESIDE: readonly string[] = [
  LOOK,
  WHO,
  FIND,
  OPEN,
  CLOSE,
  WAITING,
  TABLE,
  DOSES,
  CORRECT,
  WITHDRAW,
  INQUIRE,
  STATE_OF_INQUIRY,
];
