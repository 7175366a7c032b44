/** A service that nobody wrote code for: a few lines of the catalogue, and it is on the screen and paid. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { OWN_CATALOGUE } from '../../central/catalogue/services.ts';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import { outcome, textOf, useKiosk } from './kiosk.ts';
import { untilReady } from './visits.ts';

const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});
const catalogue = join(folder.path, 'catalogue.json');
writeFileSync(
  catalogue,
  JSON.stringify({
    version: OWN_CATALOGUE.version + 1,
    services: [
      {
        id: 'palm-trees',
        title: { ar: 'ازرع نخلة', en: 'Plant a palm' },
        ministry: { ar: 'وزارة شؤون البلديات والزراعة', en: 'Ministry of Municipalities' },
        icon: 'palm', // drawn by no release yet
        amount: { kind: 'citizen', minFils: 5_000, maxFils: 50_000, stepFils: 1_000 },
        limitFils: 50_000,
        offline: { kind: 'never' },
        again: { kind: 'after', seconds: 0 },
      },
      ...OWN_CATALOGUE.services,
    ],
  }),
);

const kiosk = useKiosk({ catalogue });

test('it stands first on the screen, is paid, and its receipt names it', async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await visitor.do({ do: 'begin' });
  await visitor.do({ do: 'chooseLanguage', language: 'en' });
  const { services } = await visitor.screen('services');
  expect(services[0]).toMatchObject({ id: 'palm-trees', icon: 'palm', unavailable: null });
  await visitor.do({ do: 'chooseService', serviceId: 'palm-trees' });
  await visitor.screen('amount');
  await visitor.do({ do: 'enterAmount', typed: '12' });
  expect(await visitor.screen('confirm')).toMatchObject({ totalFils: 12_000 });
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'paid', 'printed');
  expect(textOf((await kiosk.papers()).at(-1))).toContain('Plant a palm');
  await kiosk.agreed();
});
