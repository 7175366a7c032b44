import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const folders: string[] = [];

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
  }),
});

/** What the law says of a small project of these files, as `file: rule`. */
const judge = (files: Record<string, string>): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'khidma-law-'));
  folders.push(folder);
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    copyFileSync(join(root, name), join(folder, name));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const tops = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
  const run = spawnSync(join(root, 'node_modules/.bin/depcruise'), [...args, ...tops], {
    cwd: folder,
    encoding: 'utf8',
  });
  const report = reportSchema.parse(JSON.parse(run.stdout));
  return report.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).sort();
};

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const LAWFUL = {
  'contract/money.ts': "import { z } from 'zod';\nexport const fils = z.number();",
  'contract/api.ts':
    "import { initTRPC } from '@trpc/server';\nexport const t = initTRPC.create();",
  'locales/en/screen.json': '{}',
  'drivers/transport/transport.ts':
    "import { SerialPort } from 'serialport';\nexport { fils } from '../../contract/money.ts';\nexport const open = SerialPort;",
  'drivers/zvt/codec/apdu.ts': "export { fils } from '../../../contract/money.ts';",
  'drivers/zvt/driver/terminal.ts':
    "export { open } from '../../transport/transport.ts';\nexport { fils } from '../codec/apdu.ts';",
  'drivers/simulator-kit/pty.ts': "export { spawn } from 'node:child_process';",
  'drivers/zvt/simulator/main.ts': "export { spawn } from '../../simulator-kit/pty.ts';",
  'drivers/escpos/codec/text.ts': 'export const text = 1;',
  'engine/main.ts':
    "import Database from 'better-sqlite3';\nimport en from '../locales/en/screen.json' with { type: 'json' };\nexport { open } from '../drivers/transport/transport.ts';\nexport { en, Database };",
  'central/main.ts':
    "export { fils } from '../contract/money.ts';\nexport { default } from 'fastify';",
  'electron/main.ts': "import { app } from 'electron';\nexport { app };",
  'renderer/app.tsx':
    "export { useState } from 'react';\nexport { fils } from '../contract/money.ts';",
  'renderer/testing/page-server.ts': "export { createServer } from 'node:http';",
  'rig/start.ts': "export { open } from '../engine/main.ts';",
};

test('the folders of the design may import as the design says', () => {
  expect(judge(LAWFUL)).toEqual([]);
});

/** Every file here breaks one rule; the rule stands behind it. */
const PLANTED: readonly (readonly [path: string, text: string, rule: string])[] = [
  ['contract/a.ts', "export {} from '../engine/main.ts';", 'contract-imports-only-itself'],
  ['contract/b.ts', "export { join } from 'node:path';", 'contract-and-page-without-node'],
  ['drivers/c.ts', "export {} from '../engine/main.ts';", 'drivers-imports-only-contract'],
  ['drivers/d.ts', "export {} from '../locales/en/screen.json';", 'drivers-imports-only-contract'],
  [
    'engine/e.ts',
    "export {} from '../central/main.ts';",
    'engine-imports-only-contract-drivers-locales-pdf',
  ],
  [
    'engine/f.ts',
    "export {} from '../rig/start.ts';",
    'engine-imports-only-contract-drivers-locales-pdf',
  ],
  ['engine/g.ts', "export {} from '@trpc/client';", 'engine-without-screen-devices-client-shell'],
  ['engine/h.ts', "export {} from 'react';", 'engine-without-screen-devices-client-shell'],
  [
    'engine/i.ts',
    "export {} from '../drivers/zvt/simulator/main.ts';",
    'engine-without-simulators',
  ],
  [
    'central/j.ts',
    "export {} from '../drivers/transport/transport.ts';",
    'central-imports-only-contract-locales-pdf',
  ],
  [
    'central/k.ts',
    "export {} from '../engine/main.ts';",
    'central-imports-only-contract-locales-pdf',
  ],
  [
    'renderer/l.ts',
    "export {} from '../engine/main.ts';",
    'renderer-imports-only-contract-locales',
  ],
  ['renderer/m.ts', "export {} from 'node:fs';", 'contract-and-page-without-node'],
  ['renderer/n.ts', "import 'better-sqlite3';", 'renderer-without-devices-storage-server-shell'],
  [
    'renderer/o.ts',
    "import { t } from '../contract/api.ts';\nimport { initTRPC } from '@trpc/server';\nexport { t, initTRPC };",
    'page-takes-types-only-from-trpc-server',
  ],
  ['electron/p.ts', "export {} from '../engine/main.ts';", 'electron-imports-only-contract'],
  [
    'electron/q.ts',
    "export {} from '../locales/en/screen.json';",
    'electron-imports-only-contract',
  ],
  [
    'electron/r.ts',
    "import 'better-sqlite3';",
    'electron-without-screen-devices-storage-server-client',
  ],
  [
    'drivers/zvt/simulator/s.ts',
    "export {} from '../codec/apdu.ts';",
    'simulator-apart-from-codec-and-driver',
  ],
  [
    'drivers/zvt/simulator/t.ts',
    "export {} from '../driver/terminal.ts';",
    'simulator-apart-from-codec-and-driver',
  ],
  [
    'drivers/zvt/driver/u.ts',
    "export {} from '../simulator/main.ts';",
    'codec-and-driver-apart-from-simulator',
  ],
  [
    'drivers/zvt/codec/v.ts',
    "import type {} from '../simulator/main.ts';",
    'codec-and-driver-apart-from-simulator',
  ],
  ['drivers/zvt/codec/w.ts', "import 'node:fs';", 'codec-is-pure'],
  [
    'drivers/zvt/driver/x.ts',
    "export {} from '../../escpos/codec/text.ts';",
    'one-protocol-knows-no-other',
  ],
  [
    'drivers/zvt/driver/y.ts',
    "export {} from '../../simulator-kit/pty.ts';",
    'drivers-without-simulator-kit',
  ],
  ['engine/z.ts', "import 'vitest';", 'program-without-development-packages'],
  ['engine/aa.ts', "import './gone.ts';", 'resolvable'],
  ['engine/bb.test.ts', "import 'vitest';\nexport const helper = 1;", ''],
  ['engine/cc.ts', "export {} from './bb.test.ts';", 'program-without-test-code'],
  ['renderer/ff.ts', "export {} from './testing/page-server.ts';", 'program-without-test-code'],
  ['engine/dd.ts', "import './ee.ts';", 'no-cycles'],
  ['engine/ee.ts', "import './dd.ts';", ''], // one cycle, told once
];

test('each forbidden import is refused, by its own rule', () => {
  const planted = Object.fromEntries(PLANTED.map(([path, text]) => [path, text]));
  const expected = PLANTED.filter(([, , rule]) => rule !== '').map(
    ([path, , rule]) => `${path}: ${rule}`,
  );
  expect(judge({ ...LAWFUL, ...planted })).toEqual(expected.sort());
});
