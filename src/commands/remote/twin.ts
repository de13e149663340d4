import type { Purpose } from '../../policy/terms.js';

/** A command that asks the gateway what a screen of the console asks it, and prints the answer. */
export interface Twin {
  /** As it is typed. */
  readonly name: string;
  readonly ja: string;
  readonly en: string;
  /** Of the signed list, by its name. Its variables are the command's options, its fields the columns. */
  readonly operation: string;
  /** Where none is typed; null where the operation needs none. */
  readonly purpose: Purpose | null;
  /** Variables that are typed without a flag, in this order; keys of an input behind a dot. */
  readonly places?: readonly string[];
  /** Variables that this command is about: nobody types them. */
  readonly fixed?: Readonly<Record<string, boolean | string>>;
  /** What a variable is where it is not typed. */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Its rows name nobody, no account either, so that they may leave as a file. */
  readonly csv?: true;
}
