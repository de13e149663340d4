/** What a test has told a stand-in to do wrong with its calls. All is well unless told otherwise. */
export class CallFaults<Operation extends string = string, Moment extends string = string> {
  /** Every response waits this long, milliseconds. */
  delayMs = 0;
  /** The next calls of these operations are carried out, and their response is lost. */
  readonly lost: Operation[] = [];
  /** Called at each moment: a test kills the process, throws, or notes it. */
  at: (moment: Moment) => void = () => undefined;

  losesResponse(operation: string): boolean {
    const place = this.lost.findIndex((one) => one === operation);
    if (place >= 0) this.lost.splice(place, 1);
    return place >= 0;
  }
}
