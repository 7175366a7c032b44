import type { Alert } from '../../contract/console.ts';
import { fill, type Words } from '../language.tsx';
import { dinars } from '../money.ts';
import { lastingOf } from '../times.ts';

/** How much of it there was when it was noticed; empty where the rule measures nothing. */
export const measureText = ({ rule, measure }: Alert, words: Words): string => {
  const alertMeasure: Readonly<Record<string, string | undefined>> = words.alertMeasure;
  const text = alertMeasure[rule];
  if (text === undefined || measure === null) return '';
  return fill(text, {
    n: measure,
    bhd: dinars(measure),
    time: lastingOf(Math.abs(measure), words.units),
  });
};
