import type { Language } from '../../contract/language.ts';
import { fillMessage, plainText } from './compose.ts';
import type { OutgoingMessage } from './sender.ts';

/** A ministry's answer, as a text message to whoever wrote to it. */
export const composeAnswer = (
  number: string,
  answer: string,
  language: Language,
): Omit<OutgoingMessage, 'id' | 'address'> => {
  const subject = plainText(fillMessage(language, 'answerIs', { number }));
  const where = plainText(fillMessage(language, 'answerWhere'));
  return { subject, text: [subject, answer, where].join('\n'), html: '' };
};
