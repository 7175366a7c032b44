/** What is said of the control that has the focus, and of what was done with it. Pure. */
import type { Heard } from '../../contract/audio.ts';
import type { Bill } from '../../contract/payment.ts';
import { unreachable } from '../../contract/result.ts';
import type { KioskView, Screen } from '../../contract/view.ts';
import { inLanguage, telling, type SpeechFacts, type Telling } from './telling.ts';
import { nameOfKey } from './spelling.ts';

type Focus = Extract<Heard, { what: 'focus' }>;

const billsOn = (screen: Screen): readonly Bill[] => {
  if (screen.name === 'bills') return screen.bills;
  if (screen.name !== 'dues') return [];
  return screen.ministries.flatMap(({ groups }) => groups.flatMap(({ bills }) => bills));
};

/** An amount is typed in whole steps: its money is said, not its digits. */
const stepOn = (screen: Screen): number | null => {
  if (screen.name === 'amount') return screen.service.amount.stepFils;
  return screen.name === 'part' ? (screen.service.partial?.stepFils ?? 1) : null;
};

const typedSpeech = (focus: Focus, { screen }: KioskView, tell: Telling): string => {
  const { say } = tell;
  const { typed = '', count } = focus;
  if (count !== undefined && count > 0) return say('letters', { count });
  if (typed === '') return say('typed.nothing');
  const step = stepOn(screen);
  return step !== null && /^[0-9]{1,9}$/u.test(typed)
    ? say('typed.money', { amount: tell.money(Number(typed) * step) })
    : say('typed.digits', { spelt: tell.spelt(typed) });
};

/** `null`: the engine knows of no such thing on this screen, and says nothing. */
const focusSpeech = (focus: Focus, view: KioskView, tell: Telling): string | null => {
  const { say, facts } = tell;
  const { screen } = view;
  const { control, item = '' } = focus;
  const chosen = say(focus.chosen === true ? 'chosen.yes' : 'chosen.no');
  switch (control) {
    case 'language': {
      const language = view.languages.find((each) => each === item);
      if (language === undefined) return null;
      return inLanguage(language, telling(language, facts).say(`languageName.${language}`));
    }
    case 'letters': {
      const language = view.languages.find((each) => each === item);
      if (language === undefined) return null;
      return say('control.letters', { language: say(`languageName.${language}`) });
    }
    case 'key':
      return nameOfKey(item, tell.language) ?? say('pressed.sign');
    case 'field':
      return say('control.field', { typed: typedSpeech(focus, view, tell) });
    case 'service': {
      const cards = screen.name === 'services' ? screen.services : [];
      const card = cards.find(({ id }) => id === item);
      if (card === undefined) return null;
      const title = tell.written(card.title);
      return card.unavailable === null
        ? say('control.service', { title, ministry: tell.written(card.ministry) })
        : say('control.serviceAway', { title });
    }
    case 'bill': {
      const bill = billsOn(screen).find(({ billId }) => billId === item);
      if (bill === undefined) return null;
      return say('control.bill', {
        title: `${tell.written(bill.title)}. ${tell.written(bill.detail)}`,
        amount: tell.money(bill.amountFils),
        day: tell.day(bill.dueDate),
        chosen,
      });
    }
    case 'ministry': {
      const step = screen.name === 'tawasul' ? screen.step : null;
      const ministries = step?.at === 'ministry' ? step.ministries : [];
      const ministry = ministries.find(({ id }) => id === item);
      return ministry === undefined ? null : `${tell.written(ministry.name)}.`;
    }
    case 'pay':
      return screen.name === 'confirm'
        ? say('control.pay', { total: tell.money(screen.totalFils) })
        : null;
    case 'text':
    case 'contrast':
    case 'seated':
    case 'remind':
      return say(`control.${control}`, { chosen });
    default:
      return say(`control.${control}`);
  }
};

/** What is said of something that the page reported; `null`: nothing. */
export const heardSpeech = (heard: Heard, view: KioskView, facts: SpeechFacts): string | null => {
  const tell = telling(view.language, facts);
  const { say } = tell;
  switch (heard.what) {
    case 'focus':
      return focusSpeech(heard, view, tell);
    case 'key':
      if (heard.key === 'delete' || heard.key === 'clear') return say(`pressed.${heard.key}`);
      if (heard.key === 'space' || heard.key === 'newLine') return say(`pressed.${heard.key}`);
      return nameOfKey(heard.key, tell.language) ?? say('pressed.sign');
    case 'chosen':
      return say(heard.chosen ? 'chosen.yes' : 'chosen.no');
    case 'found':
      return say('results', { count: heard.count });
    case 'opened':
      return say(`dialog.${heard.dialog}`);
    case 'screen':
      return null;
    default:
      return unreachable(heard);
  }
};
