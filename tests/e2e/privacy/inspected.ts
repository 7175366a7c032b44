/** Heap snapshots of the engine and of the page, through their debuggers, after a forced collection. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { WHOLE_STRINGS } from './heap.ts';

/** Gives the engine a debugger on a port of its own: a development tool, which the test alone asks for. */
export const WITH_INSPECTOR = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly chunk?: string };
  readonly error?: { readonly message: string };
};

const inspectorUrl = (log: string): string => {
  const urls = [...readFileSync(log, 'utf8').matchAll(/Debugger listening on (ws:\S+)/gu)];
  const url = urls.at(-1)?.[1];
  if (url === undefined) throw new Error(`the engine's log names no debugger (${log})`);
  return url;
};

/** Of the newest process that wrote to `log`; V8's JSON. */
export const engineHeap = async (log: string): Promise<string> => {
  const socket = new WebSocket(inspectorUrl(log), { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const chunks: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as Message;
    if (message.method === 'HeapProfiler.addHeapSnapshotChunk') {
      chunks.push(message.params?.chunk ?? '');
    }
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  let last = 0;
  const ask = (method: string, params = {}): Promise<void> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ error }) => {
        if (error === undefined) resolve();
        else reject(new Error(`${method}: ${error.message}`));
      });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await ask('Runtime.evaluate', {
    expression: `process.getBuiltinModule('node:v8').setFlagsFromString('${WHOLE_STRINGS}')`,
  });
  await ask('HeapProfiler.collectGarbage');
  await ask('HeapProfiler.collectGarbage');
  await ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  socket.close();
  return chunks.join('');
};

/** Of everything in the page's process. The browser must have been started with `WHOLE_STRINGS`. */
export const pageHeap = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
};
