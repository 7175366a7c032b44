import { createMemoryBytes } from '../../../transport/testing/memory-links.ts';
import { createFrameReader, encodeFrame } from '../../codec/frame.ts';

/** The far end of a line in memory, which answers what a test tells it to. */
export class ScriptedBoard {
  boot = '7F3A';
  hello = 'HELLO 1 boot=%BOOT hold=30';
  sensors = 'door=closed key=off tamper=no power=mains headset=out';
  command = 'OK';
  silent = false;
  readonly asked: string[] = [];
  readonly #frames = createFrameReader();
  readonly #wire = createMemoryBytes((bytes) => {
    for (const body of this.#frames.feed(bytes)) this.#hear(body);
  });
  readonly link = this.#wire.link;

  unplug(): void {
    this.#wire.unplug();
  }

  say(body: string): void {
    this.#wire.deliver(encodeFrame(body.replace('%BOOT', this.boot)));
  }

  /** Tells its state unasked. */
  event(sensors: string): void {
    this.sensors = sensors;
    this.say(`E STATE boot=%BOOT ${sensors}`);
  }

  #hear(body: string): void {
    const [, number = '', what = '', ...words] = body.split(' ');
    this.asked.push([what, ...words].join(' '));
    if (this.silent) return;
    if (what === 'HELLO') this.say(`A ${number} ${this.hello}`);
    else if (what === 'STATE') this.say(`A ${number} STATE boot=%BOOT ${this.sensors}`);
    else this.say(`A ${number} ${this.command}`);
  }
}
