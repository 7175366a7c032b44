/** What is said on entering each screen. Pure. */
import { askedFor } from '../../contract/asked-for.ts';
import type { Language } from '../../contract/language.ts';
import { sumFils } from '../../contract/money.ts';
import { unreachable } from '../../contract/result.ts';
import type { KioskView, NoticeKind, Screen } from '../../contract/view.ts';
import { eKeySpeech } from './speech-of-ekey.ts';
import { foundReceiptSpeech, outcomeSpeech } from './speech-of-outcome.ts';
import { tawasulSpeech } from './speech-of-tawasul.ts';
import { inLanguage, telling, type SpeechFacts, type Telling, type Told } from './telling.ts';

/** About a payment of another day: that nothing was charged now would be taken for that one. */
const OF_EARLIER: readonly NoticeKind[] = ['unknownSlip', 'unknownReceipt'];

const referenceSpeech = (screen: Screen & { name: 'reference' }, tell: Telling): string => {
  const { say } = tell;
  const rule = askedFor(screen.service)[screen.field] ?? screen.service.reference;
  const digits =
    rule.minDigits === rule.maxDigits
      ? say('digits', { count: rule.maxDigits })
      : say('digitsBetween', {
          least: tell.number(rule.minDigits),
          most: tell.number(rule.maxDigits),
        });
  return [
    screen.problem === null ? '' : say(`problem.${screen.problem}`),
    ...screen.earlier.map(({ label, masked }) =>
      say('earlier', { label: tell.written(label), digits: tell.masked(masked) }),
    ),
    say('screen.reference', { label: tell.written(rule.label), digits }),
  ].join(' ');
};

const SEND = { sms: 'screen.sendSms', email: 'screen.sendEmail' } as const;
const NO_ADDRESS = { sms: 'problem.notPhone', email: 'problem.notEmail' } as const;

const sendSpeech = (
  { channel, problem }: Screen & { name: 'sendReceipt' },
  { say }: Telling,
): string => {
  if (channel === null) return say('screen.sendBy');
  const wrong =
    problem === 'unreadable' ? NO_ADDRESS[channel] : (`problem.${problem ?? 'empty'}` as const);
  return [problem === null ? '' : say(wrong), say(SEND[channel])].join(' ');
};

const noticeSpeech = (screen: Screen & { name: 'notice' }, tell: Telling): Told => {
  const { say } = tell;
  const money = screen.kind === 'slipQueued' ? say('notice.kept') : say('notice.notCharged');
  const { reminder } = screen;
  return {
    main: [
      say(`notice.${screen.kind}`),
      OF_EARLIER.includes(screen.kind) ? '' : money,
      screen.paidAt === null ? '' : `${tell.moment(screen.paidAt)}.`,
      screen.until === null ? '' : say('outcome.until', { when: tell.moment(screen.until) }),
    ].join(' '),
    news: reminder === null || reminder === 'none' ? '' : say(`paper.${reminder}`),
  };
};

const confirmSpeech = (screen: Screen & { name: 'confirm' }, tell: Telling): string => {
  const { say } = tell;
  const lines = screen.lines.map(({ serviceTitle, bill }) =>
    say('screen.line', { title: tell.written(serviceTitle), amount: tell.money(bill.amountFils) }),
  );
  return say('screen.confirm', {
    lines: lines.join(' '),
    total: tell.money(screen.totalFils),
    notes: [
      screen.willQueue ? say('screen.willQueue') : '',
      say(screen.paperReceipt ? 'screen.paper' : 'screen.paperless'),
    ].join(' '),
  });
};

const payingSpeech = (
  view: KioskView,
  screen: Screen & { name: 'paying' },
  tell: Telling,
): Told => {
  const { say } = tell;
  const { state } = view.terminal;
  const working = state === 'online' || state === 'deviceBusy';
  return {
    main: [
      say(`paying.${screen.prompt}`),
      screen.prompt === 'presentCard'
        ? [
            screen.readerAt === undefined ? '' : say(`paying.readerAt.${screen.readerAt}`),
            say('paying.due', { total: tell.money(screen.totalFils) }),
          ].join(' ')
        : '',
    ].join(' '),
    news: [
      working ? '' : say('paying.readerAway'),
      screen.cancelAsked ? say('paying.cancelAsked') : '',
    ].join(' '),
  };
};

