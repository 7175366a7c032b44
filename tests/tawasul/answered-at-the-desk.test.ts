/** Written at a kiosk, answered by somebody at the operators' page, read at the kiosk; all processes real. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type {
  SuggestionInbox,
  SuggestionPage,
  SuggestionWords,
} from '../../contract/console-suggestions.ts';
import type { TawasulStep } from '../../contract/tawasul-view.ts';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { openDesk } from '../console/desk.ts';
import { useKiosk } from '../payments/kiosk.ts';
import { untilReady } from '../payments/visits.ts';
import { step, toServices, wish } from './steps.ts';

const kiosk = useKiosk({ console: true });
const TEXT = 'The made-up gate in Road 0009 is broken';
const PHONE = '36000009';
const API = '/console/api/suggestions';

type Status = Extract<TawasulStep, { at: 'status' }>;
const follow = async (visitor: Visitor, trackingNumber: string): Promise<Status> => {
  await toServices(visitor);
  await wish(visitor, { act: 'open' });
  await wish(visitor, { act: 'follow' });
  await wish(visitor, { act: 'ask', typed: trackingNumber });
  return step(visitor, 'status');
};

test('an answer given at the desk stands on the kiosk’s screen, also when it is opened again', async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await toServices(visitor);
  await wish(visitor, { act: 'open' });
  await wish(visitor, { act: 'write', kind: 'complaint' });
  await wish(visitor, { act: 'ministry', ministryId: 'works' });
  await wish(visitor, { act: 'text', typed: TEXT });
  await wish(visitor, { act: 'phone', typed: PHONE });
  await step(visitor, 'check');
  await wish(visitor, { act: 'send' });
  const { trackingNumber } = await step(visitor, 'sent', ({ delivered }) => delivered);

  const desk = openDesk(kiosk.rig().centralUrl ?? '');
  await desk.signIn('demo-operator');
  const { rows } = JSON.parse((await desk.get(`${API}?ministry=works`)).text) as SuggestionInbox;
  // Among those of the demonstration.
  expect(rows.length).toBeGreaterThan(1);
  const path = `${API}/${rows.find((row) => row.trackingNumber === trackingNumber)?.id ?? ''}`;
  const words = JSON.parse((await desk.post(`${path}/read`)).text) as SuggestionWords;
  expect(words).toEqual({ text: TEXT, language: 'en' });
  const act = async (body: object): Promise<void> => {
    const { version } = JSON.parse((await desk.get(path)).text) as SuggestionPage;
    expect((await desk.post(`${path}/acts`, { version, ...body })).status).toBe(204);
  };
  await act({ act: 'answer', text: 'The gate is repaired.' });
  const answer = 'The gate is repaired.';
  expect(await follow(visitor, trackingNumber)).toMatchObject({ state: 'answered', answer });
  await act({ act: 'close', because: 'Done' });
  await act({ act: 'reopen', because: 'They wrote again' });
  expect(await follow(visitor, trackingNumber)).toMatchObject({ state: 'open', answer });

  const { logs } = kiosk.rig().paths;
  for (const name of readdirSync(logs))
    for (const secret of ['Road 0009', PHONE, trackingNumber, answer])
      expect(readFileSync(join(logs, name), 'utf8'), name).not.toContain(secret);
});
