/**
 * The policy cannot be used. Carries every fault at once, each beginning with its file and, where known, its rule.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  constructor(readonly faults: readonly string[]) {
    super(`The policy cannot be loaded:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}
