import { Link, useLocation } from 'wouter';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { useOffered } from './opens.js';
import { appWords } from './words.js';

export function Menu() {
  const words = useWords(appWords);
  const both = useBoth();
  const offered = useOffered();
  const [path] = useLocation();
  return (
    <nav aria-label={words.menu} className="desktop:w-48 desktop:shrink-0">
      <ul className="flex flex-wrap gap-1 desktop:flex-col">
        {offered
          .filter(({ inMenu = true }) => inMenu)
          .map((screen) => (
            <li key={screen.path}>
              <Link
                href={screen.path}
                // The screen that one is on is no new one for the way back.
                replace={path === screen.path}
                aria-current={path === screen.path ? 'page' : undefined}
                className="block rounded-6 px-3 py-2 underline-offset-4 hover:underline focus-visible:bg-yellow-300 focus-visible:outline-4 focus-visible:outline-black aria-[current=page]:bg-key-50 aria-[current=page]:font-700 forced-colors:aria-[current=page]:underline"
              >
                {both(screen.title)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
