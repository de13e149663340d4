import {
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from 'graphql';
import {
  leadsToText,
  NOBODY_REASONS,
  parsePersonArgument,
  type NobodyReason,
  type PersonArguments,
} from './person-argument.js';
import { COLUMN_KINDS, type ColumnKind } from '../individual-number/tripwire/columns.js';
import { CLASSIFICATIONS, VERBS, type Classification, type Verb } from '../policy/terms.js';

/** What the schema says of one field or input field: `@classified(as: …, verb: …, person: …)`. */
export interface FieldClass {
  /** Dense position, so that decisions can live in arrays. */
  readonly index: number;
  /** `Type.field`: what policy and log speak of, never the alias. */
  readonly coordinate: string;
  readonly classification: Classification;
  readonly verb: Verb;
  /** What a text in it is for; left out, it is free text, whatever its class. */
  readonly text?: ColumnKind;
  /** Of a root field that names its persons: the guard finds and judges each before the resolver runs. */
  readonly persons?: PersonArguments;
  /** Of a mutation that is about nobody in the registry: why. */
  readonly nobody?: NobodyReason;
}

export type ClassifiedSchema = ReadonlyMap<string, FieldClass>;

/** The schema cannot be guarded as it stands: the start is refused, naming every coordinate at fault. */
export class ClassificationError extends Error {
  override readonly name = 'ClassificationError';
  constructor(readonly faults: readonly string[]) {
    super(`The schema cannot be guarded:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** Classes that a policy may close for one row and open for the next: such a field must be able to be null. */
const REDACTABLE: ReadonlySet<Classification> = new Set([
  'BASIC',
  'CONTACT',
  'HEALTH',
  'WHEREABOUTS',
  'PRACTITIONER',
  'PASSPORT',
  'NUMBER',
  'LINKAGE',
  'LINKED',
]);

/**
 * Reads the classification of every field that can carry or filter by data. Faults are: a field without one (deny
 * by default), a redactable field that cannot be null (its redaction would null the whole parent), and a mutation
 * that does not say whom it acts on.
 */
export function classifySchema(schema: GraphQLSchema): ClassifiedSchema {
  const fields = new Map<string, FieldClass>();
  const faults: string[] = [];
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (
      type.name.startsWith('__') ||
      !(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    )
      continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const read = readDirective(field.astNode?.directives ?? []);
      if (typeof read === 'string') {
        faults.push(`${coordinate}: ${read}`);
        continue;
      }
      const isRoot = isObjectType(type) && roots.has(type);
      if (
        !isInputObjectType(type) &&
        !isRoot &&
        REDACTABLE.has(read.classification) &&
        isNonNullType(field.type)
      ) {
        faults.push(`${coordinate}: is ${read.classification}, so it must be nullable`);
      }
      const at = isRoot ? (type === schema.getMutationType() ? 'MUTATION' : 'ROOT') : 'BELOW';
      faults.push(...personFaults(field, read, at).map((fault) => `${coordinate}: ${fault}`));
      fields.set(coordinate, { index: fields.size, coordinate, ...read });
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) faults.push(...disagreements(schema, type, fields));
  }
  if (faults.length > 0) throw new ClassificationError(faults);
  return fields;
}

/** What a mutation may hold that is about nobody in the registry. */
const ABOUT_NOBODY: ReadonlySet<Classification> = new Set(['PUBLIC', 'STAFF', 'DIRECTORY']);

/**
 * Faults in what a field declares of its person. A mutation must name one or say that it is about nobody: else it
 * would run before its person is known, and be refused when it is done. One that is about nobody may not hold a
 * resident's data. Below the root, and in an input, the person is known already.
 */
function personFaults(
  field: GraphQLField<unknown, unknown> | GraphQLInputField,
  { persons, nobody, classification }: ReadClass,
  at: 'MUTATION' | 'ROOT' | 'BELOW',
): readonly string[] {
  if (at === 'BELOW' && persons !== undefined) return ['names a person, which only a root field does'];
  if (at !== 'MUTATION' && nobody !== undefined) return ['is about nobody, which only a mutation says'];
  if (at === 'MUTATION' && persons === undefined && nobody === undefined)
    return ['is a mutation, so it must name its person, or say that it is about nobody'];
  if (persons !== undefined && nobody !== undefined) return ['names a person, and is about nobody'];
  // The log names persons by pseudonym alone, which leads to nobody in the registry.
  const isOfLog = nobody === 'LOG_REVIEW' && classification === 'AUDIT';
  if (nobody !== undefined && !isOfLog && !ABOUT_NOBODY.has(classification))
    return [`is ${classification}, so it cannot be about nobody`];
  return (persons ?? []).flatMap((person) =>
    'args' in field && leadsToText(field, person)
      ? []
      : [`has no text at ${person.path.join('.')} that could name a person`],
  );
}

/**
 * A field asked for through an interface is decided by the class of the object behind it. So both must have the
 * same class and verb: a rule that holds for the one then holds for the other (GHSA-x33c-7c2v-mrj9).
 */
function disagreements(
  schema: GraphQLSchema,
  type: GraphQLInterfaceType,
  fields: ClassifiedSchema,
): readonly string[] {
  const { objects, interfaces } = schema.getImplementations(type);
  return [...objects, ...interfaces].flatMap((implementer) =>
    Object.keys(type.getFields()).flatMap((name) => {
      const [own, theirs] = [fields.get(`${type.name}.${name}`), fields.get(`${implementer.name}.${name}`)];
      // A field without a class is a fault of its own.
      if (own === undefined || theirs === undefined) return [];
      if (own.classification === theirs.classification && own.verb === theirs.verb) return [];
      const [says, as] = [own, theirs].map(({ classification, verb }) => `${verb} ${classification}`);
      return [`${own.coordinate}: is ${says}, yet ${theirs.coordinate} is ${as}`];
    }),
  );
}

type ReadClass = Omit<FieldClass, 'index' | 'coordinate'>;

function readDirective(directives: readonly ConstDirectiveNode[]): ReadClass | string {
  const own = directives.filter((directive) => directive.name.value === 'classified');
  const [directive] = own;
  if (directive === undefined) return 'has no @classified';
  if (own.length > 1) return 'is classified twice';
  const given = new Map((directive.arguments ?? []).map(({ name, value }) => [name.value, value]));
  const termOf = (name: string): string | undefined => {
    const value = given.get(name);
    return value === undefined || value.kind === 'EnumValue' ? value?.value : '';
  };
  const classification = CLASSIFICATIONS.find((term) => term === termOf('as'));
  const verb = VERBS.find((term) => term === (termOf('verb') ?? 'READ'));
  if (classification === undefined || verb === undefined) return 'names an unknown class or verb';
  const column = termOf('text');
  const text = COLUMN_KINDS.find((term) => term === column);
  if (column !== undefined && text === undefined) return 'names an unknown kind of text';
  const [ways, reason] = [given.get('person'), termOf('nobody')];
  const limit = given.get('most');
  const most = limit?.kind === 'IntValue' ? Number(limit.value) : undefined;
  const persons = ways && readPersons(ways, most);
  const nobody = NOBODY_REASONS.find((term) => term === reason);
  if (persons === null) return 'names its person in a way that cannot be read';
  if (limit !== undefined && (persons === undefined || most === undefined || most < 1))
    return 'limits its persons in a way that cannot be read';
  if (reason !== undefined && nobody === undefined) return 'is about nobody for an unknown reason';
  return {
    classification,
    verb,
    ...(text !== undefined && { text }),
    ...(persons !== undefined && { persons }),
    ...(nobody !== undefined && { nobody }),
  };
}

/** One text, or a list of them, none twice; null for anything else. */
function readPersons(ways: ConstValueNode, most: number | undefined): PersonArguments | null {
  const texts = (ways.kind === 'ListValue' ? ways.values : [ways]).map((way) =>
    way.kind === 'StringValue' ? way.value : '',
  );
  const persons = texts.flatMap((text) => parsePersonArgument(text) ?? []);
  const [first, ...others] = persons.map((one) => (most === undefined ? one : { ...one, most }));
  const isRead = persons.length === texts.length && new Set(texts).size === texts.length;
  return first === undefined || !isRead ? null : [first, ...others];
}
