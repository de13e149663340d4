/** Who calls, as assertion and session have shown. */
export interface Caller {
  readonly institution: string;
  readonly staff: string;
}

/** The call is refused; the text is the code alone, one of the protocol's. */
export class Refused<Code extends string = string> extends Error {
  override readonly name = 'Refused';
  constructor(readonly code: Code) {
    super(code);
  }
}

export const isoInstant = (milliseconds: number): string => new Date(milliseconds).toISOString();
