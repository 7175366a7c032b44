import { addDays } from '../database/day.ts';
import type { Day } from '../database/schema.ts';

const FRIDAY = 5;
const SATURDAY = 6;

export const isWorkingDay = (day: Day, holidays: readonly Day[]): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== FRIDAY && weekday !== SATURDAY && !holidays.includes(day);
};

/** The day by whose end so many working days in Bahrain have passed after `day`, which does not count. */
export const workingDaysAfter = (day: Day, count: number, holidays: readonly Day[] = []): Day => {
  let reached = day;
  for (let left = count; left > 0;) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached, holidays)) left -= 1;
  }
  return reached;
};
