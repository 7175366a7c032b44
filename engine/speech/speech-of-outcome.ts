import type { Screen } from '../../contract/view.ts';
import type { Telling, Told } from './telling.ts';

type Sent = NonNullable<(Screen & { name: 'outcome' })['sent']>[number];

const sentKey = ({ taken, refused }: Sent) => {
  if (refused === true) return 'outcome.sentRefused';
  return taken ? 'outcome.sent' : 'outcome.sentLater';
};

/** The receipt, read out: what happened, how much, to whom, by which card, and the number it is found by. */
export const outcomeSpeech = (screen: Screen & { name: 'outcome' }, tell: Telling): Told => {
  const { say } = tell;
  const last = screen.sent?.at(-1);
  const charged = screen.slipUrl !== null;
  const payees = charged ? tell.facts.payees(screen.paymentId) : [];
  const until =
    screen.queuedUntil !== null
      ? say('outcome.until', { when: tell.moment(screen.queuedUntil) })
      : screen.queuedHours !== null
        ? say('hours', { count: screen.queuedHours })
        : '';
  return {
    main: [
      say(`outcome.${screen.kind}`),
      say('outcome.amount', { total: tell.money(screen.totalFils) }),
      ...payees.map(({ ministry, title }) =>
        say('outcome.to', { ministry: tell.written(ministry), title: tell.written(title) }),
      ),
      ...(charged && screen.lastFour !== null
        ? [say('outcome.card', { digits: tell.spelt(screen.lastFour) })]
        : []),
      say('outcome.number', { number: tell.spelt(screen.shortId) }),
      until,
      say('outcome.again'),
    ].join(' '),
    news: [
      screen.receipt === 'none' ? '' : say(`paper.${screen.receipt}`),
      last === undefined ? '' : say(sentKey(last)),
    ].join(' '),
  };
};

export const foundReceiptSpeech = (screen: Screen & { name: 'receipt' }, tell: Telling): Told => {
  const { say } = tell;
  const lines = screen.lines.map((line) => {
    const spoken = say('screen.line', {
      title: tell.written(line.title),
      amount: tell.money(line.amountFils),
    });
    return line.status === 'refused' ? `${spoken} ${say('screen.receiptRefused')}` : spoken;
  });
  return {
    main: say('screen.receipt', {
      total: tell.money(screen.totalFils),
      when: tell.moment(screen.paidAt),
      card: screen.lastFour === null ? '' : tell.masked(`*${screen.lastFour}`),
      lines: lines.join(' '),
      number: tell.spelt(screen.shortId),
    }),
    news: screen.receipt === 'none' ? '' : say(`paper.${screen.receipt}`),
  };
};
