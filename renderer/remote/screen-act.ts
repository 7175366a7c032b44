import type { ScreenAct, ScreenActDone } from '../../contract/remote-acts.ts';
import type { Connection } from '../engine/connect.ts';
import { whileCovered } from './cover.ts';

const TRIES = 3;

const takePicture = async (actId: string): Promise<ScreenActDone> => {
  const take = window.khidma?.takePicture;
  for (let tried = 0; take !== undefined && tried < TRIES; tried++) {
    const picture = await whileCovered(take);
    if (picture !== null) return { actId, said: 'picture', picture };
  }
  return { actId, said: 'cannot' };
};

const restartPage = (): void => {
  // A page in a plain browser has no shell above it.
  if (window.khidma === undefined) location.reload();
  else void window.khidma.restartPage();
};

/** Tells the engine first: after a restart nobody is left to tell it. */
export const performScreenAct = async (
  { actId, act }: ScreenAct,
  connection: Pick<Connection, 'screenActDone'>,
): Promise<void> => {
  if (act === 'picture') {
    await connection.screenActDone(await takePicture(actId));
    return;
  }
  if (await connection.screenActDone({ actId, said: 'restarting' })) restartPage();
};
