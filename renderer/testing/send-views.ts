/** A receipt by message: every screen of it, and the outcome before and after. */
import type { KioskView, Screen } from '../../contract/view.ts';

type Outcome = Screen & { name: 'outcome' };
type Send = Screen & { name: 'sendReceipt' };

const PHONE = '********456';
const EMAIL = 'a***@example.com';

export const sendViews = (
  viewOf: (screen: Screen) => KioskView,
  outcome: (kind: 'paid' | 'queued') => Outcome,
): readonly { readonly name: string; readonly view: KioskView }[] => {
  const send = (channel: Send['channel'], problem: Send['problem'] = null, canRemind = false) => ({
    name: ['sendReceipt', channel, problem, canRemind ? 'canRemind' : null]
      .filter((part) => part !== null)
      .join('-'),
    view: viewOf({ name: 'sendReceipt', channels: ['sms', 'email'], channel, problem, canRemind }),
  });
  const sent = (
    name: string,
    kind: 'paid' | 'queued',
    last: NonNullable<Outcome['sent']>[number],
  ) => ({
    name: `outcome-${kind}-${name}`,
    view: viewOf({ ...outcome(kind), canSend: true, sent: [last] }),
  });
  return [
    { name: 'outcome-paid-canSend', view: viewOf({ ...outcome('paid'), canSend: true }) },
    sent('sent', 'paid', { channel: 'email', to: EMAIL, taken: true }),
    sent('sentLater', 'queued', { channel: 'sms', to: PHONE, taken: false }),
    sent('sendRefused', 'paid', { channel: 'sms', to: PHONE, taken: true, refused: true }),
    send(null),
    send('sms'),
    send('sms', 'empty'),
    send('sms', 'unreadable'),
    send('email'),
    send('email', 'empty'),
    send('email', 'unreadable'),
    send('email', 'notStored'),
    send(null, null, true),
  ];
};
