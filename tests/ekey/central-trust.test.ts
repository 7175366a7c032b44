/** What central takes on the issuer's word, with real tokens of a real issuer. */
import { expect, test } from 'vitest';
import { startIssuer } from '../../rig/ekey/issuer.ts';
import { takePhone } from './phone.ts';
import { POLL_MS, setEKeyStage, startFarEnds, type FarEnds } from './stage.ts';

/** Signs in and asks for the dues; where that leads. */
const askDues = async (far: FarEnds, before: () => Promise<void> | void = () => undefined) => {
  const stage = await setEKeyStage(far);
  const code = await stage.askCode();
  const phone = takePhone();
  await phone.open(code.url);
  await phone.confirm('900101123');
  stage.clock.advance(POLL_MS);
  const { session } = await stage.reach('signedIn');
  await before();
  stage.visit.intent({ do: 'thatIsMe' });
  const { kind } = await stage.reach('notice');
  stage.close();
  expect(stage.bugs).toEqual([]);
  return { kind, token: session.accessToken() };
};

test('issued for something else: refused, and the person is signed out', async () => {
  const far = await startFarEnds({ audience: 'urn:khidma:something-else' });
  expect(await askDues(far)).toEqual({ kind: 'eKeyExpired', token: null });
  await far.stop();
});

test('another issuer’s: its keys are not the ones that are asked', async () => {
  const trusted = await startIssuer();
  const far = await startFarEnds({ issuer: trusted.url });
  expect((await askDues(far)).kind).toBe('eKeyExpired');
  await far.stop();
  await trusted.stop();
});

test('the issuer went away before central had its keys: said so, nothing is shown', async () => {
  const far = await startFarEnds();
  expect((await askDues(far, far.issuer.stop)).kind).toBe('eKeyAway');
  await far.central.stop();
});
