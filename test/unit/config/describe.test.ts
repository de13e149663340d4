import { describeSettings } from '../../../src/config/describe.js';
import { SETTING_KEYS } from '../../../src/config/keys.js';
import { parseSettings } from '../../../src/config/parse.js';

test('the printed settings show every setting in order and no secret', () => {
  const lines = describeSettings(
    parseSettings(
      {
        SEKISHO_REGISTRY_URL: 'mssql://reader:hunter2@10.1.0.5/JUKI',
        SEKISHO_STORE_URL: 'mssql://store:hunter2@10.1.0.5/STORE',
        SEKISHO_VRS_URL: 'https://hunter2:hunter2@vrs.example/v1?key=hunter2',
        REDIS_URL: 'rediss://:hunter2@10.1.0.8:6380/0',
      },
      '/srv',
    ),
  );
  expect(lines.map((line) => line.split(' ')[0])).toEqual(SETTING_KEYS.map((key) => key.name));
  expect(lines.join('\n')).not.toContain('hunter2');
  expect(lines).toContain(`${'SEKISHO_REGISTRY_URL'.padEnd(26)} mssql://reader:****@10.1.0.5:1433/JUKI`);
  expect(lines).toContain(`${'REDIS_URL'.padEnd(26)} rediss://****@10.1.0.8:6380/0`);
});
