import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { measurePage } from './page.ts';

test('counts what the page loads at once, each file once, and nothing loaded later', () => {
  const folder = mkdtempSync(join(tmpdir(), 'khidma-page-'));
  const entry = 'import{a}from"./shared.js";import("./dock.js");a();';
  const shared = 'export const a=()=>undefined;';
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    '<script type="module" src="./assets/index.js"></script><link href="/assets/shared.js">',
  );
  writeFileSync(join(folder, 'assets/index.js'), entry);
  writeFileSync(join(folder, 'assets/shared.js'), shared);
  writeFileSync(join(folder, 'assets/dock.js'), 'export {};'.repeat(1000));
  const size = (text: string): number => gzipSync(text, { level: 9 }).length;
  expect(measurePage(folder)).toBe(size(entry) + size(shared));
  expect(measurePage(join(folder, 'assets'))).toBeNull();
  rmSync(folder, { recursive: true });
});
