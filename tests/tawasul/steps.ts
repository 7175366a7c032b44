/** A visitor who writes to a ministry, or asks how a message stands. */
import type { TawasulAct, TawasulStep } from '../../contract/tawasul-view.ts';
import type { Visitor } from '../../rig/processes/visitor.ts';

export const wish = (visitor: Visitor, act: TawasulAct): Promise<void> =>
  visitor.do({ do: 'tawasul', wish: act });
/** Waits until the screen is at that step. */
export const step = async <At extends TawasulStep['at']>(
  visitor: Visitor,
  at: At,
  holds: (step: Extract<TawasulStep, { at: At }>) => boolean = () => true,
): Promise<Extract<TawasulStep, { at: At }>> => {
  type Wanted = Extract<TawasulStep, { at: At }>;
  const { screen } = await visitor.until(
    ({ screen: shown }) =>
      shown.name === 'tawasul' && shown.step.at === at && holds(shown.step as Wanted),
    `the step ${at}`,
  );
  if (screen.name !== 'tawasul') throw new Error('unreachable');
  return screen.step as Wanted;
};
export const toServices = async (visitor: Visitor): Promise<void> => {
  await visitor.do({ do: 'startOver' });
  await visitor.do({ do: 'begin' });
  await visitor.do({ do: 'chooseLanguage', language: 'en' });
};
