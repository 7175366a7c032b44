import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkReference } from '../../contract/digits.ts';
import { languageSchema, type Language } from '../../contract/language.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

export type DemoOptions = {
  readonly service: string;
  readonly reference: string;
  readonly language: Language;
  readonly gatewayDown: boolean;
  /** Where the receipt's files are put. */
  readonly out: string;
};

export const DEMO_USAGE = `npm run demo -- [--service ID] [--reference R] [--lang ar|en] [--gateway-down] [--out DIR]

  --service ID     ewa (electricity and water, the default) or traffic (traffic fines)
  --reference R    the account or personal number; by default one that has something due
  --lang ar|en     the language of visit and receipt; en by default
  --gateway-down   the network is cut after the card is confirmed, and comes back later
  --out DIR        where receipt.escpos and receipt.png are put; var/demo by default`;

/** References of the demonstration's accounts that have something due. */
const REFERENCES: Readonly<Record<string, string>> = { ewa: '12345678', traffic: '900101123' };
const ANY_LENGTH = { minDigits: 1, maxDigits: 32 };

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    strict: true,
    options: {
      service: { type: 'string', default: 'ewa' },
      reference: { type: 'string' },
      lang: { type: 'string', default: 'en' },
      'gateway-down': { type: 'boolean', default: false },
      out: { type: 'string', default: join('var', 'demo') },
    },
  }).values;

/** The command line as options, or what is wrong with it: what was found, what is allowed. */
export const readDemoOptions = (args: readonly string[]): Result<DemoOptions, string> => {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return fail((error as Error).message);
  }
  const fallback = REFERENCES[values.service];
  if (fallback === undefined) {
    const known = Object.keys(REFERENCES).join(', ');
    return fail(`--service: found ${JSON.stringify(values.service)}; allowed: ${known}`);
  }
  const language = languageSchema.safeParse(values.lang);
  if (!language.success) {
    return fail(`--lang: found ${JSON.stringify(values.lang)}; allowed: ar, en`);
  }
  const typed = values.reference ?? fallback;
  const reference = checkReference(typed, ANY_LENGTH);
  if (!reference.ok) {
    const found = JSON.stringify(typed.slice(0, 80));
    return fail(`--reference: found ${found}; allowed: 1 to 32 digits`);
  }
  if (values.out === '') return fail('--out: found nothing; allowed: a folder');
  return ok({
    service: values.service,
    reference: reference.value,
    language: language.data,
    gatewayDown: values['gateway-down'],
    out: resolve(values.out),
  });
};
