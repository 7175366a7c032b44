import { unreachable } from '../../contract/result.ts';
import type { TawasulStep } from '../../contract/tawasul-view.ts';
import { saidText } from './written.ts';
import { inLanguage, type Telling, type Told } from './telling.ts';

const ARABIC = /\p{Script=Arabic}/u;

/** What somebody wrote, by the voice of the language it is written in. */
const inItsLanguage = (text: string, { facts }: Telling): string => {
  const language = ARABIC.test(text) ? 'ar' : 'en';
  return inLanguage(language, saidText(text, language, facts.said));
};

export const tawasulSpeech = (step: TawasulStep, tell: Telling): Told => {
  const { say } = tell;
  const problem = (code: 'empty' | 'tooLong' | 'notPhone' | 'notANumber' | null): string =>
    code === null ? '' : `${say(`problem.${code}`)} `;
  const only = (main: string): Told => ({ main, news: '' });
  switch (step.at) {
    case 'choose':
    case 'asking':
      return only(say(`tawasul.${step.at}`));
    case 'ministry':
      return only(say('tawasul.ministry'));
    case 'text':
      return only(
        problem(step.problem) + say('tawasul.text', { ministry: tell.written(step.ministry.name) }),
      );
    case 'phone':
      return only(problem(step.problem) + say('tawasul.phone'));
    case 'check':
      return only(
        [
          say('tawasul.check', {
            ministry: tell.written(step.ministry.name),
            text: inItsLanguage(step.text, tell),
          }),
          step.phone === null
            ? say('tawasul.checkNoPhone')
            : say('tawasul.checkPhone', { digits: tell.spelt(step.phone) }),
        ].join(' '),
      );
    case 'sent':
      return {
        main: say(step.delivered ? 'tawasul.sent' : 'tawasul.waiting', {
          number: tell.spelt(step.trackingNumber),
          days: say('days', { count: step.dueWorkingDays }),
        }),
        news: step.slip === 'none' ? '' : say(`paper.${step.slip}`),
      };
    case 'follow':
      return only(problem(step.problem) + say('tawasul.follow'));
    case 'status':
      if (step.answer !== null) {
        return only(say('tawasul.answered', { answer: inItsLanguage(step.answer, tell) }));
      }
      return only(
        step.state === 'open'
          ? say('tawasul.open', { day: tell.day(step.dueOn) })
          : say('tawasul.closed'),
      );
    case 'trouble':
      return only(say(`tawasul.${step.why}`));
    default:
      return unreachable(step);
  }
};
