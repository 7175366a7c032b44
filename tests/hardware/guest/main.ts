/** Runs inside the guest, below the host's root: one scenario after the other, each leaves all ports empty. */
import { saw, scenario } from './checks.ts';
import { playInventory } from './inventory.ts';
import { playPrinter } from './printer.ts';
import { playScanner } from './scanner.ts';
import { playTerminal } from './serial.ts';
import { playUsblp } from './usblp.ts';

saw('node', process.versions.node);
await scenario('inventory', playInventory);
await scenario('terminal', playTerminal);
await scenario('usblp', playUsblp);
await scenario('printer', playPrinter);
await scenario('scanner', playScanner);
process.exit();
