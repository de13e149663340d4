/** The finding is no longer as it was judged: somebody, or a run, was faster. */
export class FindingConflict extends Error {
  override readonly name = 'FindingConflict';
  constructor() {
    super('The finding has been changed since it was read.');
  }
}
