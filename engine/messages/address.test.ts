import { expect, test } from 'vitest';
import { maskAddress, readAddress } from './address.ts';

test.each([
  ['36123456', '+97336123456'],
  ['6612 3456', '+97366123456'],
  ['٣٦١٢٣٤٥٦', '+97336123456'],
  ['0097336123456', '+97336123456'],
  ['00966501234567', '+966501234567'],
])('%s is the mobile number %s', (typed, address) => {
  expect(readAddress('sms', typed)).toEqual({ channel: 'sms', address });
});

test.each(['', '17123456', '3612345', '361234567', '0097317123456', '00', '0012', '0'.repeat(40)])(
  '“%s” is no mobile number',
  (typed) => {
    expect(readAddress('sms', typed)).toBeNull();
  },
);

test('an e-mail address in any case; nothing that is none', () => {
  expect(readAddress('email', ' Amina@Example.com ')).toEqual({
    channel: 'email',
    address: 'amina@example.com',
  });
  for (const typed of ['', 'amina', 'amina@', 'a@b', 'a b@example.com', `${'a'.repeat(250)}@b.com`])
    expect(readAddress('email', typed), typed).toBeNull();
});

test('masked, who knows it recognises it and nobody else learns it', () => {
  expect(maskAddress({ channel: 'sms', address: '+97336123456' })).toBe('********456');
  expect(maskAddress({ channel: 'email', address: 'amina@example.com' })).toBe('a***@example.com');
});
