import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { findElectron } from '../../scripts/setup/electron-runtime.mjs';
import { prepareShell } from '../../scripts/shell/prepare-shell.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
export const STUB_PAGE = here('./stub-page');
export const BUILT_PAGE = here('../../dist/renderer');
export const BUILT_SHELL = here('../../dist/electron');

export const runtimePath = (): string => {
  const runtime = findElectron();
  if (runtime === null)
    throw new Error('no Electron here: `npm run setup` unpacks the test runtime');
  return runtime.path;
};

/** Stands for the engine: greets whoever shows the token, and remembers where it came from. */
export type StubEngine = {
  readonly port: number;
  readonly origins: string[];
  readonly stop: () => Promise<void>;
};

export type Shell = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly pid: number;
  /** What the shell logged so far, one JSON object a line. */
  readonly log: () => readonly Record<string, unknown>[];
  readonly startEngine: () => Promise<StubEngine>;
  /** Writes the engine's access file with this text and mode. */
  readonly writeAccess: (text: string, mode?: number) => Promise<void>;
  readonly removeAccess: () => Promise<void>;
};

const startEngine = async (accessFile: string): Promise<StubEngine> => {
  const token = randomBytes(32).toString('base64url');
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origins: string[] = [];
  server.on('connection', (socket, request) => {
    origins.push(request.headers.origin ?? 'none');
    socket.once('message', (text: Buffer) => {
      socket.send(text.toString() === token ? `welcome at ${port}` : 'unknown token');
    });
  });
  await writeFile(accessFile, JSON.stringify({ url: `ws://127.0.0.1:${port}/`, token }), {
    mode: 0o600,
  });
  return {
    port,
    origins,
    stop: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};

const isEntry = (line: string): boolean => line.startsWith('{"shell":');

type Options = { readonly pageFolder: string };
type Fixtures = { readonly shell: Shell };

/** Each test gets a shell of its own: a real window, as an unprivileged user, sandbox on. */
export const test = base.extend<Options & Fixtures>({
  pageFolder: [STUB_PAGE, { option: true }],
  shell: async ({ pageFolder }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'khidma-shell-test-'));
    const accessFile = join(folder, 'engine-access.json');
    const prepared = await prepareShell({
      runtime: runtimePath(),
      application: BUILT_SHELL,
      page: pageFolder,
      accessFile,
    });
    const app = await _electron.launch({
      executablePath: prepared.executable,
      args: [...prepared.args],
      chromiumSandbox: true,
    });
    const lines: string[] = [];
    let rest = '';
    app.process().stderr?.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    });
    const engines: StubEngine[] = [];
    const page = await app.firstWindow();
    await page.waitForURL('khidma://kiosk/index.html');
    await use({
      app,
      page,
      pid: app.process().pid ?? 0,
      log: () => lines.filter(isEntry).map((line) => JSON.parse(line) as Record<string, unknown>),
      startEngine: async () => {
        const engine = await startEngine(accessFile);
        engines.push(engine);
        return engine;
      },
      writeAccess: (text, mode = 0o600) => writeFile(accessFile, text, { mode }),
      removeAccess: () => rm(accessFile, { force: true }),
    });
    await app.close();
    for (const engine of engines) await engine.stop();
    await prepared.dispose();
    await rm(folder, { recursive: true });
  },
});

export { expect } from '@playwright/test';
