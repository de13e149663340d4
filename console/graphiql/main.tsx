import './trusted.js';
import './workers.js';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { useMemo, useRef, useState } from 'react';
import { openPage } from '../src/app/page-root.js';
import { ask, ownMenus, type Menu, type Operation, type Why } from './ask.js';
import { Memory } from './memory.js';
import './page.css';
import { WhyFields } from './why-fields.js';

const NO_WHY: Why = { purpose: '', caseNumber: '' };

function Page({ menus }: { readonly menus: readonly Menu[] }) {
  const [why, setWhy] = useState(NO_WHY);
  const now = useRef(why);
  now.current = why;
  const storage = useMemo(() => new Memory(), []);
  const fetcher = useMemo(() => (operation: Operation) => ask(operation, now.current), []);
  return (
    <>
      <WhyFields menus={menus} why={why} onChange={setWhy} />
      <div className="editor">
        <GraphiQL
          fetcher={fetcher}
          storage={storage}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          isHeadersEditorEnabled={false}
          forcedTheme="light"
          defaultQuery={'{\n  viewer {\n    account\n    role\n  }\n}\n'}
        />
      </div>
    </>
  );
}

const { root } = openPage();

const menus = await ownMenus().catch(() => []);
root.render(<Page menus={menus} />);
