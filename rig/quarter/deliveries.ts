import { DELIVERY_DAYS, type Plan } from './plan.ts';

/** The payments (by index) that one kiosk delivers on one day, in the order in which they were made. */
export type Delivery = { readonly kiosk: number; readonly payments: Int32Array };

/** Every day's deliveries, kiosk by kiosk, for the kiosks of one sender of `senders`. */
export const deliveriesOf = (
  plan: Plan,
  sender: number,
  senders: number,
): ((day: number) => readonly Delivery[]) => {
  const slots = DELIVERY_DAYS * plan.kiosks;
  const starts = new Int32Array(slots + 1);
  const slotOf = (i: number): number =>
    (plan.delivery[i] ?? 0) * plan.kiosks + (plan.kiosk[i] ?? 0);
  for (let i = 0; i < plan.day.length; i++)
    starts[slotOf(i) + 1] = (starts[slotOf(i) + 1] ?? 0) + 1;
  for (let slot = 0; slot < slots; slot++)
    starts[slot + 1] = (starts[slot + 1] ?? 0) + (starts[slot] ?? 0);
  const next = starts.slice();
  const sorted = new Int32Array(plan.day.length);
  for (let i = 0; i < plan.day.length; i++) {
    const slot = slotOf(i);
    const place = next[slot] ?? 0;
    sorted[place] = i;
    next[slot] = place + 1;
  }
  return (day) => {
    const deliveries: Delivery[] = [];
    for (let kiosk = sender; kiosk < plan.kiosks; kiosk += senders) {
      const slot = day * plan.kiosks + kiosk;
      const payments = sorted.subarray(starts[slot], starts[slot + 1]);
      if (payments.length > 0) deliveries.push({ kiosk, payments });
    }
    return deliveries;
  };
};
