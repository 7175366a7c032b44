import { sleep } from '../../contract/clock.ts';
import type { Fils } from '../../contract/money.ts';
import type { Authorisation } from '../../contract/payment.ts';
import type {
  AuthoriseHooks,
  AuthoriseOutcome,
  CardTerminal,
} from '../../drivers/card-terminal.ts';
import { connectTerminal, UNHEARD } from '../../engine/devices/connect.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { guardJournal } from './journal-guard.ts';
import { exitFor, problemLine } from './open-problem.ts';
import { withRecorder } from './recorded.ts';
import { filled } from './texts.ts';

/** Longer than a terminal needs to undo what was asked to be given up. */
const HEAR_OUT_MS = 30_000;

const FILS_PER_DINAR = 1_000;
const inDinars = (fils: number): string => `BHD ${(fils / FILS_PER_DINAR).toFixed(3)}`;

/** Why a test payment must not be made now; `null`: it may. */
const refusal = (desk: Desk, dataFolder: string, fils: number): ExitCode | null => {
  const { words, say } = desk;
  if (!desk.options.yes) {
    say(filled(words.pay.warning, { amount: inDinars(fils) }));
    desk.tell({ error: 'needsYes', fils });
    return EXIT.usage;
  }
  const guard = guardJournal(dataFolder);
  if (guard.ok) return null;
  desk.tell({ error: guard.error.code, ...guard.error });
  switch (guard.error.code) {
    case 'inUse':
      say(filled(words.pay.journalBusy, { where: guard.error.where }));
      return EXIT.inUse;
    case 'unsettled':
      say(filled(words.pay.journalOpen, { count: guard.error.count }));
      return EXIT.refused;
    case 'unreadable': {
      const { where, detail } = guard.error;
      say(filled(words.pay.journalUnreadable, { where, detail }));
      return EXIT.unavailable;
    }
  }
};

const hooksOf = ({ words, say }: Desk): AuthoriseHooks => ({
  onReference: () => undefined,
  onReply: () => undefined,
  onPrompt: (prompt) => {
    say(filled(words.pay.prompt, { prompt: words.prompt[prompt] }));
  },
  onApproval: () => Promise.resolve('accept'),
  onReceiptText: () => Promise.resolve(),
});

/** The way back of an authorised payment. */
const giveBack = async (
  desk: Desk,
  terminal: CardTerminal,
  authorisation: Authorisation,
): Promise<ExitCode> => {
  const { words, say } = desk;
  const { scheme, lastFour, trace, receiptNumber: receipt } = authorisation;
  say(filled(words.pay.authorised, { scheme, lastFour, trace, receipt }));
  const outcome = await terminal.reverse(authorisation, {
    ...hooksOf(desk),
    onReversal: () => Promise.resolve(),
  });
  desk.tell({ authorisation, reversal: outcome });
  if (outcome.kind === 'reversed') {
    say(filled(words.pay.reversed, { trace: outcome.trace }));
    return EXIT.done;
  }
  const code = outcome.kind === 'refused' ? outcome.resultCode : outcome.problem.code;
  say(filled(words.pay.notReversed, { code, receipt, trace }));
  return EXIT.unknown;
};

const settle = async (
  desk: Desk,
  terminal: CardTerminal,
  outcome: AuthoriseOutcome,
): Promise<ExitCode> => {
  const { words, say } = desk;
  if (outcome.kind === 'confirmed') return giveBack(desk, terminal, outcome.authorisation);
  desk.tell({ outcome });
  switch (outcome.kind) {
    case 'declined':
    case 'cancelled':
      say(filled(words.pay[outcome.kind], { code: outcome.resultCode }));
      return EXIT.refused;
    case 'notSent':
      say(filled(words.pay.notSent, { code: outcome.problem.code }));
      return EXIT.refused;
    case 'inDoubt':
      say(filled(words.pay.inDoubt, { code: outcome.problem.code }));
      return EXIT.unknown;
  }
};

/** `pay-test`: one real authorisation and its reversal, outside the journal; refused while that owes anything. */
export const payTest = async (desk: Desk): Promise<ExitCode> => {
  const { words, say, config, options } = desk;
  if (config === null || options.fils === null) throw new Error('begun without what it needs');
  const device = config.devices.terminal;
  const amount = options.fils as Fils;
  const refused = refusal(desk, config.dataFolder, amount);
  if (refused !== null) return refused;
  return withRecorder(desk, 'terminal', device, null, async (context) => {
    const opened = await connectTerminal(device, context, UNHEARD)();
    if (!opened.ok) {
      const { text, json } = problemLine(desk, device, opened.error);
      say(text);
      desk.tell(json);
      return exitFor(opened.error);
    }
    const terminal = opened.value;
    let running: Promise<unknown> = Promise.resolve();
    desk.command.onEnd(async () => {
      // Ctrl-C: the terminal is asked to give up, and what it then says is still heard out.
      await terminal.askAbort();
      await Promise.race([running, sleep(desk.clock, HEAR_OUT_MS)]);
      await terminal.close();
    });
    const registered = await terminal.register();
    if (!registered.ok) {
      say(filled(words.pay.notSent, { code: registered.error.code }));
      desk.tell({ error: registered.error });
      return EXIT.refused;
    }
    say(filled(words.pay.present, { amount: inDinars(amount) }));
    const tested = terminal
      .authorise(amount, hooksOf(desk))
      .then((outcome) => settle(desk, terminal, outcome));
    running = tested;
    const code = await tested;
    await terminal.close();
    return code;
  });
};
