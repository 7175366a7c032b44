import type { Clock } from '../../../contract/clock.ts';
import type { CardName } from './cards.ts';

/** What runs while the terminal is master: one payment, reversal or the like. */
export class Operation {
  /** Up to when a person or the till may still call it off. */
  phase: 'waitingForCard' | 'cardRead' = 'cardRead';
  cardRemoved = false;
  abortAsked = false;
  /** Receipt texts that the till answered. */
  textsAnswered = 0;
  #dead = false;
  #wake: ((outcome: CardName | 'aborted' | 'dead') => void) | null = null;

  /** The card, or why none came within `waitMs`. */
  waitForCard(clock: Clock, waitMs: number): Promise<CardName | 'aborted' | 'timeout' | 'dead'> {
    this.phase = 'waitingForCard';
    return new Promise((resolve) => {
      const finish = (outcome: CardName | 'aborted' | 'timeout' | 'dead'): void => {
        cancel();
        this.#wake = null;
        this.phase = 'cardRead';
        resolve(outcome);
      };
      const cancel = clock.after(waitMs, () => finish('timeout'));
      this.#wake = finish;
      if (this.#dead) finish('dead');
      else if (this.abortAsked) finish('aborted');
    });
  }

  /** `false` where nothing waits for a card. */
  insert(card: CardName): boolean {
    if (this.#wake === null) return false;
    this.#wake(card);
    return true;
  }

  askAbort(): void {
    this.abortAsked = true;
    this.#wake?.('aborted');
  }

  /** The terminal was restarted meanwhile: touch nothing any more. */
  isDead(): boolean {
    return this.#dead;
  }

  kill(): void {
    this.#dead = true;
    this.#wake?.('dead');
  }
}
