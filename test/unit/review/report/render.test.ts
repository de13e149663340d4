import { render } from '../../../../src/review/report/render.js';
import { words, type Cell, type Report } from '../../../../src/review/report/report.js';

function report(rows: readonly (readonly Cell[])[], given: Partial<Report> = {}): Report {
  return {
    kind: 'review',
    title: words('点検', 'Review'),
    cites: 'R195',
    from: '2023-06-01',
    to: '2023-06-30',
    madeOn: '2023-07-03',
    signatures: [words('確認者', 'reviewer')],
    sections: [
      {
        heading: words('一覧', 'List'),
        says: [words('説明', 'Words')],
        table: { columns: [words('一', 'one'), words('二', 'two')], rows },
      },
    ],
    ...given,
  };
}

/** The cells of the table's last row, as a reader of RFC 4180 sees them. */
function lastCsvRow(text: string): string[] {
  const [line = ''] = text.split('\r\n').filter(Boolean).slice(-1);
  return [...line.matchAll(/"((?:[^"]|"")*)"|([^,"]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

describe('CSV', () => {
  test.each(['=1+1', '+81', '-2', '@SUM(A1)', '\t=1', '\r\n=1', '  =1', '＝1+1', '＋1', '－1', '＠x'])(
    '%j is no formula to a spreadsheet',
    (text) => {
      const [cell = ''] = lastCsvRow(render(report([[text, 1]]), 'csv'));
      expect(cell).toMatch(/^'/);
    },
  );

  test('numbers stay numbers, quotes and commas stay in their cell', () => {
    expect(lastCsvRow(render(report([['a,"b"', -3]]), 'csv'))).toEqual(['a,"b"', '-3']);
  });

  test('no text breaks a line or leaves its quotes', () => {
    const text = render(report([['a\r\n"=1', 1]]), 'csv');
    expect(lastCsvRow(text)).toEqual(['a "=1', '1']);
  });

  test('begins with the byte order mark that Excel needs, and ends every line with CR LF', () => {
    const text = render(report([['a', 1]]), 'csv');
    expect(Buffer.from(text, 'utf8').subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('HTML', () => {
  test('no text becomes markup, wherever it stands', () => {
    const evil = '<script>alert("1")</script>&\'';
    const text = render(
      report([[evil, 1]], {
        title: words(evil, evil),
        cites: evil,
        signatures: [words(evil, evil)],
        from: evil,
      }),
      'html',
    );
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
  });

  test('fetches nothing and runs nothing', () => {
    const text = render(report([['a', 1]]), 'html');
    expect(text).not.toMatch(/src=|href=|url\(|@import|https?:/);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test('Japanese first, on A4, with boxes for the seals', () => {
    const text = render(report([['a', 1234]]), 'html');
    expect(text).toMatch(
      /<html lang="ja">[\s\S]*size: A4[\s\S]*点検[\s\S]*Review[\s\S]*class="number">1,234<[\s\S]*class="seals">[\s\S]*確認者/,
    );
  });
});

describe('Markdown', () => {
  test('no text ends its cell or becomes markup', () => {
    const text = render(report([['a|b\n<i>*_`[x](y)', 1]]), 'md');
    expect(text).toContain('| a\\|b \\<i\\>\\*\\_\\`\\[x\\](y) | 1 |');
  });
});

test.each(['md', 'csv', 'html'] as const)('%s is the same for the same report', (format) => {
  expect(render(report([['a', 1]]), format)).toBe(render(report([['a', 1]]), format));
});

test.each(['md', 'html'] as const)('%s says that a table is empty', (format) => {
  expect(render(report([]), format)).toContain('該当なし');
});
