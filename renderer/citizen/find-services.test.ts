import { expect, test } from 'vitest';
import { ALL, card } from '../testing/samples.ts';
import { findServices, plainText } from './find-services.ts';

const cards = ALL.map((service) => card(service));
const found = (typed: string): readonly string[] => findServices(cards, typed).map(({ id }) => id);

test('one sound in several spellings is one spelling', () => {
  for (const [one, other] of [
    ['أحمد', 'احمد'],
    ['إقامة', 'اقامه'],
    ['آلة', 'اله'],
    ['مستشفى', 'مستشفي'],
    ['مسؤول', 'مسوول'],
    ['هيئة', 'هييه'],
    ['كَهْرَبَاء', 'كهربا'],
    ['كهـــرباء', 'كهرباء'],
  ] as const)
    expect(plainText(one), `${one} / ${other}`).toBe(plainText(other));
  expect(plainText('Café – LICENCE')).toBe('cafe licence');
  expect(plainText('ملف')).not.toBe(plainText('ملك'));
});

test('a few letters in either language find the service', () => {
  expect(found('كهربا')).toEqual(['ewa']);
  expect(found('ماء')).toEqual(['ewa']);
  expect(found('electr')[0]).toBe('ewa');
  expect(found('سياره')).toEqual(['vehicle-renewal', 'vehicle-new']);
  expect(found('CAR ')[0]).toBe('vehicle-renewal');
  expect(found('هويه')[0]).toBe('id-card');
  expect(found('الزكاه')[0]).toBe('zakat');
  expect(found('شهاده وفاه')).toEqual(['death-certificate']);
  expect(found('uob')).toEqual(['university']);
  expect(found('مرور')[0]).toBe('traffic');
});

test('every service is found by its own title, first, in both languages', () => {
  for (const { id, title } of cards) {
    expect(found(title.ar)[0], title.ar).toBe(id);
    expect(found(title.en)[0], title.en).toBe(id);
  }
});

test('nothing typed shows everything in its order; what fits nothing finds nothing', () => {
  expect(found('  ')).toEqual(cards.map(({ id }) => id));
  expect(found('ً')).toEqual(cards.map(({ id }) => id));
  expect(found('zzz')).toEqual([]);
  expect(found('electricity zzz')).toEqual([]);
});
