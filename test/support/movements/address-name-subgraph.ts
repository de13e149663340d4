import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';

/** What the address-name system tells of a person by itself: how each of the city's systems numbers them. */
export interface AddressNameFile {
  readonly atenaNumber: string;
  readonly systemNumbers: readonly { readonly system: string; readonly current: boolean }[];
}

/** The schema of docs/address-name.md: `Resident` is the gateway's, and gains two fields here. */
export const ADDRESS_NAME_SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query {
    "統合宛名番号で引く / By the integrated number"
    addressNameFile(integratedNumber: ID!): Resident
  }
  extend type Resident @key(fields: "atenaNumber") {
    atenaNumber: ID!
    "各システムの宛名番号の有無 / Which systems know the person"
    systemNumbers: [SystemNumber!]!
    "名寄せ済みか / Whether the person was matched"
    matched: Boolean!
  }
  type SystemNumber { system: String! current: Boolean! }
`;

const SPECIFICATION = `
  scalar _Any
  union _Entity = Resident
  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
`;

/** The second subgraph, over what the system holds; it asks the gateway nothing. */
export class AddressNameSubgraph {
  private readonly schema: GraphQLSchema;
  /** Documents that came in. */
  readonly asked: string[] = [];

  constructor(
    private readonly files: ReadonlyMap<string, AddressNameFile>,
    private readonly byIntegrated: ReadonlyMap<string, string>,
  ) {
    const typeDefs = `${ADDRESS_NAME_SDL.replace(/extend schema[^\n]*/, '').replace(
      'extend type Resident @key(fields: "atenaNumber")',
      'type Resident',
    )}${SPECIFICATION}`;
    this.schema = makeExecutableSchema({
      typeDefs,
      resolvers: {
        Query: {
          addressNameFile: (_source: unknown, { integratedNumber }: { integratedNumber: string }) =>
            this.file(this.byIntegrated.get(integratedNumber) ?? ''),
          _entities: (
            _source: unknown,
            { representations }: { representations: { atenaNumber: string }[] },
          ) => representations.map(({ atenaNumber }) => this.file(atenaNumber)),
        },
        _Entity: { __resolveType: () => 'Resident' },
      },
    });
  }

  execute(document: DocumentNode, variableValues: Record<string, unknown>): Promise<ExecutionResult> {
    return Promise.resolve(execute({ schema: this.schema, document, variableValues }));
  }

  parse(text: string): DocumentNode {
    this.asked.push(text);
    return parse(text);
  }

  private file(atenaNumber: string): object | null {
    const found = this.files.get(atenaNumber);
    return found === undefined ? null : { ...found, matched: true };
  }
}
