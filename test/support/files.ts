import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every regular file below a folder. */
export function* filesBelow(directory: string): Generator<string> {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/**
 * Which of the numbers stand in a text: in half or full width, with or without anything but letters between the
 * digits, and inside longer runs. Coarse on purpose: it shares no code with what it checks.
 */
export function numbersIn(text: string, numbers: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (const [run] of text.normalize('NFKC').matchAll(/\d[\d\s.\-‐‑–—−・]{10,}\d/gu)) {
    const digits = run.replace(/\D/g, '');
    for (let at = 0; at + 12 <= digits.length; at++) {
      const candidate = digits.slice(at, at + 12);
      if (numbers.has(candidate)) found.push(candidate);
    }
  }
  return found;
}

export function numbersInFiles(directory: string, numbers: ReadonlySet<string>): string[] {
  return [...filesBelow(directory)].flatMap((file) =>
    numbersIn(readFileSync(file, 'utf8'), numbers).map((number) => `${file}: ${number.slice(0, 2)}…`),
  );
}
