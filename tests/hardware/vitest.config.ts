import { defineConfig } from 'vitest/config';

/** The guest with a USB bus: a suite of its own, for it wants QEMU and a kernel. */
export default defineConfig({
  test: { environment: 'node', include: ['tests/hardware/*.hardware.ts'], retry: 0 },
});
