/** Another process goes on with the same run. */
export class RunInUse extends Error {
  override readonly name = 'RunInUse';
}
