import type { Intent } from '../../contract/engine-api.ts';
import type { ScreenName } from '../../contract/view.ts';
import { sleep, systemClock } from '../../contract/clock.ts';
import { grouped } from '../bench/table.ts';
import type { Visitor } from '../processes/visitor.ts';

/** A person is quick who touches the screen this often. */
const TOUCH_EVERY_MS = 120;

/** Without the gateway as with it: the zakat's amount is the payer's own. */
const ROUND: readonly (readonly [Intent, ScreenName])[] = [
  [{ do: 'begin' }, 'language'],
  [{ do: 'chooseLanguage', language: 'ar' }, 'services'],
  [{ do: 'chooseService', serviceId: 'zakat' }, 'amount'],
  [{ do: 'back' }, 'services'],
  [{ do: 'chooseService', serviceId: 'zakat' }, 'amount'],
  [{ do: 'back' }, 'services'],
  [{ do: 'startOver' }, 'attract'],
];

/** Goes through the screens again and again; the ms from each touch to the screen it leads to. */
export const useScreen = async (
  visitor: Visitor,
  until: () => boolean,
  waits: number[],
): Promise<void> => {
  await visitor.screen('attract');
  // After a start of the engine its terminal has to be found again; without it nothing is sold.
  await visitor.until(({ terminal }) => terminal.state === 'online', 'the card terminal');
  for (let step = 0; !until(); step = (step + 1) % ROUND.length) {
    const [intent, screen] = ROUND[step] ?? [{ do: 'startOver' } as const, 'attract' as const];
    const begunMs = performance.now();
    await visitor.do(intent);
    await visitor.screen(screen);
    waits.push(performance.now() - begunMs);
    await sleep(systemClock, TOUCH_EVERY_MS);
  }
  if (visitor.view.screen.name !== 'attract') await visitor.do({ do: 'startOver' });
};

export type Spread = {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
};

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 };
};

/** `p50 / p95 / max` */
export const spreadText = ({ p50, p95, max }: Spread): string =>
  [p50, p95, max].map((value) => grouped(value, 1)).join(' / ');
