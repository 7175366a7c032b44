import { z } from 'zod';

/** What the kiosk tells of its health, and to whom; central's gateway unless told otherwise. */
export const telemetryConfigSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** The least that is told. */
  level: z.enum(['debug', 'info', 'warn', 'error']).default('debug'),
  /** From one look for something to send to the next, ms. */
  everyMs: z.number().int().min(20).max(3_600_000).default(15_000),
  /** After a failure, doubled with each further one up to the most, ms. */
  retryFirstMs: z.number().int().min(10).max(600_000).default(2_000),
  retryMostMs: z.number().int().min(10).max(86_400_000).default(300_000),
  /** From one measurement to the next, ms. */
  sampleMs: z.number().int().min(100).max(3_600_000).default(60_000),
  /** What may wait while nobody takes it, bytes. */
  mostBytes: z.number().int().min(65_536).max(17_179_869_184).default(67_108_864),
  /** An OpenTelemetry collector that is told instead: OTLP/HTTP in JSON under this address. */
  collector: z
    .strictObject({
      url: z.url({ protocol: /^https?$/u }),
      headers: z.record(z.string().max(64), z.string().max(4_096)).default({}),
    })
    .optional(),
});
export type TelemetryConfig = z.infer<typeof telemetryConfigSchema>;
