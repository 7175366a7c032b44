import type { TawasulAct, TawasulStep } from '../../../contract/tawasul-view.ts';
import { useKiosk } from '../../engine/engine-context.ts';

/** Choosing, ministry, text, phone, reading over. */
export const STEPS = 5;

export type StepOf<At extends TawasulStep['at']> = Extract<TawasulStep, { at: At }>;

/** Says one wish to the engine. */
export const useWish = (): ((wish: TawasulAct) => void) => {
  const { send } = useKiosk();
  return (wish) => {
    send({ do: 'tawasul', wish });
  };
};
