/** The staff at the kiosk: the way in, what they try out there, and the public meanwhile. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { startRig, type Rig } from '../../rig/processes.ts';
import said from '../../locales/en/devices.json' with { type: 'json' };
import words from '../../locales/en/technician.json' with { type: 'json' };
import { withPreparedCentral } from '../prepared-central.ts';
import { briskly } from './briskly.ts';
import { citizenAt } from './citizen.ts';
import { openSurface, type Surface } from './surface.ts';

type Stack = { readonly rig: Rig; readonly page: Page };

const test = base.extend<{ stack: Stack }>({
  stack: async ({}, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'khidma-staff-'));
    await withPreparedCentral(folder);
    const rig = await startRig({
      dataFolder: folder,
      ui: 'loopback',
      furnished: true,
      adjust: (draft) => ({ ...briskly(draft), languages: ['en'] }),
    });
    const open = await openSurface(info.project.metadata['surface'] as Surface, rig);
    await open.page.waitForSelector('.attract-touch');
    await use({ rig, page: open.page });
    await open.close();
    await rig.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

/** A finger that rests at a place until the page has had enough of it. */
const hold = async (page: Page, x: number, y: number): Promise<void> => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.waitForTimeout(2_300); // the gesture itself is a length of time
  await page.mouse.up();
};

const gesture = async (page: Page): Promise<void> => {
  const size = await page.evaluate(() => ({ x: innerWidth, y: innerHeight }));
  await hold(page, 20, 20);
  await hold(page, size.x - 20, size.y - 20);
};

const signIn = async (page: Page, number: string, pin: string): Promise<void> => {
  const type = async (digits: string): Promise<void> => {
    for (const digit of digits)
      await page.getByRole('button', { name: digit, exact: true }).click();
  };
  await type(number);
  await page.getByRole('button', { name: words.asking.next }).click();
  await type(pin);
  await page.getByRole('button', { name: words.asking.enter }).click();
};

/** Opens the device's page, from wherever one is, and tries it. */
const tries = async (page: Page, role: keyof typeof words.device.try): Promise<void> => {
  const back = page.getByRole('button', { name: words.device.back });
  if (await back.isVisible()) await back.click();
  await page.getByRole('button', { name: said.role[role] }).click();
  await page.getByRole('button', { name: words.device.try[role] }).click();
};

/** The configuration with printer and scanner on each other's lines. */
const swapped = (text: string): string => {
  const draft = JSON.parse(text) as {
    devices: Record<'printer' | 'scanner', Record<string, unknown>>;
  };
  const { printer, scanner } = draft.devices;
  [printer['path'], scanner['path']] = [scanner['path'], printer['path']];
  return JSON.stringify(draft);
};

const asked = (page: Page) => page.getByRole('heading', { name: words.asking.title });
const attract = (page: Page) => page.locator('.attract-touch');

test('the gesture opens it, wrong PINs lock it over a restart of the engine', async ({
  stack: { rig, page },
}) => {
  test.slow(); // the gestures alone take twelve seconds
  await gesture(page);
  await expect(asked(page)).toBeVisible();
  await page.getByRole('button', { name: words.asking.back }).click();
  await expect(attract(page)).toBeVisible();

  await gesture(page);
  for (const [number, pin] of [
    ['1001', '111111'],
    ['9999', '204060'],
  ] as const) {
    await signIn(page, number, pin);
    await expect(page.getByText(words.asking.wrong)).toBeVisible();
  }
  await signIn(page, '1001', '222222');
  await expect(page.getByText(words.asking.locked)).toBeVisible();

  await rig.killEngine();
  await rig.startEngine();
  await expect(attract(page)).toBeVisible();
  await gesture(page);
  await expect(page.getByText(words.asking.locked)).toBeVisible();
  await expect(page.getByRole('button', { name: words.asking.enter })).toHaveCount(0);
});

