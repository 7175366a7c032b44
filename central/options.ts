import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../contract/result.ts';
import { DUES_RESOURCE } from '../contract/dues.ts';
import type { EKeyTrust } from './ekey/operations.ts';
import { MESSAGES_USAGE, type MessageOptions, readMessageOptions } from './messages/options.ts';
import { CONSOLE_USAGE, type ConsoleOptions, readConsoleFile } from './console/options.ts';
import { type KioskKey, parseKioskKey } from './identity/kiosks.ts';
import type { Collector } from './telemetry/forward.ts';
import { USUAL_KEEP_DAYS } from './telemetry/intake.ts';

export type CentralOptions = {
  readonly port: number;
  readonly dataDir: string;
  readonly kiosks: readonly KioskKey[];
  readonly operators: readonly { readonly name: string; readonly publicKey: string }[];
  readonly publicOrigins: readonly string[];
  readonly production: boolean;
  /** Lets replicas on this machine listen on one port; the kernel shares the connections out. */
  readonly sharePort: boolean;
  readonly databaseUrl: string | undefined;
  /** The services that are offered; without it those that come with this release. */
  readonly cataloguePath: string | undefined;
  /** Whose sign-ins are taken; `null`: nobody's. */
  readonly eKey: EKeyTrust | null;
  /** How receipts leave the house; `null`: they do not. */
  readonly messages: MessageOptions | null;
  /** Days for which health logs are kept. */
  readonly healthDays: number;
  /** An OpenTelemetry collector that is told all of it; `null`: none. */
  readonly collector: Collector | null;
  /** Who has it may read `/metrics`. */
  readonly metricsToken: string | null;
  /** The operators' page; `null`: none. */
  readonly console: ConsoleOptions | null;
};

export const USAGE = `node central/main.ts --port N --data DIR [--kiosk ID=KEY]… [--operator NAME=KEY]… [--public-origin URL]… [--catalogue FILE] [--share-port] [--production]

  --port N             TCP port on 127.0.0.1; 0 takes any free one
  --data DIR           holds the catalogue key and, without DATABASE_URL, the embedded database
  --kiosk ID=KEY       registers a kiosk: its id and raw Ed25519 public key, base64url; repeatable;
                       others are invited (central/kiosks.ts)
  --operator NAME=KEY  lets somebody decide, as central/operators.ts does; repeatable
  --public-origin URL  an address under which kiosks know this gateway, e.g. https://gateway.example;
                       repeatable; by default http:// and the Host header as sent
  --catalogue FILE     the services to offer, as in central/catalogue/catalogue.json
  --share-port         lets other replicas on this machine listen on the same port
  --ekey-issuer URL    takes sign-ins of this OpenID Connect issuer; by default of none
  --ekey-audience ID   for what its tokens must have been issued; urn:khidma:dues by default
  --health-days N      keeps the kiosks' health logs for so many days; 30 by default
  --collector URL      hands them on to an OpenTelemetry collector: OTLP/HTTP in JSON
  --production         as NODE_ENV=production: PostgreSQL only, no demonstration data

  DATABASE_URL         a PostgreSQL to use instead of the embedded database
  METRICS_TOKEN        whoever shows it (Authorization: Bearer) may read /metrics; else nobody
  OTEL_EXPORTER_OTLP_HEADERS  for the collector: name=value,name=value
${MESSAGES_USAGE}${CONSOLE_USAGE}`;