/** In every language of the kiosk, one after the other: nobody has chosen yet. */
const inEach = (view: KioskView, facts: SpeechFacts, words: (tell: Telling) => string): string =>
  view.languages.map((language) => inLanguage(language, words(telling(language, facts)))).join(' ');

const told = (view: KioskView, tell: Telling): Told => {
  const { say, facts } = tell;
  const { screen } = view;
  const only = (main: string): Told => ({ main, news: '' });
  switch (screen.name) {
    case 'attract':
      return only(inEach(view, facts, (each) => each.say('welcome')));
    case 'language':
      return only(
        inEach(view, facts, (each) => `${each.say('welcome')} ${each.say('welcomeNext')}`),
      );
    case 'outOfService':
      return only(
        inEach(view, facts, (each) => {
          const why = each.say(`outOfService.${screen.reason}`);
          if (view.nearest === null || screen.reason === 'starting') return why;
          return `${why} ${each.say('outOfService.nearest', { place: each.written(view.nearest) })}`;
        }),
      );
    case 'services': {
      const open = screen.services.filter(({ unavailable }) => unavailable === null);
      const [first] = open;
      // What can be paid may change while somebody listens: that cuts nothing short.
      return {
        main: say('screen.services'),
        news:
          first === undefined
            ? say('screen.servicesNone')
            : say('screen.servicesNow', {
                services: say('services', { count: open.length }),
                first: tell.written(first.title),
              }),
      };
    }
    case 'reference':
      return only(referenceSpeech(screen, tell));
    case 'amount':
    case 'part': {
      const limits = { least: tell.money(screen.minFils), most: tell.money(screen.maxFils) };
      const problem = screen.problem === null ? '' : `${say(`problem.${screen.problem}`)} `;
      return only(
        problem +
          (screen.name === 'amount'
            ? say('screen.amount', { title: tell.written(screen.service.title), ...limits })
            : say('screen.part', { whole: tell.money(screen.bill.amountFils), ...limits })),
      );
    }
    case 'searching':
    case 'findingReceipt':
    case 'goodbye':
      return only(say(`screen.${screen.name}`));
    case 'bills':
      return only(
        say('screen.bills', {
          found: say('found', { count: screen.bills.length }),
          total: tell.money(sumFils(screen.bills.map(({ amountFils }) => amountFils))),
        }),
      );
    case 'confirm':
      return only(confirmSpeech(screen, tell));
    case 'notice':
      return noticeSpeech(screen, tell);
    case 'paying':
      return payingSpeech(view, screen, tell);
    case 'outcome':
      return outcomeSpeech(screen, tell);
    case 'askReceipt': {
      const problem = screen.problem === null ? '' : `${say(`problem.${screen.problem}`)} `;
      return only(
        problem + say(screen.step === 'number' ? 'screen.askNumber' : 'screen.askDigits'),
      );
    }
    case 'sendReceipt':
      return only(sendSpeech(screen, tell));
    case 'receipt':
      return foundReceiptSpeech(screen, tell);
    case 'tawasul':
      return tawasulSpeech(screen.step, tell);
    case 'signIn':
    case 'signedIn':
    case 'findingDues':
    case 'dues':
      return eKeySpeech(screen, tell);
    default:
      return unreachable(screen);
  }
};

const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** What is said of a view in its language; runs for another voice are marked (`spelling.ts`). */
export const speechFor = (view: KioskView, facts: SpeechFacts): Told & { language: Language } => {
  const { main, news } = told(view, telling(view.language, facts));
  return { language: view.language, main: tidy(main), news: tidy(news) };
};