test('inside, nothing is sold; leaving gives the screen back to the public', async ({
  stack: { rig, page },
}) => {
  await gesture(page);
  await signIn(page, '1001', '204060');
  await expect(page.getByRole('heading', { name: words.home.title })).toBeVisible();
  await expect(page.getByText('Demo technician')).toBeVisible();
  // What a citizen holds before the scanner begins nothing.
  await rig.control.scanner({ do: 'scan', text: 'EWA12345678202611' });
  await expect(page.getByText(words.inside.closed)).toBeVisible();

  await tries(page, 'printer');
  await expect(page.getByText(words.trial.printed)).toBeVisible();
  const told = await rig.control.printer({ do: 'receipts' });
  expect(told['receipts']).toHaveLength(1);

  await tries(page, 'terminal');
  await expect(page.getByText(words.trial.ready)).toBeVisible();

  await tries(page, 'scanner');
  await expect(page.getByText(words.trial.running.scanner)).toBeVisible();
  await rig.control.scanner({ do: 'scan', text: 'EWA87654321202611' });
  await expect(page.getByText(`EWA${'•'.repeat(14)}`)).toBeVisible();
  await expect(page.getByText('87654321')).toHaveCount(0);

  await rig.control.printer({ do: 'unplug' });
  await page.getByRole('button', { name: words.device.back }).click();
  await page.getByRole('button', { name: said.role.printer }).click();
  await expect(page.getByText(words.advice.noDevice)).toBeVisible();
  await rig.control.printer({ do: 'plug' });

  await page.getByRole('button', { name: words.device.back }).click();
  await page.getByRole('button', { name: words.home.network }).click();
  await expect(page.locator('.staff-stage.good')).toHaveCount(5);
  await rig.control.network({ do: 'cut' });
  await page.getByRole('button', { name: words.network.again }).click();
  await expect(page.locator('.staff-stage.bad')).toHaveCount(1);
  await rig.control.network({ do: 'restore' });
  await page.getByRole('button', { name: words.network.back }).click();
  await page.getByRole('button', { name: words.inside.leave }).click();
  await expect(attract(page)).toBeVisible();
  await attract(page).click();
  await expect(attract(page)).toHaveCount(0);
});

test('a payment that the gateway does not take: its story is read, and it is given to the operators', async ({
  stack: { rig, page },
}) => {
  await rig.control.network({
    do: 'answer',
    kind: '500',
    match: 'PUT /v1/payments',
    times: 100_000,
  });
  const citizen = citizenAt(page, 'en');
  await citizen.touches(citizen.words.attract.touch);
  await citizen.sees(citizen.words.services.title);
  await citizen.findsBills('Electricity and water bill', '12345678');
  await citizen.touches(citizen.words.confirm.pay);
  await citizen.sees(citizen.words.paying.prompt.presentCard.title);
  await rig.control.terminal({ do: 'insertCard' });
  await citizen.sees(citizen.words.outcome.kind.queued.happened);
  await citizen.touches(citizen.words.outcome.finish);
  await expect(attract(page)).toBeVisible();

  const own = words.numbers;
  await gesture(page);
  await signIn(page, '1001', '204060');
  await page.getByRole('button', { name: own.open }).click();
  await expect(page.getByText(own.state.confirmed)).toBeVisible();
  await expect(page.getByText('12345678')).toHaveCount(0);
  await page.getByRole('button', { name: 'BHD 32.569' }).click();
  await expect(page.getByText(own.step.confirmed)).toBeVisible();
  await page.getByRole('button', { name: own.resubmit }).click();
  await page.getByRole('button', { name: own.reason.refusedAgain }).click();
  await page.getByRole('button', { name: own.yes }).click();
  await expect(page.getByRole('heading', { name: own.state.quarantined })).toBeVisible();
  await expect(page.getByRole('button', { name: own.resubmit })).toHaveCount(0);
  await page.getByRole('button', { name: own.back }).click();
  await expect(page.getByText(own.state.quarantined)).toBeVisible();
});

