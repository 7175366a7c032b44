/** One JSON object a line on stderr, where systemd's journal or `npm start` picks it up. */
export const log = (event: string, detail: Readonly<Record<string, unknown>> = {}): void => {
  process.stderr.write(`${JSON.stringify({ shell: event, ...detail })}\n`);
};
