import { expect, test } from 'vitest';
import { enrolKiosk } from '../../../central/identity/kiosks.ts';
import { modelStore } from '../../../central/store/model/store.ts';
import { createChance } from '../core/random.ts';
import { createSchedule } from '../core/schedule.ts';
import { trueClock } from './clocks.ts';
import { kioskKey } from './keys.ts';
import { quickAuthentication, quickSealer, quickSigner } from './quick-crypto.ts';

const KIOSK = 'kiosk-1';
const { bytes } = createChance(1);
const url = 'https://gateway.example/v1/holds';

const set = async (kioskOffMs = 0, name = KIOSK) => {
  const clock = trueClock(createSchedule());
  const store = modelStore();
  await enrolKiosk(
    store,
    { kioskId: KIOSK, publicKey: kioskKey('kiosk-1').publicKey },
    clock.wallMs(),
  );
  const own = { ...clock, wallMs: () => clock.wallMs() + kioskOffMs };
  const headers = await quickSigner(name, own, bytes)({ method: 'POST', url, body: '{"a":1}' });
  const ask = quickAuthentication(store, clock);
  return (body = '{"a":1}', targetUri = url) =>
    ask({ method: 'POST', targetUri, headers, body: Buffer.from(body) });
};

test('a quickly signed request is its kiosk’s, once', async () => {
  const ask = await set();
  expect(await ask()).toMatchObject({ ok: true, value: { kioskId: KIOSK } });
  expect((await ask()).ok).toBe(false);
});

test.each([
  ['another body', 0, KIOSK, '{"a":2}', url],
  ['another address', 0, KIOSK, '{"a":1}', `${url}/1`],
  ['a stranger', 0, 'kiosk-2', '{"a":1}', url],
  ['a clock that is hours off', 3_600_000, KIOSK, '{"a":1}', url],
])('refused: %s', async (_, offMs, name, body, target) => {
  const ask = await set(offMs, name);
  expect((await ask(body, target)).ok).toBe(false);
});

test('a quickly sealed value opens unless it was altered', () => {
  const sealer = quickSealer(bytes);
  const value = { reference: 'ر-12', amount: 5 };
  const { box, commitment } = sealer.seal(value);
  expect(sealer.open(box)).toEqual(value);
  expect(sealer.matches(box, commitment)).toBe(true);
  const altered = Uint8Array.from(box, (byte, i) => (i === box.length - 2 ? byte ^ 1 : byte));
  expect(sealer.open(altered)).toBeNull();
  expect(sealer.matches(altered, commitment)).toBe(false);
});
