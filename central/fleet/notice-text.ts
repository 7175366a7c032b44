import type { AlertRule } from '../../contract/console.ts';
import type { Bilingual, Language } from '../../contract/language.ts';
import ar from '../../locales/ar/console.json' with { type: 'json' };
import en from '../../locales/en/console.json' with { type: 'json' };

/** What is told of an alert; a webhook gets just this. */
export type Noticed = {
  /** The same at each try. */
  readonly id: string;
  readonly about: 'opened' | 'closed';
  readonly kioskId: string;
  readonly place: Bilingual | null;
  readonly rule: AlertRule;
  readonly measure: number | null;
  readonly since: string;
  readonly link: string;
};

const WORDS: Readonly<Record<Language, typeof en>> = { ar, en };
const AHEAD_OF_UTC_MS = 3 * 3_600_000;

const momentText = (iso: string): string =>
  new Date(Date.parse(iso) + AHEAD_OF_UTC_MS).toISOString().slice(0, 16).replace('T', ' ');

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (mark, name: string) => values[name] ?? mark);

const measureOf = ({ rule, measure }: Noticed, words: typeof en): string => {
  const alertMeasure: Readonly<Record<string, string | undefined>> = words.alertMeasure;
  const text = alertMeasure[rule];
  if (text === undefined || measure === null) return '';
  const minutes = String(Math.round(Math.abs(measure) / 60_000));
  return fill(text, {
    n: String(measure),
    bhd: (measure / 1_000).toFixed(3),
    time: fill(words.units.minutes, { n: minutes }),
  });
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (char) => `&#${String(char.codePointAt(0))};`);

/** An e-mail in both languages: whoever is on duty reads one of them. */
export const mailOf = (
  notice: Noticed,
): { readonly subject: string; readonly text: string; readonly html: string } => {
  const values = (language: Language): Record<string, string> => ({
    alert: WORDS[language].alert[notice.rule],
    kiosk: notice.kioskId,
    place: notice.place?.[language] ?? '',
    time: momentText(notice.since),
    measure: measureOf(notice, WORDS[language]),
  });
  const bodyOf = (language: Language): string => {
    const { mail } = WORDS[language];
    const text = notice.about === 'opened' ? mail.body : mail.bodyClosed;
    return fill(text, values(language)).trim();
  };
  const title = notice.about === 'opened' ? en.mail.opened : en.mail.closed;
  const [arabic, english] = [bodyOf('ar'), bodyOf('en')];
  return {
    subject: fill(title, values('en')),
    text: `${english}\n\n${arabic}\n\n${notice.link}\n`,
    html: `<p lang="en">${escaped(english)}</p><p lang="ar" dir="rtl">${escaped(arabic)}</p><p><a href="${escaped(notice.link)}">${escaped(notice.link)}</a></p>`,
  };
};
