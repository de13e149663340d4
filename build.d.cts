export function isBuilt(root: string): boolean;
export function stampOf(root: string): string;
export function stateOf(root: string): string;
