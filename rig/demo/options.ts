import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OTHER_STORIES } from '../../central/demo/other-bills.ts';
import { normaliseDigits, WHOLE_REFERENCE } from '../../contract/digits.ts';
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

/** References of the demonstration's accounts that have something due. */
const REFERENCES: Readonly<Record<string, string>> = {
  ewa: '12345678',
  traffic: '900101123',
  ...Object.fromEntries(OTHER_STORIES.map(({ serviceId, reference }) => [serviceId, reference])),
};

const inLines = (names: readonly string[]): string =>
  Array.from(
    { length: Math.ceil(names.length / 5) },
    (_, row) => `                   ${names.slice(row * 5, row * 5 + 5).join(' ')}`,
  ).join('\n');

export const DEMO_USAGE = `npm run demo -- [--service ID] [--reference R] [--lang ar|en] [--gateway-down] [--out DIR]

  --service ID     what is paid; ewa (electricity and water) by default. One of:
${inLines(Object.keys(REFERENCES))}
  --reference R    the number that its bills are found by, with / between where there are several;
                   by default one that has something due
  --lang ar|en     the language of visit and receipt; en by default
  --gateway-down   the network is cut after the card is confirmed, and comes back later
  --out DIR        where receipt.escpos and receipt.png are put; var/demo by default`;

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
  const reference = normaliseDigits(typed);
  if (!WHOLE_REFERENCE.test(reference)) {
    const found = JSON.stringify(typed.slice(0, 80));
    return fail(`--reference: found ${found}; allowed: 1 to 32 digits, with / between numbers`);
  }
  if (values.out === '') return fail('--out: found nothing; allowed: a folder');
  return ok({
    service: values.service,
    reference,
    language: language.data,
    gatewayDown: values['gateway-down'],
    out: resolve(values.out),
  });
};
