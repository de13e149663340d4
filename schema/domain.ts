import type { ResolverClass } from './declaration-order.js';

/** What one folder (or, beside the folders, one file) of `schema/` brings into the schema. */
export interface Domain {
  /** Name of the folder below `schema/`, or of the file without its ending. */
  readonly name: string;
  /** Its resolvers, as their fields are listed in `Query`, `Mutation` and the types they belong to. */
  readonly resolvers: readonly ResolverClass[];
  /** Its types, inputs, enums and scalars, as the schema lists them. */
  readonly types: readonly string[];
}
