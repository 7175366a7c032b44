import type { Result } from '../../contract/result.ts';
import type { CabinetLight, LightMode } from '../../drivers/cabinet.ts';
import type { Position } from '../visit/position.ts';

type Lamps = Readonly<Record<CabinetLight, LightMode>>;

/** Which lamp helps somebody at that point of the visit: where to look, where to put the card. Pure. */
export const lampsFor = (position: Position, cardsAccepted: boolean): Lamps => ({
  card: position.at === 'paying' ? 'blink' : 'off',
  receipt: position.at === 'outcome' || position.at === 'receipt' ? 'on' : 'off',
  scanner: ['attract', 'services', 'reference'].includes(position.at) ? 'on' : 'off',
  status: cardsAccepted ? 'on' : 'blink',
});

/** Sets only what changes. A lamp that cannot be set is no reason to stop anything. */
export const createLights = (
  cabinet: {
    readonly setLight: (light: CabinetLight, mode: LightMode) => Promise<Result<void, unknown>>;
  },
  onBug: (cause: unknown) => void,
): { readonly show: (position: Position, cardsAccepted: boolean) => void } => {
  const shown = new Map<CabinetLight, LightMode>();
  return {
    show: (position, cardsAccepted) => {
      for (const [light, mode] of Object.entries(lampsFor(position, cardsAccepted)) as [
        CabinetLight,
        LightMode,
      ][]) {
        if (shown.get(light) === mode) continue;
        shown.set(light, mode);
        cabinet
          .setLight(light, mode)
          .then((set) => {
            if (!set.ok && shown.get(light) === mode) shown.delete(light);
          })
          .catch(onBug);
      }
    },
  };
};
