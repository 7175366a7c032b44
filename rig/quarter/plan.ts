import { choice, type Random, seededRandom } from './random.ts';
import { serviceWeights, usualAmounts } from './services.ts';

/** The national quarter as published: payments, and their worth in fils. */
export const NATIONAL_PAYMENTS = 611_808;
export const NATIONAL_FILS = 159_154_326_000;
export const QUARTER_DAYS = 90;
/** What was held back at the quarter's end still arrives in these days. */
export const DELIVERY_DAYS = QUARTER_DAYS + 7;

const NATIONAL_KIOSKS = 1_000;
const FEWEST_KIOSKS = 16;
/** A kiosk whose line is not good enough for every payment delivers its queue every third evening. */
const DELIVER_EVERY = 3;
const LATE = 0.01;
const MOST_LATE_DAYS = 3;
/** In the quarter one kiosk in three loses the gateway for one to five days. */
const OUTAGE = 1 / 3;
const LONGEST_OUTAGE = 5;

/** Every payment of the quarter, one element a payment. */
export type Plan = {
  readonly seed: string;
  readonly kiosks: number;
  readonly fils: number;
  readonly day: Uint8Array;
  readonly kiosk: Uint16Array;
  readonly service: Uint8Array;
  readonly amountFils: Int32Array;
  /** When it reaches central, as a day of the quarter: never before `day`. */
  readonly delivery: Uint8Array;
};

/** The worth of that many payments, in the national proportion, in whole fils. */
export const worthOf = (payments: number): number =>
  Number((BigInt(NATIONAL_FILS) * BigInt(payments)) / BigInt(NATIONAL_PAYMENTS));

/** The quarter of this seed: the same for ever, so that an interrupted run can go on. */
export const makePlan = (seed: string, payments: number): Plan => {
  const random = seededRandom(`plan ${seed}`);
  const kiosks = Math.min(
    NATIONAL_KIOSKS,
    Math.max(FEWEST_KIOSKS, Math.round(payments / (NATIONAL_PAYMENTS / NATIONAL_KIOSKS))),
  );
  const outages = Array.from({ length: kiosks }, () => outage(random));
  const pickDay = choice(Array.from({ length: QUARTER_DAYS }, (_, day) => dayWeight(day)));
  const pickService = choice(serviceWeights);
  const plan: Plan = {
    seed,
    kiosks,
    fils: worthOf(payments),
    day: new Uint8Array(payments),
    kiosk: new Uint16Array(payments),
    service: new Uint8Array(payments),
    amountFils: new Int32Array(payments),
    delivery: new Uint8Array(payments),
  };
  const raw = new Float64Array(payments);
  for (let i = 0; i < payments; i++) {
    const day = pickDay(random());
    // Some kiosks stand where many people pass.
    const kiosk = Math.floor(kiosks * random() ** 1.5);
    const service = pickService(random());
    plan.day[i] = day;
    plan.kiosk[i] = kiosk;
    plan.service[i] = service;
    plan.delivery[i] = deliveryOf({ day, kiosk, away: outages[kiosk] ?? null, random });
    raw[i] = (usualAmounts[service] ?? 1) * (0.2 + 1.6 * random());
  }
  shareOut(plan.fils, raw, plan.amountFils);
  return plan;
};

type Outage = { readonly first: number; readonly last: number };

const outage = (random: Random): Outage | null => {
  const strikes = random() < OUTAGE;
  const first = Math.floor(random() * QUARTER_DAYS);
  const last = first + Math.floor(random() * LONGEST_OUTAGE);
  return strikes ? { first, last: Math.min(last, DELIVERY_DAYS - 2) } : null;
};

/** Weekends (Friday and Saturday) are quieter, and each month is a little busier than the last. */
const dayWeight = (day: number): number => (day % 7 === 2 || day % 7 === 3 ? 0.6 : 1) + day / 900;

const deliveryOf = (payment: {
  readonly day: number;
  readonly kiosk: number;
  readonly away: Outage | null;
  readonly random: Random;
}): number => {
  const { day, kiosk, away, random } = payment;
  const lateBy = random() < LATE ? 1 + Math.floor(random() * MOST_LATE_DAYS) : 0;
  const back = away !== null && day >= away.first && day <= away.last ? away.last + 1 : day;
  const ready = Math.max(back, day + lateBy);
  const wait = (DELIVER_EVERY - ((ready + kiosk) % DELIVER_EVERY)) % DELIVER_EVERY;
  return Math.min(ready + wait, DELIVERY_DAYS - 1);
};

/** Whole fils, at least one a payment, that add up to exactly `total`. */
const shareOut = (total: number, raw: Float64Array, amounts: Int32Array): void => {
  const sum = raw.reduce((before, value) => before + value, 0);
  let left = total;
  for (let i = 0; i < raw.length; i++) {
    const amount = Math.max(1, Math.floor(((raw[i] ?? 0) * total) / sum));
    amounts[i] = amount;
    left -= amount;
  }
  for (let i = 0; left > 0; i = (i + 1) % raw.length, left--) amounts[i] = (amounts[i] ?? 0) + 1;
};
