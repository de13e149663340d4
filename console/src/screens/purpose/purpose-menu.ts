import type { PurposesQuery } from './operations.generated.js';

export type PurposeMenu = PurposesQuery['viewer']['menus'][number];
