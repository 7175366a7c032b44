import type { IntentProblem, Intent } from '../../contract/engine-api.ts';
import { USUAL_DISPLAY, type Display, type OutOfService } from '../../contract/view.ts';
import type { Language } from '../../contract/language.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { FreeService } from '../../contract/catalogue.ts';
import type { Scan } from '../../drivers/reader.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { CardPayments } from '../payments/card-payments.ts';
import type { Deadline } from '../payments/deadline.ts';
import type { Payment } from '../payments/fold.ts';
import { adjusted } from './display.ts';
import { createIdleWatch } from './idle.ts';
import { findBills, readReference } from './find-bills.ts';
import { outcomeKind } from './outcome.ts';
import { mayBeClosed, mayIdle, stepBack, type Position } from './position.ts';
import type { AmountRange } from './free-amount.ts';
import { createChoosing, isChoice } from './choosing.ts';
import { createOpening } from './opening.ts';
import { createPaying } from './paying.ts';
import type { SaleDeps } from './sale-deps.ts';
import { createAfterPayment, type AfterPaymentDeps } from './after-payment.ts';
import { createScanDesk } from './scan-desk.ts';
import { createMessageDesk, type MessagesParts } from '../messages/desk.ts';
import { createTawasulDesk, type TawasulParts } from '../tawasul/desk.ts';
import type { Issuer } from '../ekey/issuer.ts';
import { createEKeyDesk } from './ekey-desk.ts';

export type VisitDeps = SaleDeps &
  Omit<AfterPaymentDeps, 'position' | 'moveTo' | 'changed'> & {
    readonly catalogue: CatalogueStore;
    readonly cards: CardPayments;
    /** Absent: nobody can be written to. */
    readonly tawasul?: TawasulParts;
    /** Absent: no receipt is sent by message. */
    readonly sending?: MessagesParts;
    /** The terminal is online and has answered for every earlier payment. */
    readonly cardsAccepted: () => boolean;
    readonly queuedUntil: (payment: Payment) => Deadline;
    /** Nothing new may be begun: starting, on the battery, the door open. */
    readonly closed: () => OutOfService | null;
    readonly onBug: (cause: unknown) => void;
    /** Absent: this kiosk offers no sign-in. */
    readonly issuer?: Issuer | null;
  };

/** One person after another at this screen: the position, and what each intent makes of it. */
export type Visit = {
  readonly position: () => Position;
  readonly language: () => Language;
  readonly display: () => Display;
  readonly idleMsLeft: () => number | null;
  /** `null` when it was done, else why nothing changed. */
  readonly intent: (intent: Intent) => IntentProblem | null;
  /** Something was held before a reader. */
  readonly scanned: (scan: Scan) => void;
  readonly onChange: (listener: () => void) => () => void;
  /** A device, the gateway or a payment changed. */
  readonly refresh: () => void;
  /** What may be entered now as an amount. */
  readonly amountRange: (service: FreeService) => AmountRange;
  /** After a restart: somebody may still stand before this payment's outcome. */
  readonly resume: (paymentId: PaymentId, language: Language) => void;
  /** While something is being said; see `idle.ts`. */
  readonly hold: (held: boolean) => void;
  readonly stop: () => void;
};

