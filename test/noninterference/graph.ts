import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type InputValueDefinitionNode,
  type TypeNode,
  type UnionTypeDefinitionNode,
} from 'graphql';

/** The graph as its printed text tells it: what is asked for, and what the oracle believes about it. */
export interface Graph {
  readonly types: ReadonlyMap<string, ReadonlyMap<string, GraphField>>;
  readonly inputs: ReadonlyMap<string, ReadonlyMap<string, GraphField>>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

export interface GraphField {
  readonly name: string;
  /** `Type.field`. */
  readonly coordinate: string;
  /** As written, e.g. `[Resident!]!`. */
  readonly type: string;
  readonly named: string;
  /** A union whose sole member `named` is: its fields need a typed fragment. */
  readonly union: boolean;
  readonly list: boolean;
  readonly required: boolean;
  readonly classification: string;
  readonly verb: string;
  readonly args: readonly GraphArgument[];
}

export interface GraphArgument {
  readonly name: string;
  readonly type: string;
  readonly named: string;
  readonly list: boolean;
  /** Non-null and without a default. */
  readonly required: boolean;
}

export function readGraph(text: string): Graph {
  const types = new Map<string, ReadonlyMap<string, GraphField>>();
  const inputs = new Map<string, ReadonlyMap<string, GraphField>>();
  const enums = new Map<string, readonly string[]>();
  const unions = new Map<string, string>();
  const { definitions } = parse(text);
  for (const node of definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) unions.set(node.name.value, soleMember(node));
  }
  for (const node of definitions) {
    if (node.kind === Kind.ENUM_TYPE_DEFINITION) {
      enums.set(
        node.name.value,
        (node.values ?? []).map((value) => value.name.value),
      );
    } else if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      const fields = (node.fields ?? []).map((field): GraphField => ({
        ...memberOf(unions, typed(field.type)),
        name: field.name.value,
        coordinate: `${node.name.value}.${field.name.value}`,
        ...classified(field.directives ?? []),
        args: 'arguments' in field ? (field.arguments ?? []).map(argument) : [],
      }));
      const into = node.kind === Kind.OBJECT_TYPE_DEFINITION ? types : inputs;
      into.set(node.name.value, new Map(fields.map((field) => [field.name, field])));
    }
  }
  return { types, inputs, enums };
}

export function fieldOf(graph: Graph, type: string, name: string): GraphField {
  const field = (graph.types.get(type) ?? graph.inputs.get(type))?.get(name);
  if (field === undefined) throw new Error(`the graph has no ${type}.${name}`);
  return field;
}

/**
 * A union of one type is asked like that type; of more, an answer would have to say which, and the walk to know.
 */
function soleMember({ name, types = [] }: UnionTypeDefinitionNode): string {
  const [member] = types;
  if (member === undefined || types.length > 1) throw new Error(`${name.value} is a union of several types`);
  return member.name.value;
}

function memberOf(unions: ReadonlyMap<string, string>, type: ReturnType<typeof typed>) {
  const member = unions.get(type.named);
  return member === undefined ? { ...type, union: false } : { ...type, named: member, union: true };
}

function argument(node: InputValueDefinitionNode): GraphArgument {
  const type = typed(node.type);
  return { ...type, name: node.name.value, required: type.required && node.defaultValue === undefined };
}

function typed(node: TypeNode): { type: string; named: string; list: boolean; required: boolean } {
  if (node.kind === Kind.NON_NULL_TYPE) {
    const inner = typed(node.type);
    return { ...inner, type: `${inner.type}!`, required: true };
  }
  if (node.kind === Kind.LIST_TYPE) {
    const inner = typed(node.type);
    return { type: `[${inner.type}]`, named: inner.named, list: true, required: false };
  }
  return { type: node.name.value, named: node.name.value, list: false, required: false };
}

function classified(directives: readonly ConstDirectiveNode[]): { classification: string; verb: string } {
  const own = directives.find((directive) => directive.name.value === 'classified');
  const value = (name: string): string | undefined => {
    const given = own?.arguments?.find((one) => one.name.value === name)?.value;
    return given?.kind === Kind.ENUM ? given.value : undefined;
  };
  return { classification: value('as') ?? 'UNCLASSIFIED', verb: value('verb') ?? 'READ' };
}
