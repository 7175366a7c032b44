/** What of a citizen stands in the page's document and storage, and in the kiosk's files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import type { RigPaths } from '../../../rig/processes/paths.ts';
import type { Canaries } from './canaries.ts';

/** Sent to the page: everything it could have written somewhere, by place. */
const everywhere = async (): Promise<Record<string, string>> => {
  // The shell's own scheme has no workers and no caches at all: asked for them, it refuses.
  const none = (): [] => [];
  const databases = await indexedDB.databases();
  const caches = await globalThis.caches.keys().catch(none);
  const workers = await navigator.serviceWorker.getRegistrations().catch(none);
  const fields = [...document.querySelectorAll('input, textarea')].map((field) =>
    'value' in field ? String(field.value) : '',
  );
  return {
    document: document.documentElement.outerHTML,
    fields: fields.join('\n'),
    title: document.title,
    address: location.href,
    history: JSON.stringify(history.state),
    selection: String(getSelection()),
    localStorage: JSON.stringify(Object.entries(localStorage)),
    sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
    cookies: document.cookie,
    'window name': window.name,
    indexedDB: databases.map(({ name }) => name).join(' '),
    caches: caches.join(' '),
    'service workers': workers.map(({ scope }) => scope).join(' '),
    'performance entries': JSON.stringify(performance.getEntries()),
  };
};

const MUST_BE_EMPTY = ['cookies', 'indexedDB', 'caches', 'service workers', 'window name'];

export const without = (name: string, text: string, canaries: Canaries): readonly string[] =>
  Object.entries(canaries)
    .filter(([, canary]) => text.includes(canary))
    .map(([canary]) => `${canary} in ${name}`);

/** What is there and should not be; of the storages the page may have none at all. */
export const keptByPage = async (page: Page, canaries: Canaries): Promise<readonly string[]> => {
  const places = await page.evaluate(everywhere);
  return Object.entries(places).flatMap(([name, text]) => [
    ...without(name, text, canaries),
    ...(MUST_BE_EMPTY.includes(name) && text !== '' ? [`${name}: ${text}`] : []),
    ...(name.endsWith('Storage') && text !== '[]' ? [`${name}: ${text}`] : []),
  ]);
};

/** As UTF-8, as UTF-16, as JSON with escapes, and as base64 at each of its three beginnings. */
const formsOf = (canary: string): readonly Buffer[] => {
  const bytes = Buffer.from(canary, 'utf8');
  const escaped = canary.replaceAll(
    /[^\x20-\x7e]/gu,
    (char) => String.raw`\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/u, '');
    // The first and last characters also hold bits of what stands beside it.
    return text.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  return [
    bytes,
    Buffer.from(canary, 'utf16le'),
    Buffer.from(escaped, 'latin1'),
    ...inBase64.map((text) => Buffer.from(text, 'latin1')),
  ];
};

/** Not the kiosk's: central's own database and what it mails, what the simulated terminal knows, and paper. */
const othersOwn = ({ central, messages, paper, terminalMemory }: RigPaths): readonly string[] => [
  join(central, 'database'),
  messages,
  paper,
  terminalMemory,
];

/** Every file of the kiosk and every log, of whichever process, that holds a canary in any form. */
export const keptInFiles = (paths: RigPaths, canaries: Canaries): readonly string[] =>
  keptBelow(paths.data, canaries, othersOwn(paths));

/** The same of any folder, but for what lies below `skipped`. */
export const keptBelow = (
  folder: string,
  canaries: Canaries,
  skipped: readonly string[] = [],
): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !skipped.some((one) => file.startsWith(one)))
    .flatMap((file) => {
      const bytes = readFileSync(file);
      return Object.entries(canaries)
        .filter(([, canary]) => formsOf(canary).some((form) => bytes.includes(form)))
        .map(([canary]) => `${canary} in ${relative(folder, file)}`);
    });
