import { setFlagsFromString } from 'node:v8';

// Read before Cedar's WebAssembly is: what it is compiled with is settled then.

// Node 20's compiler inlines calls into WebAssembly, and the process dies ("unreachable code" in V8's
// deoptimizer) where such an inlining is undone during the call. Cedar is asked on a memo miss only: nothing is
// lost without it.
if (process.version.startsWith('v20.')) setFlagsFromString('--no-turbo-inline-js-wasm-calls');

// A function of Cedar's is compiled anew, by the slow compiler, once it has worked this much. A start reads the rules and
// asks little; by V8's own measure that would be enough for nine tenths of a second of compiling.
setFlagsFromString('--wasm-tiering-budget=200000000');
