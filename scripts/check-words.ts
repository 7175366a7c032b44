/**
 * Words for the public: plain, by grammar, and with room on every screen. Exit 1 otherwise. The screens need the
 * built page (`npm run build`); `--texts` leaves them out, `--only NAME` takes those whose name contains it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { flatten, LANGUAGES, type Texts } from './locales/texts.ts';
import { countedIn } from './words/counted.ts';
import { breachesOf, uncounted } from './words/rules.ts';

const root = join(import.meta.dirname, '..');
/** What the public reads; `devices` and `dock` are for those who set up and develop. */
const PUBLIC = ['citizen', 'receipt', 'shell', 'message'] as const;

const { values } = parseArgs({
  options: { texts: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

const textsOf = (language: string, name: string): Texts =>
  flatten(JSON.parse(readFileSync(join(root, 'locales', language, `${name}.json`), 'utf8'))).texts;

const counted = new Set(
  readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/u.test(path) && !/\.(?:test|spec)\.tsx?$/u.test(path))
    .flatMap((path) => [...countedIn(path, readFileSync(join(root, 'renderer', path), 'utf8'))]),
);

const ofTexts = PUBLIC.flatMap((name) =>
  LANGUAGES.flatMap((language) => {
    const texts = textsOf(language, name);
    return [...breachesOf(language, texts), ...uncounted(texts, counted)].map(
      (problem) => `${name}: ${problem}`,
    );
  }),
);
const problems = [...ofTexts];
if (!values.texts) {
  // The browser's library is wanted only here.
  const { checkScreens } = await import('./words/screens.ts');
  const screens = await checkScreens(values.only);
  console.log(`screens: ${String(screens.checked)} looked at`);
  problems.push(...screens.problems);
}
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'words: in order' : `words: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
