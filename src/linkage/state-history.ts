import type { StateChangeView } from './views.js';

type Step<State> = Pick<StateChangeView<State>, 'state' | 'at'> & Partial<StateChangeView<State>>;

/** Steps as they are told: a state that is reported again is the one before. */
export function historyOf<State>(steps: readonly Step<State>[]): readonly StateChangeView<State>[] {
  return steps
    .filter(({ state }, at) => steps[at - 1]?.state !== state)
    .map(({ state, at, account = null, caseNumber = null }) => ({ state, at, account, caseNumber }));
}
