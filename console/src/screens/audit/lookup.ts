import { createContext, useContext } from 'react';

/** What the parts of this screen look up for one another: a record's number leads to the record from anywhere. */
export interface LookingUp {
  readonly record: string;
  readonly openRecord: (record: string) => void;
  readonly openAccount: (account: string) => void;
}

const nowhere = (): void => undefined;
export const Lookup = createContext<LookingUp>({
  ...{ record: '', openRecord: nowhere, openAccount: nowhere },
});

export const useLookup = (): LookingUp => useContext(Lookup);
