import type { Service } from '../../contract/catalogue.ts';
import type { CentralReceipt } from '../../contract/gateway.ts';
import { shortPaymentId } from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import { formatFils, sumFils } from '../../contract/money.ts';
import ar from '../../locales/ar/message.json' with { type: 'json' };
import en from '../../locales/en/message.json' with { type: 'json' };
import type { OutgoingMessage } from './sender.ts';

type Key = keyof typeof en;
const TEXTS: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { ar, en };

export type Wording = {
  /** By which a service's id becomes its name. */
  readonly services: readonly Service[];
  /** What a slip's QR leads to, the code appended. */
  readonly receiptUrl: string;
};

/** A text of `locales/…/message.json`; each `{{name}}` is replaced by `values[name]`. */
export const fillMessage = (
  language: Language,
  key: Key,
  values: Readonly<Record<string, string>> = {},
): string =>
  TEXTS[language][key].replaceAll(
    /\{\{(\w+)\}\}/gu,
    (whole, name: string) => values[name] ?? whole,
  );

const escaped = (text: string): string =>
  text.replaceAll(
    /[&<>"']/gu,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;',
  );

/** A phone shows a text message as plain signs: the isolates of the screen would stand there as boxes. */
export const plainText = (text: string): string =>
  text.replaceAll(/[\u2066-\u2069]/gu, '').replaceAll('\u00A0', ' ');

/** The same facts as the slip's: what was paid, to whom, its number, and where the receipt is. */
export const composeMessage = (
  receipt: CentralReceipt,
  slipCode: string,
  language: Language,
  { services, receiptUrl }: Wording,
): Omit<OutgoingMessage, 'id' | 'address'> => {
  const say = (key: Key, values: Readonly<Record<string, string>> = {}): string =>
    fillMessage(language, key, values);
  const nameOf = (id: string): string =>
    services.find((service) => service.id === id)?.title[language] ?? say('otherService');
  const names = [...new Set(receipt.lines.map(({ serviceId }) => nameOf(serviceId)))];
  const refused = receipt.lines.filter(({ outcome }) => outcome.status === 'refused');
  const facts = {
    amount: formatFils(receipt.totalFils, language),
    what: names.length === 1 ? (names[0] ?? '') : say('severalServices'),
    number: shortPaymentId(receipt.paymentId),
    url: `${receiptUrl.replace(/\/+$/u, '')}/${slipCode}`,
    back: formatFils(sumFils(refused.map(({ amountFils }) => amountFils)), language),
  };
  const happened = say(refused.length === 0 ? 'paid' : 'partlyRefused', facts);
  const rows: readonly (readonly [string, string])[] = [
    ...receipt.lines.map(
      ({ serviceId, reference, amountFils }) =>
        [`${nameOf(serviceId)} · ${reference}`, formatFils(amountFils, language)] as const,
    ),
    [say('number'), facts.number],
    [say('card'), `${receipt.scheme} ···· ${receipt.lastFour ?? ''}`],
  ];
  return {
    subject: plainText(say('subject', facts)),
    text: plainText([happened, say('numberIs', facts), say('receiptAt', facts)].join('\n')),
    html: asHtml(language, {
      happened,
      rows,
      link: { url: facts.url, text: say('open') },
      small: say('why'),
    }),
  };
};

/** One e-mail, with nothing in it to load. */
export const asHtml = (
  language: Language,
  {
    happened,
    rows,
    link,
    small,
  }: {
    readonly happened: string;
    readonly rows: readonly (readonly [string, string])[];
    readonly link: { readonly url: string; readonly text: string };
    readonly small: string;
  },
): string => {
  const cells = rows
    .map(
      ([name, value]) =>
        `<tr><td>${escaped(name)}</td><td><bdi dir="ltr">${escaped(value)}</bdi></td></tr>`,
    )
    .join('');
  return (
    `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8">` +
    `<body style="font:16px/1.6 sans-serif;color:#1a1a18;max-width:36em;margin:1em auto;padding:0 1em">` +
    `<p><strong>${escaped(happened)}</strong></p>` +
    (cells === '' ? '' : `<table cellpadding="6">${cells}</table>`) +
    `<p><a href="${escaped(link.url)}">${escaped(link.text)}</a></p>` +
    `<p style="color:#6b665a">${escaped(small)}</p></body></html>`
  );
};
