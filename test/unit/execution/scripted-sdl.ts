import { NOBODY_REASONS } from '../../../src/guard/person-argument.js';
import { COLUMN_KINDS } from '../../../src/individual-number/tripwire/columns.js';
import { CLASSIFICATIONS, VERBS } from '../../../src/policy/terms.js';

/** The same fields everywhere, so that any two selections can be merged: every kind of type, null or not. */
const FIELDS = `
    leaf: String @classified(as: PUBLIC)
    sure: String! @classified(as: PUBLIC)
    count(of: Int): Int @classified(as: BASIC)
    kind: Kind @classified(as: HEALTH)
    texts: [String] @classified(as: CONTACT)
    one: Node @classified(as: BASIC)
    other: Node! @classified(as: PUBLIC)
    many: [Node] @classified(as: HEALTH)
    each: [Node!]! @classified(as: PUBLIC)
    grid: [[Node!]] @classified(as: BASIC)
    any: Any @classified(as: BASIC)
    anys: [Any!] @classified(as: BASIC)
    thing: Any! @classified(as: PUBLIC)
    things: [[Any!]!]! @classified(as: PUBLIC)
    named: Named @classified(as: BASIC)
    find: Node @classified(as: NUMBER, verb: LOOK_UP)`;

export const SDL = `
  enum FieldClass { ${CLASSIFICATIONS.join(' ')} }
  enum FieldVerb { ${VERBS.join(' ')} }
  enum NobodyReason { ${NOBODY_REASONS.join(' ')} }
  enum ColumnKind { ${COLUMN_KINDS.join(' ')} }
  directive @classified(as: FieldClass, verb: FieldVerb, text: ColumnKind, person: String, nobody: NobodyReason) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  enum Kind { SMALL LARGE }

  type Query { ${FIELDS} }
  type Mutation {
    act: Node @classified(as: STAFF, nobody: STAFF_ADMINISTRATION)
    must: Node! @classified(as: STAFF, nobody: STAFF_ADMINISTRATION)
  }
  union Any = Node | Leaf
  interface Named { leaf: String @classified(as: PUBLIC) sure: String! @classified(as: PUBLIC) }
  type Leaf implements Named { ${FIELDS} }
  type Node implements Named { ${FIELDS}
    ownText: String @classified(as: BASIC)
    ownSure: String! @classified(as: PUBLIC)
    ownNode: Node @classified(as: HEALTH)
    ownNodes: [Node!] @classified(as: BASIC)
    ownTexts: [String!]! @classified(as: PUBLIC)
    ownRow: Row @classified(as: BASIC)
    ownRows: [Row] @classified(as: HEALTH)
  }
  type Row {
    ownText: String @classified(as: BASIC)
    ownSure: String! @classified(as: PUBLIC)
    ownKind: Kind @classified(as: HEALTH)
    ownCount: Int @classified(as: BASIC)
    ownRatio: Float @classified(as: HEALTH)
    ownYes: Boolean @classified(as: PUBLIC)
    ownRow: Row @classified(as: BASIC)
    ownRows: [Row] @classified(as: HEALTH)
  }
`;