test('two swapped devices are bound anew, and the kiosk comes back with both', async ({
  stack: { rig, page },
}) => {
  test.slow(); // the engine begins anew
  const { paths } = rig;
  await writeFile(paths.config, swapped(await readFile(paths.config, 'utf8')));
  await rig.restartEngine();
  await expect(attract(page)).toBeVisible();
  await gesture(page);
  await signIn(page, '1001', '204060');
  await page.getByRole('button', { name: said.role.printer }).click();
  await expect(page.getByText(words.advice.offline)).toBeVisible();
  await page.getByRole('button', { name: words.bind.open }).click();
  // Nobody reads paths: the scanner, when it scans, shows where it hangs, and that the other is the printer.
  await page.getByRole('button', { name: words.bind.listen }).click();
  await expect(page.getByText(words.bind.listening)).toBeVisible();
  await rig.control.scanner({ do: 'scan', text: '5012345678900' });
  await expect(page.getByRole('button', { name: words.bind.heard })).toContainText(paths.scanner);
  await page.getByRole('button', { name: paths.printer }).click();
  await page.getByRole('button', { name: words.bind.apply }).click();
  await expect(attract(page)).toBeVisible();

  await gesture(page);
  await signIn(page, '1001', '204060');
  await expect(page.getByText(words.bind.state.kept)).toBeVisible();
  await tries(page, 'printer');
  await expect(page.getByText(words.trial.printed)).toBeVisible();
  await tries(page, 'scanner');
  await expect(page.getByText(words.trial.running.scanner)).toBeVisible();
  await rig.control.scanner({ do: 'scan', text: 'EWA12345678202611' });
  await expect(page.getByText(words.trial.code)).toBeVisible();
  expect(await readFile(`${paths.config}.before`, 'utf8')).not.toBe(
    await readFile(paths.config, 'utf8'),
  );
});

test('settings are typed at the screen, tried, kept, and stand in the history', async ({
  stack: { rig, page },
}) => {
  test.slow(); // the engine begins anew
  const own = words.settings;
  const type = async (field: string, digits: string): Promise<void> => {
    await page.getByRole('button', { name: field }).click();
    await page.getByRole('button', { name: own.clear }).click();
    for (const digit of digits)
      await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: own.take }).click();
  };
  const look = page.getByRole('button', { name: own.look });
  const discard = page.getByRole('button', { name: own.discard });

  await gesture(page);
  await signIn(page, '1001', '204060');
  await page.getByRole('button', { name: own.open, exact: true }).click();
  await type(own.field.panelEdge, '2950');
  await look.click();
  await expect(page.getByText('0 – 1800')).toBeVisible();
  await discard.click();
  await type(own.field.panelEdge, '950');
  await look.click();
  await page.getByRole('button', { name: own.reasons.moved }).click();
  await page.getByRole('button', { name: own.apply }).click();
  await expect(attract(page)).toBeVisible();

  await gesture(page);
  await signIn(page, '1001', '204060');
  await page.getByRole('button', { name: own.open, exact: true }).click();
  await expect(page.getByRole('button', { name: own.field.panelEdge })).toContainText('950');
  await expect(
    page
      .getByRole('button')
      .filter({ hasText: own.reasons.moved })
      .filter({ hasText: own.state.kept }),
  ).toContainText('Demo technician');
  const written = JSON.parse(await readFile(rig.paths.config, 'utf8')) as {
    kiosk: { panel: unknown };
  };
  expect(written.kiosk.panel).toEqual({ heightMm: 598, lowerEdgeMm: 950 });
  await page.getByRole('button', { name: own.export }).click();
  await expect(page.getByText(own.exported)).toBeVisible();
  // The first settings of all are there to go back to.
  await page.getByRole('button').filter({ hasText: own.reasons.found }).click();
  await expect(page.getByText('950')).toBeVisible();
});

