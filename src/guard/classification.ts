import {
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type ConstDirectiveNode,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from 'graphql';
import { CLASSIFICATIONS, VERBS, type Classification, type Verb } from '../policy/terms.js';

/** What the schema says of one field or input field: `@classified(as: …, verb: …)`. */
export interface FieldClass {
  /** Dense position, so that decisions can live in arrays. */
  readonly index: number;
  /** `Type.field`: what policy and log speak of, never the alias. */
  readonly coordinate: string;
  readonly classification: Classification;
  readonly verb: Verb;
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
 * Reads the classification of every field that can carry or filter by data. Deny by default: a field without
 * one is a fault, as is a redactable field that cannot be null (its redaction would wipe the whole parent).
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
      fields.set(coordinate, { index: fields.size, coordinate, ...read });
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) faults.push(...disagreements(schema, type, fields));
  }
  if (faults.length > 0) throw new ClassificationError(faults);
  return fields;
}

/**
 * A field asked for through an interface is decided by the class of the object behind it. One class for both,
 * so that nothing is promised of the interface that an implementer does not keep, nor the other way round
 * (GHSA-x33c-7c2v-mrj9).
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

function readDirective(
  directives: readonly ConstDirectiveNode[],
): Pick<FieldClass, 'classification' | 'verb'> | string {
  const own = directives.filter((directive) => directive.name.value === 'classified');
  const [directive] = own;
  if (directive === undefined) return 'has no @classified';
  if (own.length > 1) return 'is classified twice';
  const names = new Map(
    (directive.arguments ?? []).map(({ name, value }) => [
      name.value,
      value.kind === 'EnumValue' ? value.value : '',
    ]),
  );
  const classification = CLASSIFICATIONS.find((term) => term === names.get('as'));
  const verb = VERBS.find((term) => term === (names.get('verb') ?? 'READ'));
  if (classification === undefined || verb === undefined) return 'names an unknown class or verb';
  return { classification, verb };
}
