import { ELECTRON_LIBRARIES } from './debian-packages.mjs';

const SCREEN = ['xvfb', 'xauth', ...ELECTRON_LIBRARIES];
/** Devices that are not there: what plays them to node-hid and PC/SC, and what those need. */
const RIGS = ['udev', 'umockdev', 'pcscd', 'libpcsclite1', 'vsmartcard-vpcd'];
/** The guest with a USB bus. Its kernel is downloaded by the suite, and never installed. */
const GUEST = ['socat', 'libusb-1.0-0', 'qemu-system-x86', 'xz-utils'];
/** The voice, and what plays it. */
const AUDIO = ['espeak-ng', 'alsa-utils'];
const EVERYTHING = ['chromium', 'postgresql', ...RIGS, ...GUEST, ...SCREEN, ...AUDIO];

const hasDisplay = () =>
  (process.env.DISPLAY ?? '') !== '' || (process.env.WAYLAND_DISPLAY ?? '') !== '';

const startsWindow = (args) => hasDisplay() && !args.includes('--headless');

/**
 * What each command needs before it may run: Debian packages, whether Electron, whether the built
 * page. `run`: the program, none for `setup` itself; `suites`: what it is told first.
 */
export const COMMANDS = {
  start: {
    run: 'rig/start.ts',
    packages: (args) => [
      'socat',
      ...(startsWindow(args) ? ELECTRON_LIBRARIES : []),
      ...(args.includes('--audio') ? AUDIO : []),
    ],
    electron: startsWindow,
    pages: true,
  },
  demo: { run: 'rig/demo.ts', packages: () => ['socat'], electron: () => false, pages: false },
  bench: {
    run: 'rig/bench.ts',
    packages: () => ['socat', ...SCREEN],
    electron: () => true,
    pages: true,
  },
  devices: {
    run: 'rig/devices.ts',
    // socat makes the pseudo-terminals of monitor, record and replay; node-hid links libusb.
    packages: () => ['socat', 'libusb-1.0-0'],
    electron: () => false,
    pages: false,
  },
  'technician-pin': {
    run: 'engine/technician/make-pin.ts',
    packages: () => [],
    electron: () => false,
    pages: false,
  },
  fleet: { run: 'rig/fleet.ts', packages: () => [], electron: () => false, pages: true },
  quarter: {
    run: 'rig/quarter.ts',
    packages: () => ['postgresql'],
    electron: () => false,
    pages: false,
  },
  simulate: {
    run: 'rig/simulate.ts',
    packages: () => [],
    electron: () => false,
    pages: false,
  },
  drain: {
    run: 'rig/drain.ts',
    packages: () => ['postgresql'],
    electron: () => false,
    pages: false,
  },
  gallery: {
    run: 'tests/gallery/make-gallery.ts',
    packages: () => ['socat', 'chromium'],
    electron: () => false,
    pages: true,
  },
  test: {
    run: 'scripts/test.ts',
    packages: () => EVERYTHING,
    electron: () => true,
    pages: true,
  },
  setup: { run: null, packages: () => EVERYTHING, electron: () => true, pages: true },
  hardware: {
    run: 'scripts/test.ts',
    suites: ['hardware'],
    packages: () => GUEST,
    electron: () => false,
    pages: false,
  },
  'bench:queue': {
    run: 'rig/bench-queue.ts',
    packages: () => ['redis-server', 'postgresql', 'strace'],
    electron: () => false,
    pages: false,
  },
  'bench:drivers': {
    run: 'rig/bench-drivers.ts',
    packages: () => [],
    electron: () => false,
    pages: false,
  },
  'bench:screen': {
    run: 'tests/bench-screen/main.ts',
    packages: () => ['socat', 'chromium'],
    electron: () => false,
    pages: true,
  },
  'bench:logs': {
    run: 'rig/bench-logs.ts',
    packages: () => ['postgresql'],
    electron: () => false,
    pages: false,
  },
};
