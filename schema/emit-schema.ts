import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildGraph } from './build-schema.js';
import { printGraph } from './print-graph.js';

/** `npm run schema`: writes the committed SDL. Compiled to dist/schema/emit-schema.js. */
writeFileSync(resolve(__dirname, '..', '..', 'schema', 'schema.graphql'), printGraph(buildGraph()));
