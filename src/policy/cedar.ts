import './wasm-flags.js';

/** Cedar, compiled as this program needs it. Nobody imports it otherwise. */
export * from '@cedar-policy/cedar-wasm/nodejs';
