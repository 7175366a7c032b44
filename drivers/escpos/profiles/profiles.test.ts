import { describe, expect, it } from 'vitest';
import { PRINTER_PROFILES } from '../../../contract/device-config.ts';
import { jobSetup } from '../codec/setup.ts';
import { profileNamed } from './named.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe.each(PRINTER_PROFILES)('the profile %s', (name) => {
  const profile = profileNamed(name);

  it('is called so', () => {
    expect(profile.name).toBe(name);
  });

  it('asks for automatic status with its own command, or not at all', () => {
    const setup = hexOf(jobSetup(profile));
    expect(setup.includes('1d61')).toBe(
      profile.statusBy === 'dleEot' && profile.automaticStatusMask > 0,
    );
    expect(setup.includes('1de0')).toBe(profile.statusBy === 'sixBytes');
  });

  it('fits on its paper: 72 mm of printed width at the most', () => {
    expect((profile.dotsPerLine * 25.4) / profile.dotsPerInch).toBeLessThan(72.3);
    expect(profile.motionUnits).toEqual({ x: profile.dotsPerInch, y: profile.dotsPerInch });
  });

  it('claims a presenter only with the status that shows its ticket', () => {
    if (profile.presenter !== null) expect(profile.statusBy).toBe('sixBytes');
    const steps = profile.presenter?.presentSteps ?? 1;
    expect(steps).toBeGreaterThanOrEqual(1);
    expect(steps).toBeLessThanOrEqual(255);
  });
});

it('what the digest calls not established is not claimed (§17)', () => {
  for (const name of ['star-tsp', 'star-sk', 'generic-80mm'] as const) {
    expect(profileNamed(name)).toMatchObject({
      answersFence: false,
      canDiscard: false,
      recovers: false,
      automaticStatusMask: 0,
      paperSensorTrusted: false,
      presenter: null,
    });
  }
});
