/** Builds `dist/electron`: main, preload and the fallback page with its words filled in. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ar from '../locales/ar/shell.json' with { type: 'json' };
import en from '../locales/en/shell.json' with { type: 'json' };
import project from '../package.json' with { type: 'json' };

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'electron');
const target = join(root, 'dist', 'electron');
const fonts = join(root, 'node_modules/@fontsource/ibm-plex-sans-arabic/files');

/** Puts both languages’ words into the template; a word that is missing ends the build. */
const fillWords = (template: string): string => {
  const words: Record<string, Record<string, string>> = { ar: ar.fallback, en: en.fallback };
  return template.replaceAll(
    /\{\{(ar|en)\.([a-z]+)\}\}/gu,
    (mark, language: string, key: string) => {
      const text = words[language]?.[key];
      if (text === undefined)
        throw new Error(`no words for ${mark} in locales/${language}/shell.json`);
      return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    },
  );
};

const buildScripts = async (): Promise<void> => {
  await build({
    entryPoints: { main: join(source, 'main.ts'), preload: join(source, 'preload.ts') },
    outdir: target,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: ['node18', 'chrome114'],
    external: ['electron'],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
};

const buildFallback = async (): Promise<void> => {
  const folder = join(target, 'fallback');
  await mkdir(folder, { recursive: true });
  const template = await readFile(join(source, 'fallback', 'out-of-service.html'), 'utf8');
  await writeFile(join(folder, 'out-of-service.html'), fillWords(template));
  await cp(join(source, 'fallback', 'out-of-service.css'), join(folder, 'out-of-service.css'));
  for (const script of ['arabic', 'latin']) {
    const font = join(fonts, `ibm-plex-sans-arabic-${script}-400-normal.woff2`);
    await cp(font, join(folder, `${script}.woff2`));
  }
};

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await Promise.all([
  buildScripts(),
  buildFallback(),
  writeFile(
    join(target, 'package.json'),
    `${JSON.stringify({ name: project.name, version: project.version, main: 'main.cjs' }, null, 2)}\n`,
  ),
]);
