import type { Intent } from '../../../contract/engine-api.ts';
import { splitReference } from '../../../contract/digits.ts';
import type { Screen } from '../../../contract/view.ts';
import type { Chance } from '../core/random.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Page } from './page.ts';
import type { SimulatedTerminal } from './terminal.ts';

/** How the people of a seed are, 0–1 each: everything that a calm citizen would not do. */
export type Temper = {
  readonly walksAway: number;
  readonly goesBack: number;
  readonly cancels: number;
  readonly tapsTwice: number;
  readonly pullsCard: number;
  readonly printsAgain: number;
  /** Wants to pay the same once more. */
  readonly insists: number;
  readonly paysAPart: number;
};

/** What a family was asked to pay: two of them may go with it to two kiosks. */
export type Family = { errand: Errand | null };

type Errand = { readonly serviceId: string; readonly reference: string; readonly greedy: boolean };

const SAME_ERRAND = 0.5;

/** One person after another in front of the page, each with something to pay, until told to stop. */
export const populate = (deps: {
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly page: Page;
  readonly terminal: SimulatedTerminal;
  readonly temper: Temper;
  readonly accounts: readonly { readonly serviceId: string; readonly reference: string }[];
  /** `null`: nobody stands at another kiosk. */
  readonly family: Family | null;
  readonly onBug: (cause: unknown) => void;
}): { readonly goHome: () => void } => {
  const { schedule, chance, page, terminal, temper } = deps;
  const partly = chance.fork('partly');
  let open = true;
  let errand: Errand | null = null;

  const next = (): Errand => {
    if (errand !== null && chance.happens(temper.insists)) return errand;
    const { family } = deps;
    const asked = family?.errand ?? null;
    if (asked !== null && chance.happens(SAME_ERRAND)) return asked;
    const picked = { ...chance.pick(deps.accounts), greedy: chance.happens(0.5) };
    if (family !== null) family.errand = picked;
    return picked;
  };

  const answer = (screen: Screen): Intent | null => {
    switch (screen.name) {
      case 'attract':
        errand = next();
        return { do: 'begin' };
      case 'language':
        return { do: 'chooseLanguage', language: chance.pick(['ar', 'en']) };
      case 'services':
        errand ??= next();
        return { do: 'chooseService', serviceId: errand.serviceId };
      case 'tawasul':
        return { do: 'startOver' };
      case 'sendReceipt':
        return { do: 'back' };
      case 'reference':
        // Came here by another's tap: nothing of theirs fits this service.
        if (errand?.serviceId !== screen.service.id) return { do: 'startOver' };
        return {
          do: 'enterReference',
          typed: splitReference(errand.reference)[screen.earlier.length] ?? errand.reference,
        };
      case 'amount':
        return { do: 'enterAmount', typed: String(chance.between(1, 50)) };
      case 'part':
        return { do: 'enterAmount', typed: String(partly.between(1, 30)) };
      case 'bills': {
        const [part] = screen.inParts;
        if (part !== undefined && partly.happens(temper.paysAPart))
          return { do: 'choosePart', billId: part };
        const ids = screen.bills.map(({ billId }) => billId);
        if (ids.length === 0) return { do: 'startOver' };
        return { do: 'chooseBills', billIds: errand?.greedy === true ? ids : ids.slice(0, 1) };
      }
      case 'confirm':
        return { do: 'pay' };
      case 'paying':
        return atReader(screen);
      case 'notice':
        return screen.canRetry && chance.happens(0.3) ? { do: 'retry' } : { do: 'startOver' };
      case 'outcome':
        if (screen.receipt === 'printing' && chance.happens(0.8)) return null;
        if (screen.kind === 'checking' && chance.happens(0.8)) return null;
        if (chance.happens(temper.printsAgain)) return { do: 'printAgain' };
        return { do: 'finish' };
      case 'receipt':
        return { do: 'finish' };
      case 'dues':
      case 'signedIn':
      case 'signIn':
        return { do: 'startOver' };
      case 'findingDues':
      case 'searching':
      case 'askReceipt':
        return { do: 'startOver' };
      case 'findingReceipt':
      case 'goodbye':
      case 'outOfService':
        return null;
    }
  };

  const atReader = (screen: Extract<Screen, { name: 'paying' }>): Intent | null => {
    if (chance.happens(temper.cancels)) return { do: 'askCancel' };
    const { operation } = terminal.terminal;
    if (screen.prompt === 'presentCard' && operation?.phase === 'waitingForCard') {
      act({ do: 'insertCard', card: chance.pick(['visa', 'mastercard', 'benefit']) });
    } else if (
      screen.prompt !== 'starting' &&
      operation !== null &&
      chance.happens(temper.pullsCard)
    ) {
      act({ do: 'removeCard' });
    }
    return null;
  };
  const act = (request: Readonly<Record<string, unknown>>): void => {
    terminal.control(request).catch(deps.onBug);
  };

  const look = (): void => {
    if (!open) return;
    const view = page.view();
    // Somebody who walked away leaves the screen to its own timers.
    if (view !== null && !chance.happens(temper.walksAway)) {
      const intent = chance.happens(temper.goesBack)
        ? { do: chance.pick(['back', 'startOver', 'stillHere'] as const) }
        : answer(view.screen);
      if (intent !== null) {
        page.send(intent);
        if (chance.happens(temper.tapsTwice)) page.send(intent);
      }
    }
    const away = chance.happens(temper.walksAway) ? 60_000 : 0;
    schedule.after(away + chance.between(300, 2_500), look);
  };
  schedule.after(chance.between(500, 3_000), look);

  return {
    goHome: () => {
      open = false;
    },
  };
};
