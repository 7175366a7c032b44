import { testRandomKills } from './random-kills.ts';

testRandomKills(
  Number(process.env['KHIDMA_KILLS'] ?? '100'),
  Number(process.env['KHIDMA_SEED'] ?? '61122'),
);
