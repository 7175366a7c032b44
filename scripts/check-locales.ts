/** Both languages complete and alike, every text used, every used text there. Exit 1 otherwise. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareLanguages } from './locales/compare.ts';
import { flatten, LANGUAGES, type LanguageName, type Texts } from './locales/texts.ts';
import { compareUses, usesIn } from './locales/uses.ts';

const root = join(import.meta.dirname, '..');

/** Who reads each file. `byPath`: as an object (`words.act[act]`), not by keys (`t('act.x')`). */
const READERS: Readonly<
  Record<string, { readonly in: readonly string[]; readonly byPath: boolean }>
> = {
  citizen: { in: ['renderer'], byPath: false },
  console: { in: ['console', 'central/fleet'], byPath: true },
  ekey: { in: ['rig/ekey'], byPath: true },
  devices: { in: ['rig/devices', 'rig/devices.ts'], byPath: true },
  dock: { in: ['renderer/dock'], byPath: true },
  message: { in: ['central/messages', 'central/reminders'], byPath: true },
  proof: { in: ['engine/receipts'], byPath: true },
  receipt: { in: ['engine/receipts', 'engine/visit'], byPath: true },
  shell: { in: ['electron/fallback'], byPath: false },
  speech: { in: ['engine/speech'], byPath: false },
  technician: { in: ['renderer/technician', 'engine/technician'], byPath: true },
  staff: { in: ['rig/staff'], byPath: true },
  statistics: { in: ['central/statistics'], byPath: true },
};

const filesBelow = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
    : [path];

/** Test code uses nothing: a text only a test names is not used. */
const isSource = (path: string): boolean =>
  /\.tsx?$/u.test(path) && !/\.(test|spec)\.tsx?$/u.test(path);

const sourcesOf = (folders: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    folders
      .flatMap((folder) => filesBelow(join(root, folder)))
      .filter(isSource)
      .map((path) => [path, readFileSync(path, 'utf8')]),
  );

/** `{{en.title}}` in the shell's template is `fallback.title` in its words. */
const templateUses = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    filesBelow(join(root, folder))
      .filter((path) => path.endsWith('.html'))
      .map((path) => {
        const marks = [...readFileSync(path, 'utf8').matchAll(/\{\{(?:ar|en)\.(\w+)\}\}/gu)];
        return [`${path}.ts`, marks.map((mark) => `t('fallback.${mark[1] ?? ''}');`).join('\n')];
      }),
  );

const namespaces = (): readonly string[] => [
  ...new Set(
    LANGUAGES.flatMap((language) =>
      readdirSync(join(root, 'locales', language)).map((file) => file.replace(/\.json$/u, '')),
    ),
  ),
];

const read = (language: LanguageName, name: string): ReturnType<typeof flatten> => {
  const path = join('locales', language, `${name}.json`);
  try {
    return flatten(JSON.parse(readFileSync(join(root, path), 'utf8')));
  } catch (problem) {
    return { texts: new Map(), problems: [`${path}: ${String(problem)}`] };
  }
};

const check = (name: string): readonly string[] => {
  const readers = READERS[name];
  if (readers === undefined)
    return ['nobody reads this file: name its readers in check-locales.ts'];
  const en = read('en', name);
  const ar = read('ar', name);
  const words: Record<LanguageName, Texts> = { en: en.texts, ar: ar.texts };
  const sources = name === 'shell' ? readers.in.map(templateUses) : [sourcesOf(readers.in)];
  const uses = usesIn(new Map(sources.flatMap((one) => [...one])));
  return [
    ...en.problems,
    ...ar.problems,
    ...compareLanguages(words),
    ...compareUses(words.en, uses, readers.byPath),
  ];
};

const problems = namespaces().flatMap((name) =>
  check(name).map((problem) => `${name}: ${problem}`),
);
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'locales: complete' : `locales: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
