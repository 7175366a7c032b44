/** From the confirmation to the card and its end; nothing else of a visit happens meanwhile. */
import type { IntentProblem } from '../../contract/engine-api.ts';
import { makePaymentId } from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import type { OutOfService } from '../../contract/view.ts';
import type { CardPayments } from '../payments/card-payments.ts';
import type { Payment } from '../payments/fold.ts';
import { terminalAway } from './opening.ts';
import { mayCancel, type Position } from './position.ts';
import { prepareIntent } from './prepare-payment.ts';
import type { SaleDeps } from './sale-deps.ts';

type Confirmed = Extract<Position, { at: 'confirm' }>;

export type Paying = {
  /** *Pay*: the card, unless nothing may be begun. */
  readonly pay: () => IntentProblem | null;
  /** *Cancel*: the terminal is asked, once. */
  readonly askCancel: () => IntentProblem | null;
  /** A hold or a card is under way. */
  readonly busy: () => boolean;
};

export const createPaying = (
  deps: SaleDeps & {
    readonly cards: CardPayments;
    readonly cardsAccepted: () => boolean;
    readonly closed: () => OutOfService | null;
    readonly position: () => Position;
    readonly language: () => Language;
    readonly moveTo: (position: Position) => void;
    readonly changed: () => void;
    readonly cardDone: (payment: Payment) => Promise<void>;
    readonly onBug: (cause: unknown) => void;
  },
): Paying => {
  const { clock, moveTo } = deps;
  let busy = false;

  const take = async (step: Confirmed): Promise<void> => {
    const paymentId = makePaymentId(clock.wallMs(), deps.random);
    const show = (more: Partial<Extract<Position, { at: 'paying' }>>): void => {
      const now = deps.position();
      const before = now.at === 'paying' ? now : null;
      moveTo({
        at: 'paying',
        paymentId,
        totalFils: step.totalFils,
        prompt: before?.prompt ?? 'starting',
        cancelAsked: before?.cancelAsked ?? false,
        ...more,
      });
    };
    // Until the card is asked for, the screen says that it is starting.
    show({ prompt: 'starting' });
    const prepared = await prepareIntent(step, paymentId, deps.language(), deps);
    if ('instead' in prepared) {
      moveTo(prepared.instead);
      return;
    }
    const payment = await deps.cards.take(prepared.request, (prompt) => {
      show({ prompt });
    });
    if (payment === null) {
      if (prepared.request.intent.hold !== null) {
        // Best effort: a hold that stays ends by itself.
        deps.gateway.releaseHold(paymentId).then(() => undefined, deps.onBug);
      }
      moveTo(terminalAway(step));
      return;
    }
    await deps.cardDone(payment);
  };

  const start = (step: Confirmed): void => {
    if (!deps.cardsAccepted()) {
      moveTo(terminalAway(step));
      return;
    }
    busy = true;
    take(step)
      .catch(deps.onBug)
      .finally(() => {
        busy = false;
        deps.changed();
      });
  };

  return {
    busy: () => busy,
    pay: () => {
      const position = deps.position();
      if (position.at !== 'confirm') return 'notOnThisScreen';
      if (busy) return 'busy';
      if (deps.closed() !== null) return 'notAllowed';
      start(position);
      return null;
    },
    askCancel: () => {
      const position = deps.position();
      if (position.at !== 'paying') return 'notOnThisScreen';
      if (!mayCancel(position)) return 'notAllowed';
      deps.cards.askCancel();
      moveTo({ ...position, cancelAsked: true });
      return null;
    },
  };
};
