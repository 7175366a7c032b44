import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, it } from 'vitest';
import { noIgnoredResult } from './no-ignored-result.ts';

RuleTester.describe = describe;
RuleTester.it = it;

const folder = `${import.meta.dirname}/fixture`;
const tester = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: {
      project: './tsconfig.json',
      tsconfigRootDir: folder,
      // Under CI the parser would read the file from the disk instead of the code of each case.
      disallowAutomaticSingleRunInference: true,
    },
  },
});

const DECLARED = `
type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };
declare const save: () => Result<number, 'full'>;
declare const send: () => Promise<Result<void, 'away'>>;
declare const port: { write?: () => Promise<Result<void, 'closed'>> } | null;
declare const log: (what: unknown) => void;
declare const plain: () => Promise<{ ok: boolean; error: string }>;
`;
const at = (code: string): { name: string; code: string; filename: string } => ({
  name: code,
  code: `${DECLARED}${code}\nexport {};`,
  filename: `${folder}/file.ts`,
});
const ignored = (
  code: string,
  count = 1,
): { name: string; code: string; filename: string; errors: { messageId: 'ignored' }[] } => ({
  ...at(code),
  errors: Array.from({ length: count }, () => ({ messageId: 'ignored' })),
});

tester.run('khidma/no-ignored-result', noIgnoredResult, {
  valid: [
    at('const saved = save(); log(saved.ok);'),
    at('log(save());'),
    at('if (!(await send()).ok) log("away");'),
    at('await send().then((sent) => { log(sent.ok); });'),
    at('let last; last = save(); log(last);'),
    at('plain(); await plain();'),
    at('log(1); [1, 2].map(String); undefined;'),
  ],
  invalid: [
    ignored('save();'),
    ignored('void save();'),
    ignored('send();'),
    ignored('await send();'),
    ignored('void send();'),
    ignored('void send().catch(() => ({ ok: false as const, error: "away" as const }));'),
    ignored('await port?.write?.();'),
    ignored('Math.random() > 0.5 && save();'),
    ignored('Math.random() > 0.5 ? save() : await send();', 2),
    ignored('(log(1), save());', 1),
    ignored('(await send()) as unknown as Result<void, "away">;'),
    ignored('await Promise.all([send(), send()]);'),
    ignored('[1, 2].map(save);'),
  ],
});
