import { addDays } from '../database/day.ts';
import type { Day } from '../database/schema.ts';
import { isWorkingDay } from './working-days.ts';

export type Due = { readonly workingDays: number; readonly isLate: boolean };

const countAfter = (from: Day, until: Day, holidays: readonly Day[]): number => {
  let count = 0;
  for (let day = from; day < until;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) count += 1;
  }
  return count;
};

/** How far off days are from `today`, in working days; each is counted once however often it is asked. */
export const dueCounter = (today: Day, holidays: readonly Day[] = []): ((dueOn: Day) => Due) => {
  const known = new Map<Day, Due>();
  return (dueOn) => {
    const isLate = dueOn < today;
    const due = known.get(dueOn) ?? {
      isLate,
      workingDays: isLate ? countAfter(dueOn, today, holidays) : countAfter(today, dueOn, holidays),
    };
    known.set(dueOn, due);
    return due;
  };
};
