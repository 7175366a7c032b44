import type { ReactNode } from 'react';
import { growthOf } from '../../contract/periods.ts';
import { isolated } from '../isolated.ts';
import { fill, useWords } from '../language.tsx';

const percentOf = (hundredths: number): string => (Math.abs(hundredths) / 100).toFixed(1);

/** `+12.4 %`, in a table's cell; a dash where there was nothing before. */
export const GrowthCell = (props: { readonly now: number; readonly before: number }): ReactNode => {
  const growth = growthOf(props.now, props.before);
  if (growth === null) return '–';
  const sign = growth > 0 ? '+' : growth < 0 ? '−' : '';
  return (
    <bdi dir="ltr">
      {sign}
      {percentOf(growth)} %
    </bdi>
  );
};

/** The same as a sentence. */
export const GrowthText = (props: {
  readonly now: number;
  readonly before: number;
  readonly period: string;
}): ReactNode => {
  const words = useWords().statistics;
  const period = isolated(props.period);
  const growth = growthOf(props.now, props.before);
  if (growth === null) return fill(words.noBefore, { period });
  if (growth === 0) return fill(words.same, { period });
  return fill(growth > 0 ? words.more : words.less, { percent: percentOf(growth), period });
};