export const createVisit = (deps: VisitDeps): Visit => {
  const { config, clock } = deps;
  const firstLanguage = config.languages[0] ?? 'ar';
  const severalLanguages = config.languages.length > 1;
  const opening = createOpening(deps);
  const listeners = new Set<() => void>();
  let language: Language = firstLanguage;
  let display = USUAL_DISPLAY;
  let position: Position = { at: 'attract' };

  const changed = (): void => {
    idle.setActive(mayIdle(position) && !after.terminalAsked());
    for (const listener of listeners) listener();
  };
  const moveTo = (next: Position): void => {
    const wiped = next.at === 'attract';
    position = next;
    if (wiped) language = firstLanguage;
    if (wiped) display = USUAL_DISPLAY;
    after.moved();
    eKey.moved();
    changed();
  };
  const idle = createIdleWatch({
    clock,
    warningMs: config.timing.idleWarningMs,
    wipeMs: config.timing.idleWipeMs,
    onWarning: changed,
    onWipe: () => {
      after.leave(false);
      moveTo({ at: 'attract' });
    },
  });
  const after = createAfterPayment({ ...deps, position: () => position, moveTo, changed });

  /** Runs on only if the person is still where the work began. */
  const whileAt = (from: Position, work: Promise<Position>): void => {
    work.then((next) => {
      if (position === from) moveTo(next);
    }, deps.onBug);
  };

  const search = (step: Extract<Position, { at: 'searching' }>): void => {
    moveTo(step);
    whileAt(step, findBills(step, { ...deps, bySignedCode: opening.bySignedCode }));
  };

  const paying = createPaying({
    ...deps,
    position: () => position,
    language: () => language,
    moveTo,
    changed,
    cardDone: after.cardDone,
  });

  const answer = (asking: Extract<Position, { at: 'reference' }>, typed: string): void => {
    const next = readReference(asking, typed);
    if (next.at === 'searching') search(next);
    else moveTo(next);
  };

  const desk = createScanDesk({
    ...deps,
    position: () => position,
    language: () => language,
    moveTo,
    whileAt,
    search,
    answer,
    blocked: opening.blocked,
    bySignedCode: opening.bySignedCode,
    printerFree: () => {
      after.refresh();
    },
    leaveOutcome: () => {
      if (paying.busy() || after.terminalAsked()) return false;
      after.leave(true);
      return true;
    },
  });

  const letters = createTawasulDesk({
    ...deps,
    position: () => position,
    language: () => language,
    moveTo,
    whileAt,
    printerFree: () => {
      after.refresh();
    },
  });

  const messages = createMessageDesk({
    ...deps,
    position: () => position,
    language: () => language,
    moveTo,
  });

  const eKey = createEKeyDesk({
    ...deps,
    issuer: deps.issuer ?? null,
    position: () => position,
    language: () => language,
    moveTo,
    changed,
  });

  const choose = createChoosing({
    ...deps,
    opening,
    position: () => position,
    moveTo,
    answer,
    find: desk.find,
  });

  /** On to the one that was touched, where it can be paid now. */
  const openServices = (serviceId?: string): void => {
    moveTo({ at: 'services' });
    if (serviceId !== undefined) choose({ do: 'chooseService', serviceId });
  };

  const perform = (intent: Intent): IntentProblem | null => {
    if (isChoice(intent)) return choose(intent);
    switch (intent.do) {
      case 'stillHere':
      case 'audio': // the guide's (`engine/speech/`)
        return null;
      case 'signIn':
        return eKey.signIn();
      case 'thatIsMe':
        return eKey.thatIsMe();
      case 'adjust':
        display = adjusted(display, intent.display);
        changed();
        return null;
      case 'begin':
        if (position.at !== 'attract') return 'notOnThisScreen';
        if (deps.closed() !== null) return 'notAllowed';
        if (severalLanguages) moveTo({ at: 'language', serviceId: intent.serviceId });
        else openServices(intent.serviceId);
        return null;
      case 'chooseLanguage':
        if (!config.languages.includes(intent.language)) return 'notAllowed';
        if (position.at === 'attract' && deps.closed() !== null) return 'notAllowed';
        language = intent.language;
        if (position.at === 'language') openServices(position.serviceId);
        else if (position.at === 'attract') openServices();
        else changed();
        return null;
      case 'pay':
        return paying.pay();
      case 'askCancel':
        return paying.askCancel();
      case 'retry':
        if (position.at !== 'notice') return 'notOnThisScreen';
        if (position.retry === null) return 'notAllowed';
        if (eKey.retry(position.retry)) return null;
        if (position.retry.at === 'searching') search(position.retry);
        else if (position.retry.at === 'findingReceipt') desk.find(position.retry);
        else moveTo(position.retry);
        return null;
      case 'printAgain':
        return position.at === 'outcome' ? after.printAgain(position.paymentId) : 'notOnThisScreen';
      case 'printReceipt':
        return position.at === 'receipt' ? desk.printReceipt(position) : 'notOnThisScreen';
      case 'printReminder':
        return position.at === 'notice' ? desk.printReminder(position) : 'notOnThisScreen';
      case 'back': {
        const target = stepBack(position, severalLanguages);
        if (target === null || paying.busy()) return 'notAllowed';
        moveTo(target);
        return null;
      }
      case 'startOver':
        if (paying.busy() || position.at === 'paying') return 'notAllowed';
        after.leave(true);
        moveTo({ at: 'attract' });
        return null;
      case 'sendReceipt':
        return messages.open();
      case 'sendBy':
        return messages.by(intent.channel, intent.remind);
      case 'sendTo':
        return messages.to(intent.typed);
      case 'tawasul':
        return deps.closed() === null ? letters.wish(intent.wish) : 'notAllowed';
      case 'finish':
        if (position.at !== 'outcome' && position.at !== 'receipt') return 'notOnThisScreen';
        after.leave(true);
        moveTo({ at: 'goodbye' });
        return null;
    }
  };

  return {
    position: () => position,
    language: () => language,
    display: () => display,
    idleMsLeft: idle.msLeft,
    hold: idle.setHeld,
    amountRange: opening.range,
    intent: (intent) => {
      const warned = idle.msLeft() !== null;
      idle.touch();
      const problem = perform(intent);
      // The touch has ended the warning that is on the screen; else nothing is drawn anew for it.
      if (warned) changed();
      return problem;
    },
    scanned: (scan) => {
      if (deps.closed() !== null) return;
      idle.touch();
      if (!letters.scanned(scan)) desk.scanned(scan);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => {
      // Whoever only looks around is told at once; a payment and its paper come to their end.
      if (
        ['power', 'door', 'disk', 'journal', 'locked'].includes(deps.closed() ?? '') &&
        mayBeClosed(position)
      ) {
        moveTo({ at: 'attract' });
      }
      after.refresh();
      changed();
    },
    resume: (paymentId, spoken) => {
      const payment = deps.journal.payment(paymentId);
      if (payment === null || outcomeKind(payment) === null) return;
      language = spoken;
      moveTo({ at: 'outcome', paymentId });
      after.resumed(payment);
      changed();
    },
    stop: () => {
      idle.stop();
      after.stop();
      eKey.stop();
    },
  };
};
