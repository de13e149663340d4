import { answering, keptParts } from '../../../src/shared-state/kept-state.js';
import { keptLogins } from '../../../src/console/browser-logins.js';
import { channelOf } from '../../../src/workers/cluster-process.js';
import { Wire } from '../../../src/workers/wire.js';

/** The program of `startStateProcess`: what the process that starts the workers keeps for them, and nothing else of it. */
let now = 0;
const begin = () => answering({ ...keptParts(() => now), logins: keptLogins() });
let state = begin();

const wire = new Wire(channelOf(process));
wire.answer('state', (what: string, args: readonly unknown[]) => state(what, args));
wire.answer('pass', (milliseconds: number) => void (now += milliseconds));
wire.answer('empty', () => void (state = begin()));
process.once('disconnect', () => process.exit());
