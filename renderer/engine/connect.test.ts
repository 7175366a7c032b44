import { describe, expect, it } from 'vitest';
import { rejectionIn } from './connect.ts';
import { makeThrottle } from './throttle.ts';

describe('a frame from the engine', () => {
  it('is a rejection only where an error has no request', () => {
    expect(rejectionIn('{"id":null,"error":{"message":"wrong token"}}')).toBe('refused');
    expect(rejectionIn('{"id":null,"error":{"message":"superseded"}}')).toBe('superseded');
    expect(rejectionIn('{"id":1,"error":{"message":"wrong token"}}')).toBeNull();
    expect(rejectionIn('{"id":1,"result":{"type":"started"}}')).toBeNull();
    expect(rejectionIn('PONG')).toBeNull();
  });
});

describe('the throttle', () => {
  it('lets one through in each span', () => {
    let now = 0;
    const allow = makeThrottle(2_000, () => now);
    expect(allow()).toBe(true);
    now = 1_999;
    expect(allow()).toBe(false);
    now = 2_000;
    expect(allow()).toBe(true);
  });
});
