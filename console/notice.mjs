import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;
/** Packages whose style sheets go into the page: no script of theirs does, by which they could be told. */
const STYLES = ['tailwindcss', '@digital-go-jp/tailwind-theme-plugin'];
/** Foreign source that is kept here, with its licence beside it. */
const KEPT = [
  { name: 'Digital Agency design system, example components', folder: join(HERE, 'src', 'dads') },
];

/** Writes `NOTICE.txt` beside the page: the licence of each package of which anything is in it. */
export function notice() {
  return {
    name: 'notice',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = new Set(modules.map(packageFolderOf).filter((folder) => folder !== null));
      for (const name of STYLES) folders.add(installed(name));
      const parts = [
        ...[...folders].sort().map(partOf),
        ...KEPT.map(({ name, folder }) => `${name}\n\n${licenceIn(folder, name)}`),
      ];
      this.emitFile({ type: 'asset', fileName: 'NOTICE.txt', source: `${parts.join(`\n${RULE}\n`)}\n` });
    },
  };
}

const RULE = '-'.repeat(72);

function partOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${licenceIn(folder, name)}`;
}

/** A package that says nothing of its licence stops the build: nobody may hand it on. */
function licenceIn(folder, name) {
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|unlicense|copying)/i.test(one));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} has no licence`);
  return `${license}. The package holds no text of its licence.`;
}

/** The innermost package that a module belongs to; null for one of the page's own. */
function packageFolderOf(id) {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? null;
}

function installed(name) {
  const places = [join(HERE, 'node_modules', name), join(HERE, '..', 'node_modules', name)];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}
