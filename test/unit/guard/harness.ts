import {
  buildASTSchema,
  execute,
  parse,
  validate,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import type { Access } from '../../../src/audit/record/record.js';
import { toGatewayError } from '../../../src/errors/to-gateway-error.js';
import { classifySchema } from '../../../src/guard/classification.js';
import { guardSchema } from '../../../src/guard/field-guard.js';
import { NOBODY_REASONS, type SubjectLoader } from '../../../src/guard/person-argument.js';
import { planOperation } from '../../../src/guard/plan.js';
import { LoopShare, LoopTurns } from '../../../src/background/loop-turns.js';
import { RequestGuard, type Asker } from '../../../src/guard/request-guard.js';
import { withSubject } from '../../../src/guard/subject.js';
import { COLUMN_KINDS } from '../../../src/individual-number/tripwire/columns.js';
import { KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';
import {
  CLASSIFICATIONS,
  VERBS,
  type PolicySnapshot,
  type Question,
  type Verdict,
  type WithheldReason,
} from '../../../src/policy/terms.js';
import { readableAccesses } from '../../support/readable-accesses.js';

/** A graph with one of each thing the guard must tell apart; small enough to see whole. */
export const SDL = `
  enum FieldClass { ${CLASSIFICATIONS.join(' ')} TOP_SECRET }
  enum FieldVerb { ${VERBS.join(' ')} PEEK }
  enum NobodyReason { ${NOBODY_REASONS.join(' ')} }
  enum ColumnKind { ${COLUMN_KINDS.join(' ')} }
  directive @classified(as: FieldClass, verb: FieldVerb, text: ColumnKind, person: [String!], nobody: NobodyReason) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION

  scalar Raw

  type Query {
    motto: String @classified(as: PUBLIC, text: KEY)
    notice: String @classified(as: STAFF)
    person: Person @classified(as: BASIC)
    people(where: PersonFilter, orderBy: [PersonOrder!], first: Int): [Person] @classified(as: BASIC)
    crowd: [Person!]! @classified(as: BASIC)
    found: [Found!] @classified(as: BASIC)
    named: Named @classified(as: BASIC)
    byNumber: Person @classified(as: NUMBER, verb: LOOK_UP)
    verify: String @classified(as: NUMBER, verb: VERIFY)
    several: [Person] @classified(as: BASIC)
    lookUps: [Person] @classified(as: NUMBER, verb: LOOK_UP)
    desk: Desk @classified(as: STAFF)
    provisionRequest: Person @classified(as: LINKAGE)
  }
  type Desk { finds: Person @classified(as: NUMBER, verb: LOOK_UP) }
  type Mutation {
    rename(people: [ID!] = ["7"]): Person @classified(as: BASIC, person: "people")
    move(input: MoveInput): Person @classified(as: BASIC, person: "input.homes.people")
    open(id: ID!): Person @classified(as: BASIC, person: "provision:id")
    join(one: ID, others: [ID], id: ID): Person @classified(as: BASIC, person: ["one", "others", "provision:id"])
    tidy: String @classified(as: STAFF, nobody: STAFF_ADMINISTRATION)
  }
  input MoveInput {
    homes: [HomeInput] @classified(as: BASIC)
    lift: Int @classified(as: HEALTH)
  }
  input HomeInput { people: [ID] @classified(as: BASIC) }
  type Subscription { changes: String @classified(as: BASIC) }
  interface Named { name: String @classified(as: BASIC) }
  union Found = Person | Office
  type Office implements Named { name: String @classified(as: BASIC) hours: String @classified(as: PUBLIC) }
  type Person implements Named {
    key: ID! @classified(as: PUBLIC)
    name: String @classified(as: BASIC)
    names: [String] @classified(as: BASIC)
    address: String @classified(as: CONTACT)
    memo: String @classified(as: HEALTH)
    spouse: Person @classified(as: BASIC)
    children: [Person!] @classified(as: BASIC)
    number: Number @classified(as: NUMBER, verb: REVEAL)
    digits: String @classified(as: NUMBER, verb: REVEAL)
    looseDigits: String @classified(as: NUMBER)
    check: String @classified(as: NUMBER, verb: VERIFY)
    stamp: String @classified(as: STAFF, verb: REVEAL)
    raw: Raw @classified(as: PUBLIC)
  }
  type Number {
    disclosure: String! @classified(as: PUBLIC)
    value: String @classified(as: NUMBER, verb: REVEAL)
    reason: String @classified(as: PUBLIC)
  }
  input PersonFilter {
    name: String @classified(as: BASIC, verb: FILTER)
    memo: String @classified(as: HEALTH, verb: FILTER)
    spouse: PersonFilter @classified(as: CONTACT, verb: FILTER)
    anyOf: [PersonFilter!] @classified(as: PUBLIC, verb: FILTER)
    raw: Raw @classified(as: PUBLIC, verb: FILTER)
  }
  input PersonOrder { name: Int @classified(as: BASIC, verb: SORT) }
`;

const DOCUMENT = parse(SDL);

/**
 * Built anew for each request, in the test that asks it: a fault in how the guard wraps the graph then fails
 * that test, whichever it is, and not only the first.
 */
export function graph() {
  const schema = buildASTSchema(DOCUMENT);
  const classes = classifySchema(schema);
  guardSchema(schema, classes);
  return { schema, classes };
}

export const ASKER: Asker = {
  principal: {
    account: 'clerk',
    role: 'clerk',
    nameJa: '健康課',
    nameEn: 'clerk',
    kind: 'person',
    purposes: new Set(['HISTORY']),
    amr: [],
    ownAtenaNumber: null,
    contract: null,
    work: null,
    department: null,
  },
  purpose: 'HISTORY',
  zone: 'NUMBER_USE',
  hasCase: false,
};

const PERMIT: Verdict = { permit: true, rule: 'script-permit', reason: null };
export const denied = (rule: string, reason: WithheldReason | null = 'NOT_GRANTED'): Verdict => ({
  permit: false,
  rule,
  reason,
});

/** Permits, but for the questions that the script answers. Keeps every question it was asked. */
export class ScriptedPolicy implements PolicySnapshot {
  readonly version = 'script';
  readonly questions: Question[] = [];
  constructor(private readonly script: (question: Question) => Verdict | undefined = () => undefined) {}
  decide(question: Question): Verdict {
    this.questions.push(question);
    return this.script(question) ?? PERMIT;
  }
}

/** Closes one class, whatever is done with it. */
export const without = (classification: string, verdict = denied(`no-${classification}`)) =>
  new ScriptedPolicy((question) => (question.classification === classification ? verdict : undefined));

export interface Given {
  /** Whom arguments name; anybody the registry knows, without labels, when left out. */
  readonly subjects?: Partial<SubjectLoader>;
  readonly root?: Record<string, unknown>;
  readonly policy?: ScriptedPolicy;
  readonly variables?: Record<string, unknown>;
}

const ANYBODY: Partial<SubjectLoader> = {
  resident: async (atenaNumber) => ({ subject: { atenaNumber, labels: 0 }, known: true }),
};

/** One request from its text to the answer, through the real plan, guard and trace. */
export function begin(
  text: string,
  { root = {}, policy = new ScriptedPolicy(), variables = {}, subjects = ANYBODY }: Given = {},
) {
  const { schema, classes } = graph();
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const plan = planOperation(schema, classes, document, document.definitions[0] as OperationDefinitionNode);
  const trace = new AccessTrace();
  const numbers = new KnownNumbers();
  // On a clock that stands still no slice is ever over: what is none becomes no promise.
  const loop = new LoopShare(new LoopTurns(() => 0));
  const guard = new RequestGuard({ policy, classes, asker: ASKER, plan, trace, numbers, loop });
  const answer = () =>
    execute({
      schema,
      document,
      rootValue: root,
      contextValue: { guard, subjects },
      variableValues: variables,
    });
  return { guard, trace, numbers, answer, policy, accesses: () => accessesOf(trace) };
}

/** The same for resolvers that answer at once: the answer must be there at once, too. */
export function ask(text: string, given: Given = {}) {
  const request = begin(text, given);
  const result = request.answer();
  if (result instanceof Promise) throw new TypeError('The guard made a promise of what was none.');
  return { ...request, ...plainly(result) };
}

export async function askLater(text: string, given: Given = {}) {
  const request = begin(text, given);
  return { ...request, ...plainly(await request.answer()) };
}

function plainly({ data, errors = [] }: ExecutionResult) {
  const codes = errors.map((error) => error.extensions['code']);
  const grounds = errors.map((error) => toGatewayError(error.originalError).detail);
  return { data: JSON.parse(JSON.stringify(data ?? null)) as unknown, errors, codes, grounds };
}

/** `path coordinate outcome subject reason`, one line per access, `-` for none. */
function accessesOf(trace: AccessTrace): string[] {
  const line = ({ path, coordinate, outcome, subject, reason }: Access) =>
    [path.join('.'), coordinate, outcome, subject === null ? '-' : `p${subject}`, reason ?? '-'].join(' ');
  return readableAccesses(trace).map(line).sort();
}

export const resident = (atenaNumber: string, facts: object = {}, labels = 0) =>
  withSubject({ atenaNumber, labels }, { __typename: 'Person', key: atenaNumber, ...facts });
