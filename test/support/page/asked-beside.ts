import { WAITING } from '../intermediate/waiting-provision.js';
import { OPEN } from './case-about.js';

/** Somebody is looked at by a program, as an account of the demo. */
export const LOOK = 'query LookAtSomebody($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }';
export const WHO = 'query WhoAsks { viewer { account } }';

/** What these tests ask beside the page: where a list of documents is in force, these belong to it. */
export const ASKED_BESIDE: readonly string[] = [LOOK, WHO, OPEN, WAITING];