test('the fault drill: three faults made on the wire, a power cut that was none, and a signed paper', async ({
  stack: { rig, page },
}) => {
  test.slow(); // the engine begins anew
  const own = words.drill;
  const at = (step: keyof typeof own.step) =>
    page.getByRole('listitem').filter({ hasText: own.step[step] });
  const start = async (step: keyof typeof own.step): Promise<void> => {
    await page.getByRole('button', { name: `${own.start}: ${own.step[step]}` }).click();
    await expect(at(step)).toContainText(own.cause[step]);
  };
  await gesture(page);
  await signIn(page, '1001', '204060');
  await page.getByRole('button', { name: own.open }).click();
  await page.getByRole('button', { name: own.begin }).click();

  await start('reader');
  await rig.control.terminal({ do: 'unplug' });
  await expect(at('reader')).toContainText(own.undo.reader);
  await rig.control.terminal({ do: 'plug' });
  await expect(at('reader')).toContainText(own.state.passed);

  await start('cover');
  await rig.control.printer({ do: 'cover', open: true });
  await expect(at('cover')).toContainText(own.undo.cover);
  await rig.control.printer({ do: 'cover', open: false });
  await expect(at('cover')).toContainText(own.state.passed);

  await start('network');
  await rig.control.network({ do: 'cut' });
  await expect(at('network')).toContainText(own.undo.network);
  await rig.control.network({ do: 'restore' });
  await expect(at('network')).toContainText(own.state.passed);

  await start('power');
  await page.getByRole('button', { name: own.back, exact: true }).click();
  await page.getByRole('button', { name: words.inside.leave }).click();
  const citizen = citizenAt(page, 'en');
  await citizen.touches(citizen.words.attract.touch);
  await citizen.sees(citizen.words.services.title);
  await citizen.findsBills('Electricity and water bill', '12345678');
  await citizen.touches(citizen.words.confirm.pay);
  await citizen.sees(citizen.words.paying.prompt.presentCard.title);
  await rig.killEngine();
  await rig.startEngine();
  await citizen.touches(citizen.words.outcome.finish);
  await expect(attract(page)).toBeVisible();
  await gesture(page);
  await signIn(page, '1001', '204060');
  await page.getByRole('button', { name: own.open }).click();
  await expect(at('power')).toContainText(own.code.machineStayed);

  await page.getByRole('button', { name: own.write }).click();
  await expect(page.getByText(own.written)).toBeVisible();
});

test('the key switch waits for a payment to end, and no door is opened before', async ({
  stack: { rig, page },
}) => {
  const citizen = citizenAt(page, 'en');
  await citizen.touches(citizen.words.attract.touch);
  await citizen.sees(citizen.words.services.title);
  await citizen.findsBills('Electricity and water bill', '12345678');
  await citizen.touches(citizen.words.confirm.pay);
  await citizen.sees(citizen.words.paying.prompt.presentCard.title);
  await rig.control.cabinet({ do: 'key', state: 'on' });
  await expect(page.getByText(words.waiting)).toBeVisible();
  await rig.control.terminal({ do: 'insertCard' });
  await citizen.sees(citizen.words.outcome.kind.paid.happened);
  await expect(page.getByText(words.waiting)).toBeVisible();
  await citizen.touches(citizen.words.outcome.finish);
  await expect(asked(page)).toBeVisible();
  // Who only turned the key by mistake turns it back: the public's screen is there with it.
  await rig.control.cabinet({ do: 'key', state: 'off' });
  await expect(attract(page)).toBeVisible();
});

test('while a technician is in nothing is sold, and the token is good on its own connection only', async ({
  stack: { rig },
}) => {
  const mine = rig.client();
  await mine.api.technician.open.mutate();
  const entered = await mine.api.technician.enter.mutate({ number: '1001', pin: '204060' });
  if (!entered.entered) throw new Error(entered.problem);
  const { token } = entered;
  const act = { do: 'stillHere' } as const;
  expect(await mine.api.technician.act.mutate({ token, act })).toEqual({ done: true });
  expect(await mine.api.intent.mutate({ do: 'begin' })).toEqual({
    accepted: false,
    problem: 'notAllowed',
  });
  await mine.close();
  // Another page has the screen now; what the first one knew opens nothing there.
  const visitor = await rig.visitor();
  await expect(visitor.client.api.technician.act.mutate({ token, act })).rejects.toThrow(
    /no such session/u,
  );
  // Nobody looks at the session any more: it ends, and the public's screen is open again.
  await visitor.until(({ staff }) => staff === undefined, 'the end of the session');
  await visitor.do({ do: 'begin' });
});
