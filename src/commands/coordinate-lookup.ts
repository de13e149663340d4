import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { classifySchema, type ClassifiedSchema, type FieldClass } from '../guard/classification.js';

/**
 * Finds how a field is classified in the committed schema. Read on first use: most commands never ask, and the
 * schema's resolvers with all they import would double the time a command takes to start.
 */
export function coordinateLookup(root: string): (coordinate: string) => FieldClass | null {
  let classes: ClassifiedSchema | null = null;
  return (coordinate) => {
    classes ??= classifySchema(buildSchema(readFileSync(join(root, 'schema', 'schema.graphql'), 'utf8')));
    return classes.get(coordinate) ?? null;
  };
}