/** The command line and environment as options, or what is wrong with them, in words. */
export const readOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<CentralOptions, string> => {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const values = parsed.value;
  if (
    values.port === undefined ||
    !/^[0-9]{1,5}$/u.test(values.port) ||
    Number(values.port) > 65_535
  )
    return fail(`--port: found ${shown(values.port)}, allowed is a number from 0 to 65535`);
  if (values.data === undefined || values.data === '')
    return fail(`--data: found ${shown(values.data)}, allowed is a folder`);

  const kiosks: KioskKey[] = [];
  for (const text of values.kiosk ?? []) {
    const kiosk = parseKioskKey(text);
    if (kiosk === null)
      return fail(
        `--kiosk: found ${shown(text)}, allowed is ID=KEY with a key of 43 base64url characters`,
      );
    kiosks.push(kiosk);
  }
  const operators: { name: string; publicKey: string }[] = [];
  for (const text of values.operator ?? []) {
    const [, name, publicKey] = /^([^=]+)=([A-Za-z0-9_-]{43})$/u.exec(text) ?? [];
    if (name === undefined || publicKey === undefined)
      return fail(
        `--operator: found ${shown(text)}, allowed is NAME=KEY with a key of 43 base64url characters`,
      );
    operators.push({ name, publicKey });
  }
  const origins: string[] = [];
  for (const text of values['public-origin'] ?? []) {
    const origin = originOf(text);
    if (origin === null)
      return fail(`--public-origin: found ${shown(text)}, allowed is http(s)://host[:port]`);
    origins.push(origin);
  }
  const issuer = values['ekey-issuer'];
  if (issuer !== undefined && !isWebAddress(issuer))
    return fail(`--ekey-issuer: found ${shown(issuer)}, allowed is an http(s):// address`);
  const audience = values['ekey-audience'] ?? DUES_RESOURCE;
  const health = readHealthOptions(values, env);
  if (!health.ok) return health;
  const url = env['DATABASE_URL'];
  const production = values.production === true || env['NODE_ENV'] === 'production';
  const messages = readMessageOptions(values, env, production);
  if (!messages.ok) return messages;
  const desk =
    values.console === undefined ? ok(null) : readConsoleFile(values.console, env, production);
  if (!desk.ok) return desk;
  if ((desk.value?.tell.emails.length ?? 0) > 0 && messages.value === null)
    return fail('--console: `tell.emails` needs a way for e-mail, as KHIDMA_SMTP_URL');
  return ok({
    ...health.value,
    console: desk.value,
    port: Number(values.port),
    dataDir: isAbsolute(values.data) ? values.data : resolve(values.data),
    kiosks,
    operators,
    publicOrigins: origins,
    sharePort: values['share-port'] === true,
    production,
    messages: messages.value,
    cataloguePath: values.catalogue,
    eKey: issuer === undefined ? null : { issuer, audience },
    databaseUrl: url === undefined || url === '' ? undefined : url,
  });
};

type Values = {
  port?: string;
  data?: string;
  kiosk?: string[];
  operator?: string[];
  'public-origin'?: string[];
  catalogue?: string;
  production?: boolean;
  'share-port'?: boolean;
  'ekey-issuer'?: string;
  'ekey-audience'?: string;
  'receipt-url'?: string;
  'messages-folder'?: string;
  'health-days'?: string;
  collector?: string;
  console?: string;
};

const parse = (args: readonly string[]): Result<Values, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        kiosk: { type: 'string', multiple: true },
        operator: { type: 'string', multiple: true },
        'public-origin': { type: 'string', multiple: true },
        catalogue: { type: 'string' },
        production: { type: 'boolean' },
        'share-port': { type: 'boolean' },
        'ekey-issuer': { type: 'string' },
        'ekey-audience': { type: 'string' },
        'receipt-url': { type: 'string' },
        'messages-folder': { type: 'string' },
        'health-days': { type: 'string' },
        collector: { type: 'string' },
        console: { type: 'string' },
      },
    });
    return ok(values);
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The command line could not be read.');
  }
};

const readHealthOptions = (
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
): Result<Pick<CentralOptions, 'healthDays' | 'collector' | 'metricsToken'>, string> => {
  const days = values['health-days'] ?? String(USUAL_KEEP_DAYS);
  if (!/^[1-9][0-9]{0,2}$/u.test(days))
    return fail(`--health-days: found ${shown(days)}, allowed is a number from 1 to 999`);
  const { collector } = values;
  if (collector !== undefined && !isWebAddress(collector))
    return fail(`--collector: found ${shown(collector)}, allowed is an http(s):// address`);
  const headers = readHeaders(env['OTEL_EXPORTER_OTLP_HEADERS'] ?? '');
  if (headers === null) return fail('OTEL_EXPORTER_OTLP_HEADERS: allowed is name=value,name=value');
  const token = env['METRICS_TOKEN'];
  return ok({
    healthDays: Number(days),
    collector: collector === undefined ? null : { url: collector, headers },
    metricsToken: token === undefined || token === '' ? null : token,
  });
};

/** As every OpenTelemetry program reads them: values in percent-encoding. */
const readHeaders = (text: string): Record<string, string> | null => {
  const headers: Record<string, string> = {};
  for (const pair of text.split(',').filter((each) => each.trim() !== '')) {
    const [, name, value] = /^\s*([A-Za-z0-9-]+)=([^,]*?)\s*$/u.exec(pair) ?? [];
    if (name === undefined || value === undefined) return null;
    try {
      headers[name] = decodeURIComponent(value);
    } catch {
      return null;
    }
  }
  return headers;
};

const shown = (value: string | undefined): string =>
  value === undefined ? 'nothing' : JSON.stringify(value.slice(0, 80));

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);

const originOf = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const bare = text.replace(/\/$/u, '');
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === bare
    ? bare
    : null;
};
