import type { Clock } from '../../../contract/clock.ts';
import type { CardName } from './answers.ts';

export type DialogueEnd = 'aborted' | 'removed' | 'timeout' | 'reboot';

/** The one service a terminal is busy with: it waits for a card, then for its host. */
export class Dialogue {
  readonly serviceId: string;
  phase: 'card' | 'host' | 'over' = 'card';
  #clock: Clock;
  #settle: (end: DialogueEnd | CardName | 'passed') => void = () => undefined;

  constructor(serviceId: string, clock: Clock) {
    this.serviceId = serviceId;
    this.#clock = clock;
  }

  #wait(ms: number, inTime: 'timeout' | 'passed'): Promise<DialogueEnd | CardName | 'passed'> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, () => this.#settle(inTime));
      this.#settle = (end) => {
        cancel();
        resolve(end);
      };
    });
  }

  waitForCard(ms: number): Promise<DialogueEnd | CardName | 'passed'> {
    this.phase = 'card';
    return this.#wait(ms, 'timeout');
  }

  async waitForHost(ms: number): Promise<DialogueEnd | 'passed'> {
    this.phase = 'host';
    const end = await this.#wait(ms, 'passed');
    this.phase = 'over';
    return end as DialogueEnd | 'passed';
  }

  /** True where it waited for one. */
  insert(card: CardName): boolean {
    if (this.phase !== 'card') return false;
    this.#settle(card);
    return true;
  }

  /** Works until the approval is out (digest §8). */
  end(why: DialogueEnd): void {
    if (this.phase !== 'over') this.#settle(why);
  }
}
