import {
  assertValidSchema,
  getEnterLeaveForKind,
  Kind,
  GraphQLError,
  specifiedRules,
  TypeInfo,
  ValidationContext,
  visitInParallel,
  visitWithTypeInfo,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { QueryDocumentKeys } from 'graphql/language/ast.js';

/** How many faults are told, and whether with hints at what may have been meant. */
export interface Telling {
  readonly maxErrors: number;
  readonly hideSuggestions?: boolean;
}

/** Nodes between two looks at the time: far less than a millisecond's. */
const STEP = 32;

/**
 * What graphql-js' `validate` says of a document, by its rules, in the same order, but in steps: it goes through the
 * document node by node, and a long one takes tens of milliseconds in which nobody else would be answered.
 */
export function* validateInSteps(
  schema: GraphQLSchema,
  document: DocumentNode,
  { maxErrors, hideSuggestions = false }: Telling,
): Generator<void, readonly GraphQLError[]> {
  assertValidSchema(schema);
  const errors: GraphQLError[] = [];
  const note = (error: GraphQLError): void => {
    errors.push(errors.length < maxErrors ? error : new GraphQLError(TOO_MANY));
    if (errors.length > maxErrors) throw ENOUGH;
  };
  const types = new TypeInfo(schema);
  const context = new ValidationContext(schema, document, types, note, hideSuggestions);
  const rules = visitInParallel(specifiedRules.map((rule) => rule(context)));
  try {
    yield* walk(document, visitWithTypeInfo(types, rules));
  } catch (error) {
    // A rule that gives a document up says so by what it throws.
    if (error instanceof GraphQLError) errors.push(error);
    else if (error !== ENOUGH) throw error;
  }
  return errors;
}

const TOO_MANY = 'Too many validation errors, error limit reached. Validation aborted.';
/** Thrown to leave the walk; nobody sees it. */
const ENOUGH = new Error('enough');

/** A node or a list of nodes that is being walked, and what of it comes next. */
interface Level {
  readonly of: ASTNode | readonly ASTNode[];
  readonly key: string | number | undefined;
  readonly parts: readonly (readonly [string | number, ASTNode | readonly ASTNode[]])[];
  next: number;
}

/** graphql-js' `visit` for a visitor that changes nothing and skips nothing, as those of the rules together are. */
function* walk(document: DocumentNode, visitor: ASTVisitor): Generator<void> {
  const { enter, leave } = getEnterLeaveForKind(visitor, Kind.DOCUMENT);
  const path: (string | number)[] = [];
  const ancestors: Level['of'][] = [];
  const levels: Level[] = [];
  let left = STEP;
  const go = (of: Level['of'], key: Level['key']): void => {
    if (key !== undefined) path.push(key);
    const parent = levels.at(-1)?.of;
    if (!isList(of)) enter?.(of, key, parent, path, ancestors);
    if (parent !== undefined) ancestors.push(parent);
    levels.push({ of, key, parts: partsOf(of), next: 0 });
  };
  go(document, undefined);
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const part = level.parts[level.next++];
    if (part !== undefined) {
      go(part[1], part[0]);
      continue;
    }
    levels.pop();
    const parent = levels.at(-1)?.of;
    if (parent !== undefined) ancestors.pop();
    if (!isList(level.of)) leave?.(level.of, level.key, parent, path, ancestors);
    if (level.key !== undefined) path.pop();
    if (--left > 0) continue;
    left = STEP;
    yield;
  }
}

function partsOf(of: Level['of']): Level['parts'] {
  if (isList(of)) return of.map((node, at) => [at, node] as const);
  const names: readonly string[] = QueryDocumentKeys[of.kind];
  return names.flatMap((name) => {
    const part = (of as unknown as Readonly<Record<string, Level['of'] | undefined>>)[name];
    // A description says nothing that a rule reads.
    return part === undefined || name === 'description' ? [] : [[name, part] as const];
  });
}

function isList(of: Level['of']): of is readonly ASTNode[] {
  return Array.isArray(of);
}
