import { commandPolicies } from '../../../src/commands/vrs-sources.js';
import { SOURCE_SYSTEMS, SourceError } from '../../../src/errors/source-error.js';

const { signal } = new AbortController();

describe.each(SOURCE_SYSTEMS)('a command that asks %s', (system) => {
  /** Answers once it was asked `silences` times in vain. */
  async function ask(silences: number, idempotent: boolean): Promise<number> {
    let tries = 0;
    return commandPolicies().guardSource(
      system,
      () =>
        ++tries <= silences ? Promise.reject(new SourceError(system, 'UNREACHABLE')) : Promise.resolve(tries),
      { signal, idempotent },
    );
  }

  test('reads on where the system was silent at first', async () => {
    expect(await ask(1, true)).toBe(2);
  });

  test('sends what changes something once and no second time', async () => {
    await expect(ask(1, false)).rejects.toMatchObject({ system, kind: 'UNREACHABLE' });
  });
});
